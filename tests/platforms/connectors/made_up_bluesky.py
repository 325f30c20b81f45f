"""A Bluesky AppView of made-up people, as an httpx transport; a test can put any answer in the place of a method's."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx

from app.domain.account import Account
from app.platforms.connector import Access
from app.platforms.connectors.bluesky import Bluesky

from .made_up import MadeUp

NOW = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
CREATOR = "did:plc:baker"
POST = f"at://{CREATOR}/app.bsky.feed.post/loaf"
PICTURE = "bafkrei" + "q" * 52

Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]
Json = dict[str, object]


def profile(name: str, **fields: object) -> Json:
    """A profile view: what every list of accounts holds."""
    return {"did": f"did:plc:{name}", "handle": f"{name}.example", "labels": [], **fields}


def detailed(name: str, **fields: object) -> Json:
    """A detailed profile view, which has the counts."""
    return profile(name, **{"followersCount": 120, "followsCount": 80, "postsCount": 45, **fields})


def label(value: str, **fields: object) -> Json:
    return {"src": "did:plc:labeller", "uri": CREATOR, "val": value, "cts": "2025-01-01T00:00:00.000Z", **fields}


def post(author: Json, text: str, *, uri: str = POST, **fields: object) -> Json:
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-05-30T07:00:00.000Z"}
    return {"uri": uri, "cid": "bafyloaf", "author": author, "record": record, **fields}


def refusal(error: str, message: str, status: int = 400) -> httpx.Response:
    return httpx.Response(status, json={"error": error, "message": message})


class MadeUpBluesky(httpx.AsyncBaseTransport):
    """Answers each method as `answers` says, by the last part of its name, and remembers what was asked."""

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers: dict[str, Answer] = {**_usual_answers(), **(answers or {})}
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers[request.url.path.rpartition(".")[2]]
        return answer(request) if callable(answer) else answer

    def connector(self) -> Bluesky:
        return Bluesky(Access(client=httpx.AsyncClient(transport=self), base_url="http://made.up", clock=lambda: NOW))

    @property
    def last_parameters(self) -> list[tuple[str, str]]:
        return list(self.asked[-1].url.params.multi_items())


def _usual_answers() -> dict[str, Answer]:
    creator = detailed(
        "baker", displayName="Baker", description="Bread every day", createdAt="2024-02-03T04:05:06.789Z"
    )
    readers = [profile(f"reader{rank}", createdAt="2025-03-04T05:06:07Z") for rank in range(3)]
    followed = [profile("miller", displayName="Miller", description="Flour and rye"), readers[1]]
    return {
        "getProfile": httpx.Response(200, json=creator),
        "getFollowers": httpx.Response(200, json={"subject": creator, "followers": readers, "cursor": "page-2"}),
        "getFollows": httpx.Response(200, json={"subject": creator, "follows": followed, "cursor": "page-2"}),
        "getProfiles": lambda request: httpx.Response(
            200,
            json={
                "profiles": [
                    detailed(did.removeprefix("did:plc:"))
                    for did in request.url.params.get_list("actors")
                    if did != "did:plc:gone"
                ]
            },
        ),
        "getAuthorFeed": httpx.Response(
            200,
            json={"feed": [{"post": post(profile("baker"), "A new loaf", likeCount=7, replyCount=2, repostCount=1)}]},
        ),
        "getLikes": httpx.Response(
            200, json={"uri": POST, "likes": [{"actor": readers[0], "createdAt": "2026-05-30T08:00:00Z"}]}
        ),
        "getPostThread": httpx.Response(
            200,
            json={
                "thread": {
                    "post": post(profile("baker"), "A new loaf"),
                    "replies": [{"post": post(profile("reader1"), "Looks tasty", uri="at://did:plc:reader1/p/1")}],
                }
            },
        ),
    }


def subject(answer: httpx.Response) -> Account:
    """The creator as the connector reads this answer."""
    return asyncio.run(MadeUpBluesky({"getProfile": answer}).connector().fetch_subject("baker.example")).account


def follower(view: object) -> Account | None:
    """One follower as the connector reads this view; None when it was left out."""
    body = {"followers": [view]}
    network = MadeUpBluesky({"getFollowers": httpx.Response(200, json=body)})
    items = asyncio.run(network.connector().fetch_followers(CREATOR, None, 100)).items
    return items[0] if items else None


MADE_UP = MadeUp(
    transport=MadeUpBluesky,
    name="baker.example",
    account_id=CREATOR,
    key=CREATOR,
    post_id=POST,
    member_id="did:plc:reader0",
)
