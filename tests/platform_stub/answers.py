"""What the AppView answers about made-up audiences, and its own refusals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .audience import AudienceOptions, MadeUpAccount, MadeUpAudience, cid, iso

LARGEST_PAGE = 100
LARGEST_BATCH = 25


class RefusedError(Exception):
    """Nearly everything that goes wrong is a 400 with an error's name."""

    def __init__(self, message: str, *, error: str = "InvalidRequest", status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.error = error
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """The parameters of a call; `actors` may be repeated, `overlap` entries of the page before come again."""

    method: str
    parameters: Mapping[str, str]
    actors: Sequence[str] = ()
    overlap: int = 0

    def needed(self, name: str) -> str:
        if name not in self.parameters:
            raise RefusedError(f"Invalid {self.method} params: Missing required key {name!r}")
        return self.parameters[name]

    def limit(self) -> int:
        text = self.parameters.get("limit", "50")
        if not text.isdigit() or int(text) < 1:
            raise RefusedError(f"Invalid {self.method} params: integer too small (minimum 1, got {text})")
        if int(text) > LARGEST_PAGE:
            raise RefusedError(
                message=f"Invalid {self.method} params: integer too big (maximum {LARGEST_PAGE}, got {text})"
            )
        return int(text)

    def offset(self) -> int:
        """How far the cursor has come; like the real one, a garbled cursor is a server error."""
        cursor = self.parameters.get("cursor")
        if cursor is None:
            return 0
        number = cursor.rpartition("-")[2]
        if not number.isdigit():
            raise RefusedError("Internal Server Error", error="InternalServerError", status=500)
        return max(int(number) - self.overlap, 0)


class AppView:
    def __init__(self, audiences: Sequence[AudienceOptions]) -> None:
        self.audiences = [MadeUpAudience(options) for options in audiences]
        self._methods = {
            "app.bsky.actor.getProfile": self._profile,
            "app.bsky.actor.getProfiles": self._profiles,
            "app.bsky.graph.getFollowers": self._followers,
            "app.bsky.graph.getFollows": self._follows,
            "app.bsky.feed.getAuthorFeed": self._author_feed,
            "app.bsky.feed.getLikes": self._likes,
            "app.bsky.feed.getRepostedBy": self._reposted_by,
            "app.bsky.feed.getPostThread": self._post_thread,
        }

    def answer(self, question: Question) -> dict[str, Any]:
        method = self._methods.get(question.method)
        if method is None:
            raise RefusedError("Method Not Implemented", error="MethodNotImplemented", status=501)
        return method(question)

    def _account(self, actor: str) -> MadeUpAccount | None:
        return next((account for _, account in self._found(actor)), None)

    def _found(self, actor: str) -> Iterator[tuple[MadeUpAudience, MadeUpAccount]]:
        """The account in each audience that knows it."""
        for audience in self.audiences:
            if (account := audience.account_of(actor)) is not None:
                yield audience, account

    def _audience_of(self, actor: str) -> MadeUpAudience | None:
        """None for a follower: nobody follows the followers."""
        named = (audience for audience in self.audiences if actor in {audience.subject.did, audience.subject.handle})
        return next(named, None)

    def _profile(self, question: Question) -> dict[str, Any]:
        actor = question.needed("actor")
        if "." not in actor and not actor.startswith("did:"):
            raise RefusedError(f'Invalid {question.method} params: Invalid AT identifier (got "{actor}")')
        account = self._account(actor)
        if account is None:
            raise RefusedError("Profile not found")
        return account.detailed()

    def _profiles(self, question: Question) -> dict[str, Any]:
        if len(question.actors) > LARGEST_BATCH:
            too_big = f"array too big (maximum {LARGEST_BATCH}, got {len(question.actors)})"
            raise RefusedError(f"Invalid {question.method} params: {too_big}")
        accounts = map(self._account, question.actors)
        return {"profiles": [account.detailed() for account in accounts if account is not None]}

    def _followers(self, question: Question) -> dict[str, Any]:
        actor = question.needed("actor")
        account = self._account(actor)
        if account is None:
            raise RefusedError(f"Actor not found: {actor}")
        audience = self._audience_of(actor)
        population = audience.options.population if audience else 0
        start, stop = _page(question, population)
        answer: dict[str, Any] = {"subject": account.view(), "followers": []}
        if audience is not None:
            answer["followers"] = [audience.follower(number).view() for number in range(start, stop)]
            if stop < population:
                last = audience.followed_at(stop - 1)
                answer["cursor"] = f"{int(last.timestamp() * 1000)}__{cid('follow', stop)}-{stop}"
        return answer

    def _follows(self, question: Question) -> dict[str, Any]:
        actor = question.needed("actor")
        found = next(self._found(actor), None)
        if found is None:
            raise RefusedError(f"Actor not found: {actor}")
        audience, account = found
        followed = audience.followed_by(account)
        start, stop = _page(question, len(followed))
        views = [audience.account(number).view() for number in followed[start:stop]]
        return {"subject": account.view(), "follows": views, **_cursor(stop, len(followed))}

    def _author_feed(self, question: Question) -> dict[str, Any]:
        actor = question.needed("actor")
        if self._account(actor) is None:
            raise RefusedError("Profile not found")
        audience = self._audience_of(actor)
        posts = audience.options.posts if audience else 0
        start, stop = _page(question, posts)
        views = [] if audience is None else [{"post": _post(audience, number)} for number in range(start, stop)]
        return {"feed": views, **_cursor(stop, posts)}

    def _likes(self, question: Question) -> dict[str, Any]:
        audience, post = self._post_of(question)
        likers = audience.engaged("like", post, audience.options.likers)
        start, stop = _page(question, len(likers))
        created = [_posted_at(audience, post) + timedelta(minutes=1 + place) for place in range(start, stop)]
        likes = [
            {"actor": audience.follower(number).view(), "createdAt": iso(at), "indexedAt": iso(at)}
            for number, at in zip(likers[start:stop], created, strict=True)
        ]
        return {"uri": question.needed("uri"), "likes": likes, **_cursor(stop, len(likers))}

    def _reposted_by(self, question: Question) -> dict[str, Any]:
        audience, post = self._post_of(question)
        reposters = audience.engaged("repost", post, audience.options.repliers)
        start, stop = _page(question, len(reposters))
        views = [audience.follower(number).view() for number in reposters[start:stop]]
        return {"uri": question.needed("uri"), "repostedBy": views, **_cursor(stop, len(reposters))}

    def _post_thread(self, question: Question) -> dict[str, Any]:
        audience, post = self._post_of(question)
        kind = "app.bsky.feed.defs#threadViewPost"
        repliers = audience.engaged("reply", post, audience.options.repliers)
        depth = int(question.parameters.get("depth", "6"))
        replies = [_thread(audience, post, number, place, depth) for place, number in enumerate(repliers)]
        return {"thread": {"$type": kind, "post": _post(audience, post), "replies": replies}}

    def _post_of(self, question: Question) -> tuple[MadeUpAudience, int]:
        uri = question.needed("uri")
        repository, _, rkey = uri.removeprefix("at://").partition("/app.bsky.feed.post/")
        audience = self._audience_of(repository)
        number = rkey.removeprefix("post")
        if audience is None or not number.isdigit() or int(number) >= audience.options.posts:
            raise RefusedError(f"Post not found: {uri}", error="NotFound")
        return audience, int(number)


def _page(question: Question, total: int) -> tuple[int, int]:
    start = min(question.offset(), total)
    return start, min(start + question.limit(), total)


def _cursor(stop: int, total: int) -> dict[str, str]:
    return {"cursor": f"{cid('page', stop)}-{stop}"} if stop < total else {}


def _posted_at(audience: MadeUpAudience, number: int) -> datetime:
    return audience.options.anchored_at - timedelta(days=1.5 * number)


def _post(audience: MadeUpAudience, number: int) -> dict[str, Any]:
    options, author, at = audience.options, audience.subject, iso(_posted_at(audience, number))
    advert = " #ad" if number % 5 == 0 else ""
    return {
        "uri": f"at://{author.did}/app.bsky.feed.post/post{number}",
        "cid": cid("post", options.handle, number),
        "author": author.brief(),
        "record": {"$type": "app.bsky.feed.post", "text": f"Kitchen test {number}{advert}", "createdAt": at},
        "bookmarkCount": 0,
        "replyCount": min(options.repliers, options.population),
        "repostCount": min(options.repliers, options.population),
        "likeCount": min(options.likers, options.population),
        "quoteCount": 0,
        "indexedAt": at,
        "labels": [],
    }


def _thread(audience: MadeUpAudience, post: int, number: int, place: int, depth: int) -> dict[str, Any]:
    """A reply with what is below it: the creator answers the first, and shows so to who asks deep enough."""
    kind = "app.bsky.feed.defs#threadViewPost"
    view = {"$type": kind, "post": _reply(audience, post, number)}
    if depth < 2:
        return view
    answer = {**_post(audience, post), "uri": f"at://{audience.subject.did}/app.bsky.feed.post/answer{post}"}
    return {**view, "replies": [{"$type": kind, "post": answer}] if place == 0 else []}


def _reply(audience: MadeUpAudience, post: int, number: int) -> dict[str, Any]:
    parent = _post(audience, post)
    reference = {"uri": parent["uri"], "cid": parent["cid"]}
    author, at = audience.follower(number), iso(_posted_at(audience, post) + timedelta(minutes=3))
    text = "nice" if author.is_junk else f"Tried this twice, it works ({author.display_name})"
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": at}
    counts = dict.fromkeys(("bookmarkCount", "replyCount", "repostCount", "likeCount", "quoteCount"), 0)
    return {
        "uri": f"at://{author.did}/app.bsky.feed.post/reply{post}",
        "cid": cid("reply", number, post),
        "author": author.brief(),
        "record": {**record, "reply": {"root": reference, "parent": reference}},
        **counts,
        "indexedAt": at,
        "labels": [],
    }
