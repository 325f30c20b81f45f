"""The only clock of the process; whatever needs the time is given it."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Tell the time of this machine."""
    return datetime.now(UTC)
