"""List who reacted to posts: a page of every post, then the next page of each, as long as more accounts are wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from app.domain.account import Account
from app.domain.audience import Availability, Role
from app.domain.post import Post
from app.platforms.connector import Connector, Page, Subject
from app.platforms.errors import AudienceHiddenError, PlatformError
from app.vetting.extent import operation_of
from app.vetting.ledger import Call, Ledger
from app.vetting.listing import KEPT, Room, always
from app.vetting.parallel import CONCURRENT_CALLS, in_parallel

ROUNDS_AT_MOST: Final = 50
"""Pages of one post after which its list is taken to run in a circle, or to tell nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagers:
    """Everybody who reacted, each once with all reactions, without the creator; `note` or `end` says why no more."""

    accounts: Sequence[Account]
    availability: Availability = Availability.OK
    note: str = ""
    end: PlatformError | None = None


async def list_engagers(
    ledger: Ledger,
    connector: Connector,
    role: Role,
    subject: Subject,
    posts: Sequence[Post],
    *,
    wanted: int,
    room: Room = always,
) -> Engagers:
    """Read the first page of each post, and further pages while fewer than `wanted` accounts are known.

    `room` tells whether a budget allows a further page of each and the reading of those drawn then. Raises
    PlatformError, but for one that ends reading without spoiling what was read.
    """
    fetch = connector.fetch_likers if role is Role.LIKERS else connector.fetch_commenters
    size = connector.capabilities.engager_page_size

    async def read(post: int, turn: int, cursor: str | None) -> tuple[int, Page[Account]]:
        call = Call(operation_of(role), partial(fetch, posts[post].post_id, cursor), size)
        return post, await ledger.page(role, turn * len(posts) + post, Page[Account], call)

    merged: dict[str, Account] = {}
    open_posts: dict[int, str | None] = dict.fromkeys(range(len(posts)))
    note, end = "", None
    for turn in range(ROUNDS_AT_MOST):
        await ledger.enter(role, len(open_posts))
        try:
            got = await in_parallel(
                [partial(read, post, turn, cursor) for post, cursor in open_posts.items()], at_once=CONCURRENT_CALLS
            )
        except AudienceHiddenError:
            return Engagers(accounts=(), availability=Availability.HIDDEN)
        known = len(merged)
        merge(merged, (account for _, page in got.values for account in page.items))
        open_posts = {post: page.cursor for post, page in got.values if page.cursor is not None}
        end = got.end
        if end is not None or not open_posts or not known < len(merged) < wanted:
            break
        if not await room(len(merged)):
            note = KEPT
            break
    merged.pop(subject.account.account_id, None)
    cut = Availability.RATE_LIMITED if note or end is not None else Availability.OK
    return Engagers(accounts=tuple(merged.values()), availability=cut, note=note, end=end)


def merge(merged: dict[str, Account], accounts: Iterable[Account]) -> None:
    """Add accounts to those known by id, each once with its reactions to all posts."""
    for account in accounts:
        known = merged.get(account.account_id)
        merged[account.account_id] = (
            account
            if known is None
            else replace(
                account, engagements=known.engagements + account.engagements, texts=known.texts + account.texts
            )
        )
