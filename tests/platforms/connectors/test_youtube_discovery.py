"""The made-up YouTube and the connector's requests, checked against Google's own document."""

import asyncio

import httpx
import pytest
from youtube_stub.discovery import Recorded, load_discovery

from app.platforms.connector import Access
from app.platforms.connectors.youtube import BASE_URL, YouTube

from .made_up_youtube import (
    CREATOR,
    KEY,
    UPLOADS,
    VIDEO,
    Json,
    MadeUpYouTube,
    channel_id,
    comment,
    listing,
    thread,
    video,
)


def test_every_request_and_every_usual_answer_keeps_to_the_document() -> None:
    recorded = Recorded(MadeUpYouTube())
    access = Access(client=httpx.AsyncClient(transport=recorded), credential={"api_key": KEY})
    youtube = YouTube(access)

    async def ask_everything() -> None:
        await youtube.check_credential()
        for name in ("baker", CREATOR, "user/baker"):
            await youtube.fetch_subject(name)
        await youtube.fetch_accounts([channel_id(f"reader{number}") for number in range(50)])
        await youtube.fetch_accounts([channel_id("gone")])
        for cursor in (None, "page-2"):
            await youtube.fetch_posts(UPLOADS, cursor)
            await youtube.fetch_commenters(VIDEO, cursor)

    asyncio.run(ask_everything())
    assert recorded.complaints(load_discovery()) == []
    assert len(recorded.calls) == 12
    assert {f"{request.url.scheme}://{request.url.host}" for request, _ in recorded.calls} == {BASE_URL}


@pytest.mark.parametrize(
    ("resource", "body"),
    [
        ("videos", listing("video", [video(statistics={"viewCount": "900"}, paidProductPlacementDetails={})])),
        ("commentThreads", listing("commentThread", [thread(comment(None, "Nice"), replies_count=3)])),
        ("commentThreads", listing("commentThread", [thread(comment("reader"), comment("baker"), replies_count=9)])),
    ],
)
def test_the_answers_that_tests_make_for_special_cases_keep_to_it_too(resource: str, body: Json) -> None:
    request = httpx.Request("GET", f"http://made.up/youtube/v3/{resource}?part=snippet")
    assert load_discovery().complaints(request, httpx.Response(200, json=body)) == []
