import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from app.platforms.errors import (
    AccountDeactivatedError,
    AccountPrivateError,
    AccountSuspendedError,
    HandleNotFoundError,
    PlatformAuthError,
    PlatformError,
    RateLimitedError,
    UpstreamError,
)

from .made_up_youtube import MadeUpYouTube, creator, found, listing, refusal, subject


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("badRequest", 400, "global", detail="API_KEY_INVALID"), PlatformAuthError),
        (refusal("keyInvalid", 400, "usageLimits"), PlatformAuthError),
        (refusal("accessNotConfigured", 403, "usageLimits"), PlatformAuthError),
        (refusal("ipRefererBlocked", 403, "usageLimits"), PlatformAuthError),
        (refusal("forbidden", 403, "global", detail="API_KEY_SERVICE_BLOCKED"), PlatformAuthError),
        (refusal("forbidden", 403, "global"), PlatformAuthError),
        (refusal("quotaExceeded", 403, "youtube.quota"), RateLimitedError),
        (refusal("dailyLimitExceeded", 403, "usageLimits"), RateLimitedError),
        (refusal("rateLimitExceeded", 403, "usageLimits"), RateLimitedError),
        (refusal("userRateLimitExceeded", 403, "usageLimits"), RateLimitedError),
        (refusal("rateLimitExceeded", 429, "global"), RateLimitedError),
        (refusal("channelSuspended", 403, "youtube.channel"), AccountSuspendedError),
        (refusal("channelClosed", 403, "youtube.channel"), AccountDeactivatedError),
        (refusal("channelForbidden", 403, "youtube.channel"), AccountPrivateError),
        (refusal("invalidParameter", 400, "youtube.parameter"), UpstreamError),
        (httpx.Response(400, json={"error": "odd"}), UpstreamError),
        (httpx.Response(400, json={"error": {"errors": [{"reason": 5}, 7], "details": {}}}), UpstreamError),
        (httpx.Response(400, json=[1]), UpstreamError),
        (httpx.Response(200, json={**listing("channel", []), "items": {}}), UpstreamError),
        (found(creator(status={"privacyStatus": "private"})), AccountPrivateError),
        (found(5, {"id": "UCshort"}), HandleNotFoundError),
    ],
)
def test_each_refusal_of_the_subject_has_its_error(answer: httpx.Response, error: type[PlatformError]) -> None:
    with pytest.raises(error):
        subject(answer)


def test_a_refused_key_says_what_to_mend() -> None:
    with pytest.raises(PlatformAuthError, match="not enabled for the project"):
        subject(refusal("forbidden", 403, "global", detail="SERVICE_DISABLED"))
    with pytest.raises(PlatformAuthError, match="restricted to other addresses"):
        subject(refusal("ipRefererBlocked", 403, "usageLimits"))


@pytest.mark.parametrize(
    ("now", "wait_seconds", "said"),
    [
        (datetime(2026, 6, 1, 6, 59, tzinfo=UTC), 60, "2026-06-01 07:00 UTC"),
        (datetime(2026, 6, 1, 7, 0, tzinfo=UTC), 24 * 3_600, "2026-06-02 07:00 UTC"),
        (datetime(2026, 1, 31, 20, 0, tzinfo=UTC), 12 * 3_600, "2026-02-01 08:00 UTC"),
        (datetime(2026, 3, 8, 8, 30, tzinfo=UTC), 22.5 * 3_600, "2026-03-09 07:00 UTC"),
        (datetime(2026, 11, 2, 7, 59, 59, 500_000, tzinfo=UTC), 1, "2026-11-02 08:00 UTC"),
    ],
    ids=["a minute before", "a day before", "winter", "the day that summer time begins", "the day after it ended"],
)
def test_units_that_are_used_up_come_again_at_midnight_in_california(
    now: datetime, wait_seconds: float, said: str
) -> None:
    network = MadeUpYouTube({"channels": refusal("quotaExceeded", 403, "youtube.quota")})
    with pytest.raises(RateLimitedError, match=said) as refused:
        asyncio.run(network.connector(now=now).fetch_subject("baker"))
    assert refused.value.wait_seconds == wait_seconds
