"""Walk lists of accounts: one page after the other, without doubles, without running in circles."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Generic

from app.domain.account import Account
from app.domain.audience import AudienceSample, Availability
from app.domain.creator import Followings
from app.platforms.connector import Connector, Item, Page, Subject
from app.platforms.errors import AudienceHiddenError, PlatformError
from app.platforms.tariff import Operation
from app.vetting.ledger import Call, Ledger
from app.vetting.parallel import OUT_OF_REACH

BARREN_PAGES_AT_MOST: Final = 3
"""Pages in a row without a new account after which a listing is taken to run in a circle."""

Room = Callable[[int], Awaitable[bool]]
"""Asked with the number of accounts listed so far."""

KEPT = "The budget does not reach to list everybody: what is left of it is for reading accounts that were listed."

CIRCLE = "The platform's follower list ran in a circle; what it gave before that was used."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The followers that were listed, each once, `follow_rank` 0 first; `complete` when the list came to its end.

    `end` is what kept the others from being listed.
    """

    accounts: Sequence[Account]
    complete: bool
    availability: Availability
    notes: Sequence[str] = ()
    end: PlatformError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walked(Generic[Item]):
    """What a list gave, each account once, and how it ended."""

    items: Sequence[Item]
    complete: bool
    note: str = ""
    end: PlatformError | None = None


async def always(_listed: int) -> bool:
    """Find room, as where nothing is limited."""
    return True


async def list_followers(
    ledger: Ledger, connector: Connector, subject: Subject, *, at_most: int, room: Room = always
) -> Listing:
    """List up to `at_most` followers (a page more at the end); raises PlatformError.

    `room` tells whether a budget allows a further page and the reading of those drawn then.
    """
    await _enter(ledger, connector, "followers", subject.account.followers_count, at_most)

    async def fetch(number: int, cursor: str | None, wanted: int) -> Page[Account]:
        size = min(wanted, connector.capabilities.follower_page_size)
        size = await ledger.affordable(Operation.FOLLOWERS, size)
        call = Call(Operation.FOLLOWERS, partial(connector.fetch_followers, subject.key, cursor, size), size)
        return await ledger.page("followers", number, Page[Account], call)

    try:
        walked = await _walk(fetch, lambda account: account.account_id, at_most, room)
    except AudienceHiddenError:
        return _hidden()
    if walked.complete and not walked.items and subject.account.followers_count:
        return _hidden()
    return Listing(
        accounts=tuple(replace(account, follow_rank=rank) for rank, account in enumerate(walked.items)),
        complete=walked.complete,
        availability=Availability.RATE_LIMITED if walked.end is not None or walked.note is KEPT else Availability.OK,
        notes=(walked.note,) if walked.note else (),
        end=walked.end,
    )


def whole_list(listing: Listing, drawn: AudienceSample) -> AudienceSample:
    """Give the whole list in its order, those that were drawn with their counts."""
    known = {account.account_id: account for account in drawn.accounts}
    return AudienceSample(
        note=drawn.note, accounts=[known.get(account.account_id, account) for account in listing.accounts]
    )


async def list_followings(
    ledger: Ledger, connector: Connector, subject: Subject, *, at_most: int
) -> tuple[Followings | None, PlatformError | None]:
    """List up to `at_most` accounts that the creator follows, and say what ended it; raises PlatformError.

    None where they are hidden.
    """
    await _enter(ledger, connector, "followings", subject.account.following_count, at_most)

    async def fetch(number: int, cursor: str | None, _wanted: int) -> Page[str]:
        size = connector.capabilities.follower_page_size
        call = Call(Operation.FOLLOWINGS, partial(connector.fetch_followings, subject.key, cursor), size)
        return await ledger.page("followings", number, Page[str], call)

    try:
        walked = await _walk(fetch, str, at_most, always)
    except AudienceHiddenError:
        return None, None
    if not walked.items and subject.account.following_count:
        return None, walked.end
    return Followings(account_ids=tuple(walked.items), complete=walked.complete), walked.end


async def _enter(ledger: Ledger, connector: Connector, stage: str, count: int | None, at_most: int) -> None:
    size = connector.capabilities.follower_page_size
    await ledger.enter(stage, max(1, -(-min(count or 0, at_most) // size)))


async def _walk(
    fetch: Callable[[int, str | None, int], Awaitable[Page[Item]]],
    name: Callable[[Item], str],
    at_most: int,
    room: Room,
) -> _Walked[Item]:
    """Fetch page after page, each with the cursor of the one before, to the end or to `at_most` accounts.

    `fetch` gets the number of the page, its cursor, and how many accounts are still wanted.
    """
    found: dict[str, Item] = {}
    cursors: set[str | None] = {None}
    cursor: str | None = None
    number = barren = 0
    while len(found) < at_most:
        if found and not await room(len(found)):
            return _Walked(items=tuple(found.values()), complete=False, note=KEPT)
        try:
            page = await fetch(number, cursor, at_most - len(found))
        except OUT_OF_REACH as error:
            return _Walked(items=tuple(found.values()), complete=False, end=error)
        known = len(found)
        for item in page.items:
            found.setdefault(name(item), item)
        barren = 0 if len(found) > known else barren + 1
        cursor, number = page.cursor, number + 1
        if cursor is None:
            return _Walked(items=tuple(found.values()), complete=True)
        if cursor in cursors or barren >= BARREN_PAGES_AT_MOST:
            return _Walked(items=tuple(found.values()), complete=False, note=CIRCLE)
        cursors.add(cursor)
    return _Walked(items=tuple(found.values()), complete=False)


def _hidden() -> Listing:
    """Name what an empty list beside a positive count is: hidden, which is not the same as nobody."""
    return Listing(accounts=(), complete=False, availability=Availability.HIDDEN)
