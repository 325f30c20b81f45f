"""What servers that speak Mastodon's API show of accounts and posts (docs.joinmastodon.org/entities)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import msgspec

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.post import Post
from app.net.text import clean_text
from app.platforms.connectors._mastodon_names import AccountKey, Instance, LocalId, PostKey, read_acct
from app.platforms.connectors._mastodon_text import parse_html, without_addressees
from app.platforms.shapes import Count, Moment, language_of, read_shape, read_shapes, sum_known, utc

REPLIES_AT_MOST: Final = 60
"""Replies below a post that a server shows to strangers (app/controllers/api/v1/statuses_controller.rb)."""

_DEFAULT_AVATAR = re.compile(
    r"/(?:missing\.png|avi\.png|default_avatars/[^/?]+|avatars/default\.(?:jpe?g|png))(?:\?.*)?\Z"
)


class _Pleroma(msgspec.Struct):
    """Pleroma and Akkoma put zero where a count is hidden, and say so here."""

    hide_followers: bool = False
    hide_follows: bool = False
    hide_followers_count: bool = False
    hide_follows_count: bool = False


class Named(msgspec.Struct, kw_only=True):
    acct: str


class AccountView(Named, kw_only=True):
    id: LocalId
    display_name: str | None = None
    note: str | None = None
    avatar: str | None = None
    locked: bool | None = None
    bot: bool | None = None
    discoverable: bool | None = None
    noindex: bool | None = None
    indexable: bool | None = None
    hide_collections: bool | None = None
    suspended: bool | None = None
    limited: bool | None = None
    moved: object = None
    created_at: Moment | None = None
    last_status_at: str | None = None
    followers_count: Count | None = None
    following_count: Count | None = None
    statuses_count: Count | None = None
    pleroma: object = None


class StatusView(msgspec.Struct, kw_only=True):
    id: LocalId
    url: str | None = None
    created_at: Moment | None = None
    in_reply_to_id: str | None = None
    reblog: object = None
    content: str | None = None
    language: str | None = None
    replies_count: Count | None = None
    reblogs_count: Count | None = None
    quotes_count: Count | None = None
    favourites_count: Count | None = None
    account: object = None


def asks_for_privacy(view: AccountView) -> bool:
    """Whether the owner asks not to be found: said in so many words, as null says nothing."""
    return view.noindex is True or view.discoverable is False


def hidden_lists(view: AccountView) -> tuple[str, ...]:
    """Name the lists that the profile says are shown to nobody."""
    hides = read_shape(view.pleroma, _Pleroma) or _Pleroma()
    lists = {"followers": hides.hide_followers, "followings": hides.hide_follows}
    return tuple(name for name, is_hidden in lists.items() if is_hidden or view.hide_collections)


def account_from(view: AccountView, instance: Instance, now: datetime) -> Account | None:
    """Turn a view into an account as `instance` shows it `now`; None where it is nobody that can be named."""
    acct = read_acct(view.acct, instance.domain)
    if acct is None:
        return None
    hides = read_shape(view.pleroma, _Pleroma) or _Pleroma()
    account = Account(
        account_id=acct.account_id,
        followers_count=None if hides.hide_followers_count else view.followers_count,
        following_count=None if hides.hide_follows_count else view.following_count,
        posts_count=view.statuses_count,
        created_at=utc(view.created_at),
        last_posted_at=_day(view.last_status_at),
        observed_at=now,
        has_avatar=None if view.avatar is None else bool(view.avatar and not _DEFAULT_AVATAR.search(view.avatar)),
    )
    if asks_for_privacy(view):
        return account
    labels = {"bot": view.bot, "limited": view.limited}
    return replace(
        account,
        handle=str(acct),
        display_name=None if view.display_name is None else clean_text(view.display_name),
        bio=None if view.note is None else parse_html(view.note),
        is_private=view.locked,
        platform_labels=tuple(label for label, is_set in labels.items() if is_set),
    )


def accounts_from(items: Iterable[object], instance: Instance, now: datetime) -> Iterator[Account]:
    """Read a page of accounts, leaving out those that cannot be named."""
    for view in read_shapes(items, AccountView):
        if (account := account_from(view, instance, now)) is not None:
            yield account


def liker_of(account: Account, post_id: str) -> Account:
    """Note the like on who gave it; servers do not say when."""
    return replace(account, engagements=(Engagement(kind=EngagementKind.LIKE, post_id=post_id),))


def post_from(view: StatusView, key: AccountKey) -> Post | None:
    """Turn a status into a post; None for a boost, and for a post of somebody else.

    The text is read where the author is shown and does not ask that posts are kept out of searches.
    """
    author = read_shape(view.account, AccountView)
    if view.reblog is not None or author is None or author.id != key.local_id:
        return None
    acct = read_acct(author.acct, key.instance.domain)
    if acct is None:
        return None
    is_readable = author.indexable is not False and not asks_for_privacy(author)
    return Post(
        post_id=str(PostKey(key.instance, view.id, acct.account_id, view.url)),
        text=parse_html(view.content) if is_readable and view.content is not None else None,
        created_at=utc(view.created_at),
        likes_count=view.favourites_count,
        comments_count=view.replies_count,
        shares_count=sum_known(view.reblogs_count, view.quotes_count),
        is_reply=view.in_reply_to_id is not None,
        language=language_of(view.language),
    )


def commenters_from(replies: list[object], post_id: str, now: datetime) -> tuple[Account, ...]:
    """Gather who replied to a post directly, one account each with all its replies; the creator is left out."""
    key = PostKey.read(post_id)
    views = list(read_shapes(replies, StatusView))
    answered = {view.in_reply_to_id for view in views if _author_id(view, key.instance) == key.author_id}
    is_whole = len(replies) < REPLIES_AT_MOST
    gathered: dict[str, Account] = {}
    for view in views:
        author = read_shape(view.account, AccountView)
        account = None if author is None else account_from(author, key.instance, now)
        if view.in_reply_to_id != key.status_id or author is None or account is None:
            continue
        if account.account_id == key.author_id:
            continue
        text = None if asks_for_privacy(author) or view.content is None else _reply_text(view.content)
        engagement = Engagement(
            kind=EngagementKind.COMMENT,
            post_id=post_id,
            at=utc(view.created_at),
            text=text,
            is_answered=True if view.id in answered else (False if is_whole else None),
        )
        gathered[account.account_id] = _with_reply(gathered.get(account.account_id, account), engagement)
    return tuple(gathered.values())


def _reply_text(content: str) -> str:
    return without_addressees(parse_html(content))


def _author_id(view: StatusView, instance: Instance) -> str | None:
    author = read_shape(view.account, Named)
    acct = None if author is None else read_acct(author.acct, instance.domain)
    return None if acct is None else acct.account_id


def _with_reply(account: Account, engagement: Engagement) -> Account:
    engagements = tuple(sorted((*account.engagements, engagement), key=_age))
    return replace(account, engagements=engagements, texts=tuple(each.text for each in engagements if each.text))


def _age(engagement: Engagement) -> float:
    return -engagement.at.timestamp() if engagement.at else 0.0


def _day(text: str | None) -> datetime | None:
    """Read a day, or a moment; the day begins at midnight, as nothing finer is told."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else utc(moment)
