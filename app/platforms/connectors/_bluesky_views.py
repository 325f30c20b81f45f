"""What Bluesky's AppView shows of accounts and posts (lexicons app.bsky.actor.defs and app.bsky.feed.defs)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.post import Post
from app.platforms.shapes import Count, Moment, cleaned, language_of, read_shape, read_shapes, sum_known, utc

PRIVACY_LABEL = "!no-unauthenticated"

Did = Annotated[str, msgspec.Meta(pattern=r"^did:[a-z]+:[A-Za-z0-9._:%-]{1,2000}\Z")]
PostUri = Annotated[str, msgspec.Meta(pattern=r"^at://[!-~]{1,2000}\Z")]

_UNRESOLVED_HANDLE = "handle.invalid"
_AVATAR_CID = re.compile(r"/([a-z0-9]{40,120})(?:@[a-z]+)?\Z")
"""Of a BCP 47 tag; languages with three letters have no code in ISO 639-1."""


class _View(msgspec.Struct, rename="camel", kw_only=True):
    """Camel case on the wire; objects inside are read one by one, so that a bad one costs only itself."""


class Label(_View):
    val: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
    neg: bool = False
    exp: Moment | None = None


class Verification(_View):
    verified_status: Literal["valid", "invalid", "none"]


class Actor(_View):
    did: Did


class DescribedView(Actor):
    description: str | None = None
    labels: object = None


class ProfileView(DescribedView):
    handle: str | None = None
    display_name: str | None = None
    avatar: str | None = None
    created_at: Moment | None = None
    followers_count: Count | None = None
    follows_count: Count | None = None
    posts_count: Count | None = None
    verification: object = None


class PostRecord(_View):
    text: str | None = None
    created_at: Moment | None = None
    reply: object = None
    langs: object = None


class PostView(_View):
    uri: PostUri
    author: object = None
    record: object = None
    indexed_at: Moment | None = None
    like_count: Count | None = None
    reply_count: Count | None = None
    repost_count: Count | None = None
    quote_count: Count | None = None


class FeedItem(_View):
    post: object
    reason: object = None


class LikeView(_View):
    actor: object
    created_at: Moment | None = None
    indexed_at: Moment | None = None


class Reply(_View):
    post: object
    replies: object = None


class Thread(_View):
    replies: object = None


def active_labels(view: DescribedView, now: datetime) -> tuple[str, ...]:
    """Give the values of the labels that stand: not negated, not expired."""
    labels = read_shapes(view.labels, Label)
    return tuple(cleaned(label.val) or "" for label in labels if not label.neg and (not label.exp or label.exp > now))


def asks_for_privacy(view: DescribedView, now: datetime) -> bool:
    """Whether the account asks to be shown to people who are signed in only."""
    return PRIVACY_LABEL in active_labels(view, now)


def followed_from(view: DescribedView, now: datetime) -> Account:
    """Turn a view into whom a member follows: an id and a bio, of an account that asks for privacy the id alone."""
    if asks_for_privacy(view, now):
        return Account(account_id=view.did)
    return Account(account_id=view.did, bio=cleaned(view.description))


def account_from(view: ProfileView, now: datetime, *, detailed: bool = False) -> Account:
    """Turn a view into an account as observed `now`; of an account that asks for privacy only id and numbers stay."""
    labels = active_labels(view, now)
    account = Account(
        account_id=view.did,
        followers_count=view.followers_count,
        following_count=view.follows_count,
        posts_count=view.posts_count,
        created_at=utc(view.created_at),
        observed_at=now,
        has_avatar=view.avatar is not None,
        platform_labels=labels,
    )
    if PRIVACY_LABEL in labels:
        return account
    unsaid = "" if detailed else None
    verification = read_shape(view.verification, Verification)
    return replace(
        account,
        handle=None if view.handle == _UNRESOLVED_HANDLE else cleaned(view.handle),
        display_name=unsaid if view.display_name is None else cleaned(view.display_name),
        bio=unsaid if view.description is None else cleaned(view.description),
        avatar_id=_avatar_id(view.avatar),
        is_verified=None if verification is None else verification.verified_status == "valid",
    )


def _avatar_id(address: str | None) -> str | None:
    """Take the blob's content id out of an avatar's URL: equal pictures share it whoever uploaded them."""
    found = _AVATAR_CID.search(address) if address else None
    return found[1] if found else None


def liker_from(like: LikeView, post_id: str, now: datetime) -> Account | None:
    """Turn a like into the account that gave it; None when the view does not say who."""
    actor = read_shape(like.actor, ProfileView)
    if actor is None:
        return None
    at = utc(like.created_at) or utc(like.indexed_at)
    return replace(
        account_from(actor, now), engagements=(Engagement(kind=EngagementKind.LIKE, post_id=post_id, at=at),)
    )


def post_from(item: FeedItem, account_id: str) -> Post | None:
    """Turn a feed item into a post; None for a repost, and for a post of somebody else."""
    view = read_shape(item.post, PostView)
    if view is None or item.reason is not None:
        return None
    author = read_shape(view.author, ProfileView)
    if author is not None and account_id not in {author.did, author.handle}:
        return None
    record = read_shape(view.record, PostRecord) or PostRecord()
    return Post(
        post_id=view.uri,
        text=cleaned(record.text),
        created_at=utc(record.created_at) or utc(view.indexed_at),
        likes_count=view.like_count,
        comments_count=view.reply_count,
        shares_count=sum_known(view.repost_count, view.quote_count),
        is_reply=record.reply is not None,
        language=language_of(*record.langs if isinstance(record.langs, list) else ()),
    )


def commenters_from(thread: Thread, post_id: str, now: datetime) -> tuple[Account, ...]:
    """Gather the accounts that replied, one each with all its replies; the creator's own replies are left out."""
    gathered: dict[str, Account] = {}
    for reply in read_shapes(thread.replies, Reply):
        commenter = _commenter_from(reply, post_id, now)
        if commenter is None or _wrote(commenter.account_id, post_id):
            continue
        earlier = gathered.get(commenter.account_id)
        gathered[commenter.account_id] = commenter if earlier is None else _joined(earlier, commenter)
    return tuple(gathered.values())


def _commenter_from(reply: Reply, post_id: str, now: datetime) -> Account | None:
    view = read_shape(reply.post, PostView)
    author = None if view is None else read_shape(view.author, ProfileView)
    if view is None or author is None:
        return None
    record = read_shape(view.record, PostRecord) or PostRecord()
    account = account_from(author, now)
    text = None if PRIVACY_LABEL in account.platform_labels else cleaned(record.text)
    at = utc(record.created_at) or utc(view.indexed_at)
    engagement = Engagement(
        kind=EngagementKind.COMMENT, post_id=post_id, at=at, text=text, is_answered=_is_answered(reply, post_id)
    )
    return replace(account, texts=(text,) if text else (), engagements=(engagement,))


def _is_answered(reply: Reply, post_id: str) -> bool | None:
    """Whether the creator is among those who replied to a comment; None when the view stops above them."""
    if not isinstance(reply.replies, list):
        return None
    answers = (read_shape(answer.post, PostView) for answer in read_shapes(reply.replies, Reply))
    authors = (read_shape(answer.author, Actor) for answer in answers if answer is not None)
    return any(author is not None and _wrote(author.did, post_id) for author in authors)


def _wrote(account_id: str, post_id: str) -> bool:
    return post_id.startswith(f"at://{account_id}/")


def _joined(first: Account, second: Account) -> Account:
    engagements = sorted((*first.engagements, *second.engagements), key=_age)
    return replace(first, texts=tuple(_texts(engagements)), engagements=tuple(engagements))


def _age(engagement: Engagement) -> float:
    return -engagement.at.timestamp() if engagement.at else 0.0


def _texts(engagements: Iterable[Engagement]) -> Iterable[str]:
    return (engagement.text for engagement in engagements if engagement.text)
