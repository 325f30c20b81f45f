"""The stub over real sockets, as a service would call it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.platforms.connector import Access
from app.platforms.connectors.x import X
from app.platforms.errors import PlatformAuthError, RateLimitedError

from .server import XStub
from .stub import CREATOR_ID, XOptions

TOKEN = XOptions().bearer_token


@pytest.fixture
def stub() -> Iterator[XStub]:
    with XStub(XOptions(followers=2_345)) as started:
        yield started


async def fetch_all(url: str, size: int, token: str = TOKEN) -> list[str]:
    """The ids of all followers, page by page."""
    async with httpx.AsyncClient(trust_env=False) as client:
        connector = X(Access(client=client, base_url=url, credential={"bearer_token": token}))
        subject = await connector.fetch_subject("creator")
        ids: list[str] = []
        cursor: str | None = None
        while cursor is not None or not ids:
            page = await connector.fetch_followers(subject.key, cursor, size)
            ids += [account.account_id for account in page.items]
            cursor = page.cursor
        assert subject.account.followers_count == len(ids)
        return ids


def test_all_followers_are_listed_once_and_each_is_paid_for_once(stub: XStub) -> None:
    ids = asyncio.run(fetch_all(stub.url, 1_000))
    assert len(set(ids)) == len(ids) == 2_345
    counts = stub.counts()
    assert counts["paid"] == {"users": 2_346}
    assert counts["calls"] == {"/2/users/by/username/creator": 1, "/2/users/:id/followers": 3}


def test_another_token_is_refused_and_pays_for_nothing(stub: XStub) -> None:
    with pytest.raises(PlatformAuthError):
        asyncio.run(fetch_all(stub.url, 100, token="another"))  # noqa: S106 - made up
    assert stub.counts() == {"calls": {}, "paid": {}}


def test_credits_run_out_in_the_middle() -> None:
    with XStub(XOptions(credits=250)) as stub, pytest.raises(PlatformAuthError, match="no credits left"):
        asyncio.run(fetch_all(stub.url, 100))


def test_a_window_runs_out_with_the_time_that_it_opens_again() -> None:
    with XStub(XOptions(calls_a_window=2)) as stub, pytest.raises(RateLimitedError) as caught:
        asyncio.run(fetch_all(stub.url, 100))
    assert 800 < caught.value.wait_seconds <= 900


def test_only_the_fields_that_were_asked_for_are_given(stub: XStub) -> None:
    answer = httpx.get(
        f"{stub.url}/2/users/{CREATOR_ID}",
        params={"user.fields": "created_at"},
        headers={"Authorization": f"Bearer {TOKEN}"},
        trust_env=False,
    )
    assert answer.json()["data"].keys() == {"id", "name", "username", "created_at"}


@pytest.mark.parametrize("parameters", [{"max_results": "1001"}, {"pagination_token": "of somebody else"}])
def test_what_x_would_not_take_is_refused(stub: XStub, parameters: dict[str, str]) -> None:
    address = f"{stub.url}/2/users/{CREATOR_ID}/followers"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert httpx.get(address, params=parameters, headers=headers, trust_env=False).status_code == 400


@pytest.mark.slow
def test_it_runs_as_a_process_of_its_own() -> None:
    command = (sys.executable, "-m", "x_stub", "--followers", "12", "--bearer-token", "other")
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        assert len(asyncio.run(fetch_all(url, 5, token="other"))) == 12  # noqa: S106 - made up
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()
