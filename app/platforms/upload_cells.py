"""Cells of a CSV as values: strictly in our own form, and in the many forms of others, where nothing is guessed."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from app.platforms.upload_errors import RowError
from app.platforms.upload_row import BOOLEAN_FIELDS, COUNT_FIELDS, LIST_FIELDS, NUMBER_FIELDS, TIME_FIELDS

_OWN_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
_WHOLE_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,20}(?:\.0{1,20})?")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?")

_UNKNOWN: Final = frozenset({"", "-", "\u2013", "\u2014", "?", "n/a", "na", "nan", "nil", "none", "null", "unknown"})
_BOOLEANS: Final = {
    **dict.fromkeys(("true", "t", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0"), False),
}

_PLAIN_COUNT: Final = re.compile(r"[0-9]{1,16}(?:\.0{1,2})?", re.ASCII)
_GROUPED_COUNT: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?:[ '\u2019\u00a0\u202f][0-9]{3}){1,4}")
_ROUNDED_COUNT: Final = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,3})? ?[KMB]\+?", re.ASCII | re.IGNORECASE)
_NOT_A_DIGIT: Final = re.compile(r"[^0-9]")

_EPOCH_SECONDS: Final = re.compile(r"[0-9]{9,11}(?:\.[0-9]{1,9})?", re.ASCII)
_EPOCH_MILLISECONDS: Final = re.compile(r"[0-9]{12,14}", re.ASCII)
_NUMERIC_DAY: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?:[ ,T]+(\S.*))?", re.ASCII)
_ISO_WITH_ZONE_NAME: Final = re.compile(r"(?<=[0-9]) ?(?:UTC|GMT)\Z", re.ASCII)
_ISO_WITH_SLASHES: Final = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})", re.ASCII)
_WORDED: Final = (
    "%a %b %d %H:%M:%S %z %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y, %I:%M %p",
    "%a, %d %b %Y %H:%M:%S %z",
)
_LONGEST_TIME: Final = 64
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS: Final = 12


def read_own_cell(name: str, cell: str) -> object:
    """Read a cell that is not empty as docs/uploads.md says it; raise RowError."""
    if name in COUNT_FIELDS:
        return _whole_number(name, cell.strip())
    if name in BOOLEAN_FIELDS:
        if (value := _OWN_BOOLEANS.get(cell.strip().lower())) is None:
            raise RowError(pointer=f"/{name}", reason="must be true, false, 1 or 0")
        return value
    if name in NUMBER_FIELDS:
        if not _NUMBER.fullmatch(cell.strip()):
            raise RowError(pointer=f"/{name}", reason="must be a number")
        return float(cell)
    if name in LIST_FIELDS:
        return _list(name, cell)
    return cell


def read_cell(name: str, cell: str) -> object:
    """Read a cell of another tool's file as the value of our field; None where it does not say. Raises RowError."""
    text = cell.strip()
    if name == "handle":
        return text.removeprefix("@") or None
    if name in COUNT_FIELDS:
        return _count(name, text)
    if name in BOOLEAN_FIELDS:
        return _boolean(name, text)
    if name in TIME_FIELDS:
        return _time(name, text)
    return read_own_cell(name, text) if text else None


def read_time(text: str) -> datetime | None:
    """Read a moment; one without an offset is taken as UTC, a day as its first moment. None where it is no time.

    Raises ValueError where day and month could be either way round.
    """
    if len(text) > _LONGEST_TIME:
        return None
    if _EPOCH_SECONDS.fullmatch(text):
        return _since_epoch(float(text))
    if _EPOCH_MILLISECONDS.fullmatch(text):
        return _since_epoch(int(text) / 1000)
    if numeric := _NUMERIC_DAY.fullmatch(text):
        return _iso(_day_first(*numeric.groups()))
    if found := _iso(_ISO_WITH_SLASHES.sub(_dashed, _ISO_WITH_ZONE_NAME.sub("+00:00", text), count=1)):
        return found
    return next(filter(None, (_worded(text, form) for form in _WORDED)), None)


def _whole_number(name: str, cell: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(cell):
        raise RowError(pointer=f"/{name}", reason="must be a whole number of at most 20 digits")
    return int(cell.partition(".")[0])


def _list(name: str, cell: str) -> object:
    try:
        return msgspec.json.decode(cell)
    except (ValueError, RecursionError):
        reason = 'must be a JSON array, such as ["first","second"]'
        raise RowError(pointer=f"/{name}", reason=reason) from None


def _count(name: str, text: str) -> int | None:
    if text.lower() in _UNKNOWN or _ROUNDED_COUNT.fullmatch(text):
        # "1.2K" may be any of a hundred numbers, and signals compare exact ones.
        return None
    if _PLAIN_COUNT.fullmatch(text):
        return int(text.partition(".")[0])
    if _GROUPED_COUNT.fullmatch(text):
        return int(_NOT_A_DIGIT.sub("", text))
    raise RowError(pointer=f"/{name}", reason="must be a whole number, such as 1234 or 1,234")


def _boolean(name: str, text: str) -> bool | None:
    if text.lower() in _UNKNOWN:
        return None
    if (value := _BOOLEANS.get(text.lower())) is None:
        raise RowError(pointer=f"/{name}", reason="must be yes or no, true or false, 1 or 0")
    return value


def _time(name: str, text: str) -> datetime | None:
    if text.lower() in _UNKNOWN:
        return None
    try:
        found = read_time(text)
    except ValueError:
        reason = "may be two days, with day and month either way round: write it as 2025-04-03"
        raise RowError(pointer=f"/{name}", reason=reason) from None
    if found is None:
        reason = "must be a time, such as 2026-05-01T09:30:00Z, 2026-05-01 or seconds since 1970"
        raise RowError(pointer=f"/{name}", reason=reason)
    return found


def _since_epoch(seconds: float) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


def _day_first(first: str, second: str, year: str, clock: str | None) -> str:
    """Write a numeric day as ISO 8601 where only one reading of it is a day."""
    one, other = int(first), int(second)
    if one != other and max(one, other) <= _MONTHS:
        raise ValueError
    day, month = (one, other) if one > _MONTHS else (other, one)
    return f"{year}-{month:02}-{day:02}" + (f" {clock}" if clock else "")


def _dashed(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _iso(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _worded(text: str, form: str) -> datetime | None:
    try:
        return _in_utc(datetime.strptime(text, form))  # noqa: DTZ007 - a zone is given to what has none, just here
    except (ValueError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
