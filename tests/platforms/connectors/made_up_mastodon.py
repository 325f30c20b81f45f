"""A Mastodon server of made-up people, as an httpx transport; handles end in a domain that is not the server's host.

A test can put any answer in the place of a call's, which is named by the last part of its path.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from zlib import crc32

import httpx

from app.domain.account import Account
from app.domain.post import Post
from app.platforms.connector import Access, Subject
from app.platforms.connectors.mastodon import Mastodon

from .made_up import MadeUp

NOW = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
HOST, DOMAIN = "social.bakery.example", "bakery.example"
CREATOR = f"baker@{DOMAIN}"
CREATOR_ID = "109250000000000001"
KEY = f"{HOST}/{DOMAIN}/{CREATOR_ID}"
STATUS_ID = "112540000000000001"
POST = f"https://{HOST}/@baker/{STATUS_ID}#{CREATOR}"

Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]
Json = dict[str, object]


def account(acct: str, **fields: object) -> Json:
    """An account as every list holds it; `acct` has a domain where the person lives elsewhere."""
    user = acct.partition("@")[0]
    return {
        "id": f"{crc32(acct.encode()):018}",
        "username": user,
        "acct": acct,
        "display_name": user.title(),
        "locked": False,
        "bot": False,
        "discoverable": True,
        "noindex": False,
        "indexable": True,
        "hide_collections": False,
        "group": False,
        "created_at": "2023-04-05T00:00:00.000Z",
        "note": "",
        "url": f"https://{HOST}/@{acct}",
        "avatar": f"https://files.{HOST}/accounts/avatars/{user}.png",
        "followers_count": 120,
        "following_count": 80,
        "statuses_count": 45,
        "last_status_at": "2026-05-30",
        "emojis": [],
        "fields": [],
        **fields,
    }


def creator(**fields: object) -> Json:
    return {**account("baker", id=CREATOR_ID, note="<p>Bread every day</p>"), **fields}


def status(author: Json, content: str, *, id: str = STATUS_ID, **fields: object) -> Json:  # noqa: A002 - the field's name
    return {
        "id": id,
        "created_at": "2026-05-30T07:00:00.000Z",
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "sensitive": False,
        "visibility": "public",
        "language": "en",
        "url": f"https://{HOST}/@{author.get('acct')}/{id}",
        "replies_count": 2,
        "reblogs_count": 1,
        "favourites_count": 7,
        "content": content,
        "reblog": None,
        "account": author,
        **fields,
    }


def webfinger(subject: str = CREATOR, host: str = HOST, **fields: object) -> Json:
    return {
        "subject": f"acct:{subject}",
        "aliases": [f"https://{host}/@baker"],
        "links": [
            {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": f"https://{host}/@baker"},
            {"rel": "self", "type": "application/activity+json", "href": f"https://{host}/users/baker"},
            {"rel": "http://ostatus.org/schema/1.0/subscribe", "template": f"https://{host}/authorize?uri={{uri}}"},
        ],
        **fields,
    }


def found(body: object) -> httpx.Response:
    return httpx.Response(200, json=body)


def page(*items: object, next_max_id: str | None = None) -> httpx.Response:
    """A list with the Link header that servers send."""
    address = f"https://{HOST}/api/v1/accounts/{CREATOR_ID}/followers?limit=80"
    links = [f'<{address}&max_id={next_max_id}>; rel="next"'] if next_max_id else []
    links.append(f'<{address}&since_id=1>; rel="prev"')
    return httpx.Response(200, json=list(items), headers={"Link": ", ".join(links)})


def refusal(code: int, error: str = "Record not found") -> httpx.Response:
    return httpx.Response(code, json={"error": error})


class MadeUpMastodon(httpx.AsyncBaseTransport):
    """Answers each call as `answers` says and remembers what was asked."""

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers: dict[str, Answer] = {**_usual_answers(), **(answers or {})}
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers[request.url.path.rpartition("/")[2]]
        return answer(request) if callable(answer) else answer

    def connector(self, base_url: str | None = None) -> Mastodon:
        return Mastodon(Access(client=httpx.AsyncClient(transport=self), base_url=base_url, clock=lambda: NOW))

    @property
    def last_parameters(self) -> dict[str, str]:
        return dict(self.asked[-1].url.params)


def _usual_answers() -> dict[str, Answer]:
    readers = [account("reader0"), account("reader1@elsewhere.example"), account("Reader2")]
    reply = status(readers[0], "<p>Looks tasty</p>", id="112540000000000002", in_reply_to_id=STATUS_ID)
    return {
        "webfinger": httpx.Response(200, json=webfinger()),
        "lookup": httpx.Response(200, json=creator()),
        "followers": page(*readers, next_max_id="900"),
        "following": page(account("miller@mill.example"), readers[1], next_max_id="800"),
        "statuses": page(status(creator(), "<p>A new loaf</p>")),
        "favourited_by": page(*readers[:2]),
        "context": httpx.Response(200, json={"ancestors": [], "descendants": [reply]}),
    }


def subject_of(name: str = CREATOR, **answers: Answer) -> Subject:
    """The creator as these answers make the connector read it."""
    return asyncio.run(MadeUpMastodon(answers).connector().fetch_subject(name))


def subject(**fields: object) -> Subject:
    """The creator as the connector reads this account."""
    return subject_of(lookup=httpx.Response(200, json=creator(**fields)))


def follower(acct: str, **fields: object) -> Account | None:
    """One follower as the connector reads this account; None when it was left out."""
    network = MadeUpMastodon({"followers": page({**account(acct), **fields})})
    items = asyncio.run(network.connector().fetch_followers(KEY, None, 80)).items
    return items[0] if items else None


def posts(*statuses: object) -> tuple[Post, ...]:
    return asyncio.run(MadeUpMastodon({"statuses": page(*statuses)}).connector().fetch_posts(KEY, None)).items


def commenters(*replies: object) -> tuple[Account, ...]:
    body = {"ancestors": [], "descendants": list(replies)}
    network = MadeUpMastodon({"context": httpx.Response(200, json=body)})
    return asyncio.run(network.connector().fetch_commenters(POST, None)).items


MADE_UP = MadeUp(
    transport=MadeUpMastodon,
    name=CREATOR,
    account_id=CREATOR,
    key=KEY,
    post_id=POST,
    member_id=f"reader0@{DOMAIN}",
    bad_days={
        "starting": httpx.Response(503, html="<!DOCTYPE html><title>We're sorry, but something went wrong</title>"),
        "broken": httpx.Response(500, json={"error": "There was a problem"}),
    },
)
