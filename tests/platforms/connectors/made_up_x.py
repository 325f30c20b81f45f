"""An X of made-up people, as an httpx transport; a test can put any answer in the place of an operation's."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx

from app.domain.account import Account
from app.platforms.connector import Access
from app.platforms.connectors.x import X

from .made_up import MadeUp

NOW = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
CREATOR = "2244994945"
TOKEN = "AAAAmadeUpBearerToken"  # noqa: S105 - made up
NEXT = "7140dibdnow9c7btw482nhr"
PICTURE = "https://pbs.twimg.com/profile_images/1/loaf_normal.jpg"
NO_PICTURE = "https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png"

INVALID = {
    "type": "https://api.x.com/2/problems/invalid-request",
    "title": "Invalid Request",
    "detail": "One or more parameters to your request was invalid.",
}

Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]
Json = dict[str, object]


def user(number: int | str, **fields: object) -> Json:
    """A user with everything that the connector asks for; the counts under the names of the older version."""
    metrics = {"followers_count": 120, "following_count": 80, "tweet_count": 45, "listed_count": 3, "like_count": 60}
    return {
        "id": str(number),
        "username": f"reader{number}"[:15],
        "name": f"Reader {number}",
        "description": "",
        "created_at": "2025-03-04T05:06:07.000Z",
        "profile_image_url": PICTURE,
        "protected": False,
        "verified": False,
        "url": "",
        "public_metrics": metrics,
        **fields,
    }


def post(number: int | str, text: str = "A new loaf", **fields: object) -> Json:
    metrics = {"retweet_count": 4, "reply_count": 2, "like_count": 7, "quote_count": 1}
    return {
        "id": str(number),
        "text": text,
        "created_at": "2026-05-30T07:00:00.000Z",
        "lang": "en",
        "edit_history_tweet_ids": [str(number)],
        "public_metrics": {**metrics, "bookmark_count": 0, "impression_count": 900},
        **fields,
    }


def problem(name: str, title: str = "Not Found Error", **fields: object) -> Json:
    return {
        "type": f"https://api.x.com/2/problems/{name}",
        "title": title,
        "detail": "Could not find user with username: [nobody].",
        "resource_type": "user",
        "resource_id": "nobody",
        "parameter": "username",
        "value": "nobody",
        **fields,
    }


def operation_of(request: httpx.Request) -> str:
    """Name what a request asks for: `user`, `followers`, `tweets` or `usage`."""
    parts = request.url.path.removeprefix("/2/").split("/")
    if parts[0] == "usage":
        return "usage"
    return parts[2] if len(parts) == 3 and parts[1] != "by" else "user"


class MadeUpX(httpx.AsyncBaseTransport):
    """Answers each operation as `answers` says, and remembers what was asked; without the bearer token only a 401."""

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers: dict[str, Answer] = {**_usual_answers(), **(answers or {})}
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return httpx.Response(401, json={"title": "Unauthorized", "type": "about:blank", "status": 401})
        answer = self.answers[operation_of(request)]
        return answer(request) if callable(answer) else answer

    def connector(self) -> X:
        return connector_over(self)

    @property
    def last_parameters(self) -> dict[str, str]:
        return dict(self.asked[-1].url.params)


def connector_over(transport: httpx.AsyncBaseTransport, token: str = TOKEN) -> X:
    """The connector with this transport below it."""
    return X(
        Access(
            client=httpx.AsyncClient(transport=transport),
            base_url="http://made.up",
            credential={"bearer_token": token},
            clock=lambda: NOW,
        )
    )


def _usual_answers() -> dict[str, Answer]:
    creator = user(CREATOR, username="baker", name="Baker", description="Bread every day", location="Leeds")
    readers = [user(rank) for rank in range(1, 4)]
    posts = [post(1_900_000_000_000_000_001), post(1_900_000_000_000_000_000, "An old loaf", lang="und")]
    return {
        "user": httpx.Response(200, json={"data": creator}),
        "followers": lambda request: httpx.Response(
            200,
            json={
                "data": readers[: int(request.url.params["max_results"])],
                "meta": {"result_count": len(readers), "next_token": NEXT},
            },
        ),
        "tweets": httpx.Response(
            200,
            json={
                "data": posts,
                "meta": {"result_count": 2, "newest_id": posts[0]["id"], "oldest_id": posts[1]["id"]},
            },
        ),
        "usage": httpx.Response(
            200, json={"data": {"project_id": "17", "project_cap": "2000000", "project_usage": "5", "cap_reset_day": 3}}
        ),
    }


def subject(answer: httpx.Response, name: str = "baker") -> Account:
    """The creator as the connector reads this answer."""
    return asyncio.run(MadeUpX({"user": answer}).connector().fetch_subject(name)).account


def follower(view: object) -> Account | None:
    """One follower as the connector reads this view; None when it was left out."""
    answer = httpx.Response(200, json={"data": [view], "meta": {"result_count": 1}})
    items = asyncio.run(MadeUpX({"followers": answer}).connector().fetch_followers(CREATOR, None, 100)).items
    return items[0] if items else None


MADE_UP = MadeUp(
    transport=MadeUpX,
    name="baker",
    account_id=CREATOR,
    key=CREATOR,
    credential={"bearer_token": TOKEN},
    bad_days={
        "over capacity": httpx.Response(503, json={"title": "Service Unavailable", "type": "about:blank"}),
        "invalid request": httpx.Response(400, json=INVALID),
    },
)
