"""The stub as an ASGI application: followers of one creator, posts, usage; every request needs the bearer token.

What X charges for is counted as it leaves: `/counts` tells how many users and posts were paid for.
"""

import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from platform_stub.audience import AudienceOptions, MadeUpAccount, MadeUpAudience, iso
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CREATOR_ID = 1_000
FIRST_FOLLOWER_ID = 1_000_000
FIRST_POST_ID = 1_900_000_000_000_000_000
WINDOW_SECONDS = 900
PICTURE = "https://pbs.twimg.com/profile_images/{}/face_normal.jpg"
NO_PICTURE = "https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png"
DEFAULT_FIELDS = {"id", "name", "username", "text", "edit_history_tweet_ids"}

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class XOptions:
    """`credits` is how many users and posts the account can still pay for, None as many as are asked for."""

    username: str = "creator"
    followers: int = 1_000
    posts: int = 20
    junk_share: float = 0.2
    bearer_token: str = "x-stub-token"  # noqa: S105 - made up
    credits: int | None = None
    calls_a_window: int = 300


class Stub:
    def __init__(self, options: XOptions) -> None:
        self._options = options
        self._audience = MadeUpAudience(
            AudienceOptions(
                handle=options.username,
                population=options.followers,
                posts=options.posts,
                junk_share=options.junk_share,
            )
        )
        self._paid: Counter[str] = Counter()
        self._calls: Counter[str] = Counter()
        self._window_ends_at = time.time() + WINDOW_SECONDS

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/2/users/by/username/{username}", self._checked(self._user)),
                Route("/2/users/{id}", self._checked(self._user)),
                Route("/2/users/{id}/followers", self._checked(self._followers)),
                Route("/2/users/{id}/tweets", self._checked(self._posts)),
                Route("/2/usage/tweets", self._checked(self._usage)),
                Route("/counts", self._counts),
            ]
        )

    def _checked(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            if request.headers.get("Authorization") != f"Bearer {self._options.bearer_token}":
                return refusal(401, "about:blank", "Unauthorized")
            kind = re.sub(r"/users/\d+", "/users/:id", request.url.path)
            self._calls[kind] += 1
            remaining = self._options.calls_a_window - self._calls[kind]
            response = await handler(request) if remaining >= 0 else refusal(429, "about:blank", "Too Many Requests")
            response.headers["x-rate-limit-limit"] = str(self._options.calls_a_window)
            response.headers["x-rate-limit-remaining"] = str(max(remaining, 0))
            response.headers["x-rate-limit-reset"] = str(int(self._window_ends_at))
            return response

        return answer

    async def _user(self, request: Request) -> Response:
        if self._is_creator(request):
            return self._sold("users", [self._view(self._audience.subject)], request, "user.fields", single=True)
        (parameter, value), *_ = request.path_params.items()
        detail = f"Could not find user with {parameter}: [{value}]."
        missing = problem("resource-not-found", "Not Found Error", detail)
        named = {"resource_type": "user", "resource_id": value, "parameter": parameter, "value": value}
        return JSONResponse({"errors": [missing | named]})

    async def _followers(self, request: Request) -> Response:
        if not self._is_creator(request):
            return JSONResponse({"meta": {"result_count": 0}})
        size, start = int(request.query_params.get("max_results", "100")), _offset(request)
        if start is None or not 1 <= size <= 1_000:
            return refusal(400, "invalid-request", "Invalid Request")
        stop = min(start + size, self._options.followers)
        views = [self._view(self._audience.follower(number)) for number in range(start, stop)]
        meta = _next_token(stop, self._options.followers)
        return self._sold("users", views, request, "user.fields", meta=meta)

    async def _posts(self, request: Request) -> Response:
        if not self._is_creator(request):
            return JSONResponse({"meta": {"result_count": 0}})
        size, start = int(request.query_params.get("max_results", "10")), _offset(request)
        if start is None or not 5 <= size <= 100:
            return refusal(400, "invalid-request", "Invalid Request")
        stop = min(start + size, self._options.posts)
        views = [self._post(number) for number in range(start, stop)]
        return self._sold("posts", views, request, "tweet.fields", meta=_next_token(stop, self._options.posts))

    async def _usage(self, _: Request) -> Response:
        usage = {"project_id": "1", "project_cap": "2000000", "project_usage": str(self._paid["posts"])}
        return JSONResponse({"data": {**usage, "cap_reset_day": 1}})

    async def _counts(self, _: Request) -> Response:
        return JSONResponse({"calls": self._calls, "paid": self._paid})

    def _is_creator(self, request: Request) -> bool:
        asked = request.path_params
        return asked.get("id") == str(CREATOR_ID) or asked.get("username", "").lower() == self._options.username

    def _sold(
        self,
        what: str,
        views: list[dict[str, Any]],
        request: Request,
        fields: str,
        *,
        meta: dict[str, Any] | None = None,
        single: bool = False,
    ) -> Response:
        """Give the fields that were asked for, and put them on the bill; 402 where the credits do not reach."""
        if self._options.credits is not None and self._paid.total() + len(views) > self._options.credits:
            return refusal(402, "credits", "CreditsDepleted")
        self._paid[what] += len(views)
        kept = DEFAULT_FIELDS | set(request.query_params.get(fields, "").split(","))
        data = [{name: value for name, value in view.items() if name in kept} for view in views]
        if single:
            return JSONResponse({"data": data[0]})
        listed = {"data": data} if data else {}
        return JSONResponse({**listed, "meta": {"result_count": len(data), **(meta or {})}})

    def _view(self, account: MadeUpAccount) -> dict[str, Any]:
        number = CREATOR_ID if account is self._audience.subject else FIRST_FOLLOWER_ID + account.number
        return {
            "id": str(number),
            "username": re.sub(r"\W", "_", account.handle.partition(".")[0])[-15:],
            "name": account.display_name,
            "description": account.description,
            "created_at": iso(account.created_at),
            "profile_image_url": PICTURE.format(number) if account.has_avatar else NO_PICTURE,
            "protected": False,
            "verified": False,
            "url": "",
            "public_metrics": {
                "followers_count": account.followers_count,
                "following_count": account.follows_count,
                "tweet_count": account.posts_count,
                "listed_count": 0,
                "like_count": 0,
                "media_count": 0,
            },
        }

    def _post(self, number: int) -> dict[str, Any]:
        post_id = str(FIRST_POST_ID - number)
        counts = {"retweet_count": 4, "reply_count": 5, "like_count": 60, "quote_count": 1}
        return {
            "id": post_id,
            "edit_history_tweet_ids": [post_id],
            "text": f"Kitchen test {number}",
            "created_at": iso(self._audience.options.anchored_at - timedelta(days=1.5 * number)),
            "lang": "en",
            "public_metrics": {**counts, "bookmark_count": 0, "impression_count": 900},
        }


def refusal(status: int, name: str, title: str) -> Response:
    return JSONResponse(problem(name, title, title) | {"status": status}, status)


def problem(name: str, title: str, detail: str) -> dict[str, Any]:
    address = name if ":" in name else f"https://api.x.com/2/problems/{name}"
    return {"type": address, "title": title, "detail": detail}


def _offset(request: Request) -> int | None:
    """Where a page begins; None for a token that the stub never gave."""
    token = request.query_params.get("pagination_token")
    found = re.fullmatch(r"7140dibdnow(\d{8})", token or "7140dibdnow00000000")
    return int(found[1]) if found else None


def _next_token(stop: int, total: int) -> dict[str, Any]:
    return {"next_token": f"7140dibdnow{stop:08}"} if stop < total else {}
