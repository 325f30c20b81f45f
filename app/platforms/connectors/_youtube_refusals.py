"""What YouTube's refusals mean: the reasons inside a 4xx (Google's two forms of it, `errors` and `details`).

A status says little here: 403 is a key that is not allowed, units that are used up, or a video without comments.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from app.platforms.errors import (
    AccountDeactivatedError,
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
)
from app.platforms.reset import DEFAULT_WAIT_SECONDS, MIN_WAIT_SECONDS
from app.platforms.shapes import read_shape, read_shapes

QUOTA_TIME_ZONE: Final = "America/Los_Angeles"

_DAY_USED_UP = {"quotaExceeded", "dailyLimitExceeded"}
_TOO_FAST = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
_UNKNOWN_KEY = "YouTube does not know this API key."
_OTHER_PROJECT = "The YouTube Data API is not enabled for the project of this API key."
_OTHER_ADDRESS = "This API key is restricted to other addresses."
_MEANINGS: Final[Mapping[str, tuple[type[PlatformError], str]]] = {
    "API_KEY_INVALID": (PlatformAuthError, _UNKNOWN_KEY),
    "keyInvalid": (PlatformAuthError, _UNKNOWN_KEY),
    "keyExpired": (PlatformAuthError, "This API key has expired."),
    "accessNotConfigured": (PlatformAuthError, _OTHER_PROJECT),
    "SERVICE_DISABLED": (PlatformAuthError, _OTHER_PROJECT),
    "API_KEY_SERVICE_BLOCKED": (PlatformAuthError, "This API key is restricted to other APIs."),
    "ipRefererBlocked": (PlatformAuthError, _OTHER_ADDRESS),
    "API_KEY_IP_ADDRESS_BLOCKED": (PlatformAuthError, _OTHER_ADDRESS),
    "API_KEY_HTTP_REFERRER_BLOCKED": (PlatformAuthError, "This API key is restricted to web pages."),
    "channelSuspended": (AccountSuspendedError, "YouTube took this channel down."),
    "channelClosed": (AccountDeactivatedError, "This channel was closed."),
    "channelForbidden": (AccountPrivateError, "The owner does not show this channel to us."),
}
_NOT_SHOWN = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
_LISTS = {"youtube.commentThread", "youtube.comment", "youtube.playlistItem"}


class NothingListedError(HandleNotFoundError):
    """This one list is not shown: comments are off, the video is gone, or nothing was ever uploaded."""


class _Fault(msgspec.Struct):
    reason: str
    domain: str = ""


class _Refusal(msgspec.Struct):
    errors: object = None
    details: object = None


class _Answer(msgspec.Struct):
    error: object = None


def explain_refusal(status: int, body: object, now: datetime) -> PlatformError | None:
    """Turn a 4xx into what went wrong; None where its reasons say nothing that is known."""
    faults = _read_faults(body)
    reasons = {fault.reason for fault in faults}
    if reasons & _DAY_USED_UP:
        return _day_used_up(now)
    if reasons & _TOO_FAST:
        detail = f"YouTube asks to wait {DEFAULT_WAIT_SECONDS:.0f} seconds."
        return RateLimitedError(detail, wait_seconds=DEFAULT_WAIT_SECONDS)
    meant = [_MEANINGS[reason] for reason in sorted(reasons) if reason in _MEANINGS]
    if meant:
        error, detail = meant[0]
        return error(detail)
    if status in _NOT_SHOWN and any(fault.domain in _LISTS for fault in faults):
        return NothingListedError("YouTube does not show this list.")
    return None


def next_day_at(now: datetime) -> datetime:
    """When the day of the quota ends: the next midnight in California, as UTC."""
    zone = ZoneInfo(QUOTA_TIME_ZONE)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC)


def _day_used_up(now: datetime) -> RateLimitedError:
    at = next_day_at(now)
    wait = max((at - now).total_seconds(), MIN_WAIT_SECONDS)
    detail = f"The units of this API key are used up for today; YouTube gives new ones at {at:%Y-%m-%d %H:%M} UTC."
    return RateLimitedError(detail, wait_seconds=wait)


def _read_faults(body: object) -> list[_Fault]:
    answer = read_shape(body, _Answer) or _Answer()
    refusal = read_shape(answer.error, _Refusal) or _Refusal()
    return [*read_shapes(refusal.errors, _Fault), *read_shapes(refusal.details, _Fault)]
