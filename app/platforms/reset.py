"""When may we ask again? One parser for every way in which platforms say it.

`Retry-After` in seconds or as an HTTP date; reset fields as epoch seconds (Bluesky, X, Twitch), epoch milliseconds,
ISO 8601 (Mastodon) or seconds left (Reddit); `RateLimit: "default";r=0;t=30` (IETF draft). Fields may come twice.
Meta tells percentages of a rolling hour, as JSON, and only sometimes the minutes until it serves us again.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite

import httpx
import msgspec

MIN_WAIT_SECONDS = 1.0
MAX_WAIT_SECONDS = 3_600.0
"""Longest wait that is believed: asking after an hour costs one call, believing a wrong clock costs a day."""
DEFAULT_WAIT_SECONDS = 60.0
"""Wait when the platform says nothing that can be read."""

_USAGE_FIELDS = ("x-business-use-case-usage", "x-app-usage")
_FIELDS = ("retry-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset", "ratelimit")
_EPOCH_SECONDS = 1e9
_EPOCH_MILLISECONDS = 1e12
_SECONDS_A_MINUTE = 60
_USED_UP = 100.0
_DRAFT_PARAMETER = re.compile(r";\s*t=(\d{1,10})(?!\d)")


def read_wait_seconds(headers: httpx.Headers, now: datetime) -> float:
    """Seconds to wait from `now`, in [1, 3600]: the first field that says something, its longest value."""
    for waits in _told(headers, now):
        if waits:
            return min(max(*waits, MIN_WAIT_SECONDS), MAX_WAIT_SECONDS)
    return DEFAULT_WAIT_SECONDS


def _told(headers: httpx.Headers, now: datetime) -> Iterator[list[float]]:
    for field in _FIELDS:
        yield [wait for value in _values(headers, field) if (wait := _parse(value, now)) is not None]
    for field in _USAGE_FIELDS:
        yield [wait for usage in _usages(headers, field) if (wait := _regained(usage)) is not None]


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


class _Usage(msgspec.Struct):
    """What Meta says of one of its limits: percentages that are used, and the minutes until it is open again."""

    call_count: float = 0.0
    total_time: float = 0.0
    total_cputime: float = 0.0
    estimated_time_to_regain_access: float = 0.0


def _usages(headers: httpx.Headers, field: str) -> Iterator[_Usage]:
    for value in headers.get_list(field):
        yield from _read_usages(value)


def _read_usages(value: str) -> Sequence[_Usage]:
    """Read one usage field: lists of usages, one a business, or the single usage of the app."""
    try:
        businesses = msgspec.json.decode(value, type=dict[str, list[_Usage]])
    except (msgspec.DecodeError, RecursionError):
        return _usage_of_app(value)
    return [usage for usages in businesses.values() for usage in usages]


def _usage_of_app(value: str) -> Sequence[_Usage]:
    try:
        return [msgspec.json.decode(value, type=_Usage)]
    except (msgspec.DecodeError, RecursionError):
        return []


def _regained(usage: _Usage) -> float | None:
    """Seconds until a limit is open again; the whole rolling hour where it is used up and Meta names no time."""
    if usage.estimated_time_to_regain_access > 0:
        return usage.estimated_time_to_regain_access * _SECONDS_A_MINUTE
    is_used_up = max(usage.call_count, usage.total_time, usage.total_cputime) >= _USED_UP
    return MAX_WAIT_SECONDS if is_used_up else None
