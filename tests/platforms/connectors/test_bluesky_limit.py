"""A 429 of Bluesky's own code: the PDS with its limits on, asked until it has had enough (the AppView has none)."""

import asyncio

import httpx
import pytest
from bluesky_network.fixtures import skip_or_fail
from bluesky_network.network import BlueskyNetwork, missing_prerequisites

from app.platforms.errors import PlatformError, RateLimitedError
from app.platforms.http import PlatformClient

pytestmark = [
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.xdist_group("bluesky"),
]

ALLOWED = 3_000
"""Calls that a PDS answers one address within five minutes."""

AT_ONCE = 40


async def ask_until_refused(url: str) -> tuple[int, RateLimitedError]:
    """How many calls were answered before the first 429, give or take those under way, and the 429."""
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    async with httpx.AsyncClient(trust_env=False, limits=limits) as client:
        api = PlatformClient(client, url, title="Bluesky")
        answered = 0
        while answered < 2 * ALLOWED:
            for error in await asyncio.gather(*(_outcome(api) for _ in range(AT_ONCE))):
                if isinstance(error, RateLimitedError):
                    return answered, error
                answered += 1
    pytest.fail("the PDS never had enough")


async def _outcome(api: PlatformClient) -> PlatformError | None:
    try:
        await api.get_json("xrpc/com.atproto.server.describeServer")
    except PlatformError as error:
        return error
    return None


def test_a_real_429_says_how_long_to_wait() -> None:
    if reason := missing_prerequisites():
        skip_or_fail(f"NOTHING IS TESTED AGAINST THE REAL BLUESKY NETWORK HERE: {reason}")
    with BlueskyNetwork(rate_limits=True) as network:
        answered, refused = asyncio.run(ask_until_refused(network.pds_url))
    assert answered == pytest.approx(ALLOWED, abs=2 * AT_ONCE)
    assert 1 <= refused.wait_seconds <= 300
