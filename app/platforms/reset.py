"""When may we ask again? One parser for every way in which platforms say it.

`Retry-After` in seconds or as an HTTP date; reset fields as epoch seconds (Bluesky, X, Twitch), epoch milliseconds,
ISO 8601 (Mastodon) or seconds left (Reddit); `RateLimit: "default";r=0;t=30` (IETF draft). Fields may come twice.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite

import httpx

MIN_WAIT_SECONDS = 1.0
MAX_WAIT_SECONDS = 3_600.0
"""Longest wait that is believed: asking after an hour costs one call, believing a wrong clock costs a day."""
DEFAULT_WAIT_SECONDS = 60.0
"""Wait when the platform says nothing that can be read."""

_FIELDS = ("retry-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset", "ratelimit")
_EPOCH_SECONDS = 1e9
_EPOCH_MILLISECONDS = 1e12
_DRAFT_PARAMETER = re.compile(r";\s*t=(\d{1,10})(?!\d)")


def read_wait_seconds(headers: httpx.Headers, now: datetime) -> float:
    """Seconds to wait from `now`, in [1, 3600]: the first field that says something, its longest value."""
    for field in _FIELDS:
        waits = [wait for value in _values(headers, field) if (wait := _parse(value, now)) is not None]
        if waits:
            return min(max(*waits, MIN_WAIT_SECONDS), MAX_WAIT_SECONDS)
    return DEFAULT_WAIT_SECONDS


def _values(headers: httpx.Headers, field: str) -> Iterator[str]:
    for value in headers.get_list(field):
        yield value.strip()
        # An HTTP date holds a comma itself, so the parts are tried beside the whole.
        if "," in value:
            yield from (part.strip() for part in value.split(","))


def _parse(value: str, now: datetime) -> float | None:
    draft = _DRAFT_PARAMETER.search(value)
    if draft is not None:
        return float(draft[1])
    number = _number(value)
    if number is None:
        moment = _moment(value)
        return None if moment is None else (moment - now).total_seconds()
    if number >= _EPOCH_MILLISECONDS:
        return number / 1_000 - now.timestamp()
    if number >= _EPOCH_SECONDS:
        return number - now.timestamp()
    return number


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _moment(value: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(value)
        except (ValueError, OverflowError, IndexError):
            continue
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None
