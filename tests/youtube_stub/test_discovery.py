"""The validator finds what it is there to find; these tests need the document as well."""

from typing import Any

import httpx
import pytest

from .discovery import load_discovery

CHANNEL = "UC" + "a" * 22


def complaints(path: str, body: Any = None, *, method: str = "GET") -> list[str]:  # noqa: ANN401 - any JSON at all
    request = httpx.Request(method, f"http://made.up/youtube/v3/{path}")
    answer = {"kind": "youtube#channelListResponse"} if body is None else body
    return load_discovery().complaints(request, httpx.Response(200, json=answer))


def test_a_call_that_keeps_to_the_document_has_no_complaints() -> None:
    item = {"kind": "youtube#channel", "id": CHANNEL, "statistics": {"subscriberCount": "12"}}
    body = {"kind": "youtube#channelListResponse", "items": [item]}
    assert complaints("channels?part=statistics,snippet&id=a&id=b&maxResults=50", body) == []


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("nothing?part=id", "is no method"),
        ("channels?part=snippet&forName=a", "forName is no parameter"),
        ("channels?id=a", "part is missing"),
        ("channels?part=snippet,mood&id=a", "mood is no part"),
        ("channels?part=snippet&forHandle=a&forHandle=b", "forHandle stands there 2 times"),
        ("channels?part=snippet&id=a&maxResults=51", "maxResults=51 is out of range"),
        ("channels?part=snippet&id=a&maxResults=many", "maxResults=many is no integer"),
        ("channels?part=snippet&mine=yes", "mine=yes is neither true nor false"),
        ("commentThreads?part=snippet&videoId=a&order=newest", "order=newest is none of"),
    ],
)
def test_a_request_that_the_document_does_not_know_is_complained_about(path: str, complaint: str) -> None:
    kind = path.partition("?")[0].removesuffix("s")
    found = complaints(path, {"kind": f"youtube#{kind}ListResponse"})
    assert len(found) == 1
    assert complaint in found[0]


def test_a_method_that_writes_is_complained_about() -> None:
    assert complaints("channels?part=snippet&id=a", method="POST")


@pytest.mark.parametrize(
    "item",
    [
        {"mood": "good"},
        {"kind": "youtube#video"},
        {"id": 5},
        {"statistics": {"subscriberCount": 12}},
        {"statistics": {"subscriberCount": "-12"}},
        {"snippet": {"publishedAt": "yesterday"}},
        {"snippet": {"followers": "12"}},
        {"status": {"privacyStatus": "secret"}},
        {"contentDetails": {"relatedPlaylists": {"uploads": 7}}},
    ],
)
def test_an_answer_that_the_document_does_not_know_is_complained_about(item: dict[str, object]) -> None:
    body = {"kind": "youtube#channelListResponse", "items": [item]}
    assert len(complaints("channels?part=snippet&id=a", body)) == 1


def test_an_answer_of_another_method_is_complained_about() -> None:
    assert complaints("channels?part=snippet&id=a", {"kind": "youtube#videoListResponse"})
    assert complaints("channels?part=snippet&id=a", [])
