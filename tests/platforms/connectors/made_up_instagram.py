"""Business Discovery with one made-up professional account, as an httpx transport.

It reads the expression of the fields as strictly as it can, so that an expression with something else in it is refused.
"""

import re
from datetime import UTC, datetime

import httpx

from app.platforms.connector import Access
from app.platforms.connectors.instagram import Instagram

from .made_up import MadeUp

NOW = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
OWN = "17841400000000001"
BAKERY = "17841400000000002"
TOKEN = "EAAGmadeUpAccessToken"  # noqa: S105 - made up
AFTER = "QVFIUm1hZGVfdXBfY3Vyc29yXw=="

Json = dict[str, object]

_EXPRESSION = re.compile(
    r"business_discovery\.username\((?P<name>[a-z0-9._]+)\)"
    r"\{(?P<fields>[a-z_,]+|media\.limit\(50\)(\.after\((?P<after>[A-Za-z0-9_=-]+)\))?\{[a-z_,]+\})\}"
)


def profile(**fields: object) -> Json:
    return {
        "id": BAKERY,
        "username": "corner.bakery",
        "name": "Corner Bakery",
        "biography": "Bread every day",
        "website": "https://bakery.example/",
        "followers_count": 41_900,
        "follows_count": 82,
        "media_count": 193,
        "profile_picture_url": "https://pictures.example/loaf.jpg",
        **fields,
    }


def medium(number: int, **fields: object) -> Json:
    return {
        "id": str(number),
        "caption": f"Loaf number {number}",
        "like_count": 36,
        "comments_count": 2,
        "timestamp": "2026-05-27T19:55:59+0000",
        **fields,
    }


def media(*items: object, after: object = None) -> Json:
    """The media edge; only `after` tells that there is more."""
    cursors = {} if after is None else {"after": after}
    return {"media": {"data": list(items), "paging": {"cursors": cursors}}, "id": BAKERY}


def found(discovery: object) -> httpx.Response:
    return httpx.Response(200, json={"business_discovery": discovery, "id": OWN})


def refusal(code: int, status: int = 400, **fields: object) -> httpx.Response:
    error = {"message": "words of Meta", "type": "OAuthException", "code": code, "fbtrace_id": "Amadeup", **fields}
    return httpx.Response(status, json={"error": error})


MISSING = refusal(110, error_subcode=2207013, is_transient=False, error_user_title="Cannot find User")


class MadeUpInstagram(httpx.AsyncBaseTransport):
    """Answers as the Graph API does, or with `answer` to everything, and remembers what was asked."""

    def __init__(self, answer: httpx.Response | None = None) -> None:
        self.answer = answer
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.answer is not None:
            return self.answer
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return refusal(190, 401)
        if request.url.path != f"/{OWN}":
            return refusal(100, error_subcode=33)
        return _answered(request.url.params["fields"])

    def connector(self, user_id: str = OWN) -> Instagram:
        return Instagram(
            Access(
                client=httpx.AsyncClient(transport=self),
                base_url="http://made.up",
                credential={"user_id": user_id, "access_token": TOKEN},
                clock=lambda: NOW,
            )
        )

    @property
    def last_fields(self) -> str:
        return self.asked[-1].url.params["fields"]


def _answered(fields: str) -> httpx.Response:
    if fields == "id":
        return httpx.Response(200, json={"id": OWN})
    asked = _EXPRESSION.fullmatch(fields)
    if asked is None:
        return refusal(100)
    if asked["name"] != "corner.bakery":
        return MISSING
    if not asked["fields"].startswith("media."):
        return found(profile())
    return found(media(medium(3))) if asked["after"] else found(media(medium(5), medium(4), after=AFTER))


MADE_UP = MadeUp(
    transport=MadeUpInstagram,
    name="corner.bakery",
    account_id=BAKERY,
    key="corner.bakery",
    credential={"user_id": OWN, "access_token": TOKEN},
    bad_days={
        "transient": refusal(2, 500, is_transient=True),
        "transient as 400": refusal(2, is_transient=True),
        "unknown": refusal(1),
        "bad request": refusal(100),
    },
)
