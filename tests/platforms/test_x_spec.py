"""What the X connector asks, and what the made-up X and the stub answer, is as X's OpenAPI document says."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import httpx
import pytest
from x_stub.stub import CREATOR_ID, Stub, XOptions

from app.platforms.connectors.x import X
from app.platforms.errors import PlatformError
from app.platforms.registry import list_connectors

from .connectors.made_up_x import (
    CREATOR,
    MADE_UP,
    NEXT,
    TOKEN,
    Answer,
    Json,
    MadeUpX,
    connector_over,
    post,
    problem,
    user,
)
from .x_spec import DOCUMENT, Witness, XSpec

pytestmark = pytest.mark.skipif(
    not DOCUMENT.exists(), reason="X's OpenAPI document is not there: TRUEREACH_DATA names the folder beside its own"
)

CALLS: Mapping[str, Callable[[X], Awaitable[object]]] = {
    "check": lambda x: x.check_credential(),
    "by username": lambda x: x.fetch_subject("baker"),
    "by id": lambda x: x.fetch_subject(f"id/{CREATOR}"),
    "one follower": lambda x: x.fetch_followers(CREATOR, None, 1),
    "more followers than a page holds": lambda x: x.fetch_followers(CREATOR, NEXT, 5_000),
    "no followers": lambda x: x.fetch_followers(CREATOR, None, 0),
    "posts": lambda x: x.fetch_posts(CREATOR, None),
    "more posts": lambda x: x.fetch_posts(CREATOR, NEXT),
}


@pytest.fixture(scope="module")
def spec() -> XSpec:
    return XSpec.load()


def judged(spec: XSpec, transport: httpx.AsyncBaseTransport, *, token: str = TOKEN) -> Witness:
    """What the document has against every call of the connector and each answer to it."""
    witness = Witness(spec, transport)
    connector = connector_over(witness, token)

    async def ask_everything() -> None:
        for call in CALLS.values():
            try:
                await call(connector)
            except PlatformError:
                continue

    asyncio.run(ask_everything())
    assert len(witness.paths) == len(CALLS)
    return witness


def test_every_call_of_the_connector_and_every_answer_of_the_made_up_x_is_as_documented(spec: XSpec) -> None:
    assert judged(spec, MadeUpX()).faults == []


def test_every_declared_operation_is_judged(spec: XSpec) -> None:
    kinds = {path.rpartition("/")[2] for path in judged(spec, MadeUpX()).paths}
    assert kinds >= {"tweets", "followers", "baker", CREATOR}
    declared = next(entry.capabilities for entry in list_connectors().values() if entry.connect is X)
    assert declared.operations == {"check", "subject", "followers", "posts"}


@pytest.mark.parametrize("options", [XOptions(), XOptions(followers=0, posts=0), XOptions(credits=3, calls_a_window=2)])
def test_every_answer_of_the_stub_is_as_documented(spec: XSpec, options: XOptions) -> None:
    stub = httpx.ASGITransport(Stub(options).application())
    assert judged(spec, stub, token=options.bearer_token).faults == []
    assert judged(spec, stub, token="another").faults == []  # noqa: S106 - made up


def test_the_stub_knows_its_creator_by_name_and_by_number(spec: XSpec) -> None:
    options = XOptions(followers=7)
    witness = Witness(spec, httpx.ASGITransport(Stub(options).application()))
    connector = connector_over(witness, options.bearer_token)
    by_name, by_number = (asyncio.run(connector.fetch_subject(name)) for name in ("creator", f"id/{CREATOR_ID}"))
    assert by_name == by_number
    assert len(asyncio.run(connector.fetch_followers(by_name.key, None, 100)).items) == 7
    assert len(asyncio.run(connector.fetch_posts(by_name.key, None)).items) == 20
    assert witness.faults == []


def test_the_refusals_that_the_connector_is_tested_with_are_as_documented(spec: XSpec) -> None:
    request = httpx.Request("GET", "https://api.x.com/2/users/by/username/nobody")
    for name in ("resource-not-found", "not-authorized-for-resource"):
        answer = httpx.Response(200, json={"errors": [problem(name)]})
        assert list(spec.faults_of_answer(request, answer)) == []
    for answer in MADE_UP.bad_days.values():
        assert list(spec.faults_of_answer(request, answer)) == []


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("users/12/follower", {}),
        ("users/twelve/followers", {}),
        ("users/by/username/much_too_long_a_name", {}),
        ("users/12/followers", {"max_results": "0"}),
        ("users/12/followers", {"max_results": "1001"}),
        ("users/12/followers", {"max_results": "many"}),
        ("users/12/followers", {"pagination_token": "short"}),
        ("users/12/followers", {"cursor": NEXT}),
        ("users/12/tweets", {"max_results": "4"}),
        ("users/12/tweets", {"exclude": "quotes"}),
        ("users/12/tweets", {"tweet.fields": "text,text"}),
        ("users/12/tweets", {"tweet.fields": "shares"}),
        ("users/12", {"user.fields": "followers_count"}),
        ("usage/tweets", {"days": "91"}),
        ("users/me", {}),
    ],
)
def test_a_request_that_the_document_does_not_know_is_a_fault(
    spec: XSpec, path: str, parameters: dict[str, str]
) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    request = httpx.Request("GET", f"https://api.x.com/2/{path}", params=parameters, headers=headers)
    assert list(spec.faults_of_request(request))


def test_a_request_without_the_token_is_a_fault(spec: XSpec) -> None:
    assert list(spec.faults_of_request(httpx.Request("GET", "https://api.x.com/2/users/12"))) == [
        "there is no bearer token"
    ]


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("user", {"data": user(1, followers_count=5)}),
        ("user", {"data": user(1, public_metrics={"followers_count": 1})}),
        ("user", {"data": user(1, created_at="yesterday")}),
        ("user", {"data": [user(1)]}),
        ("user", {"errors": [{"title": "Not Found Error"}]}),
        ("followers", {"data": [user(1)], "next_token": NEXT}),
        ("tweets", {"data": [post(1, likes=5)]}),
    ],
)
def test_an_answer_that_the_document_does_not_know_is_a_fault(spec: XSpec, operation: str, body: Json) -> None:
    answers: dict[str, Answer] = {operation: httpx.Response(200, json=body)}
    assert judged(spec, MadeUpX(answers)).faults
