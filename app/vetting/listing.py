"""Walk a follower list: one page after the other, without doubles, without running in circles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.account import Account
from app.domain.audience import Availability
from app.platforms.connector import Connector, Page
from app.platforms.errors import AudienceHiddenError
from app.vetting.ledger import Ledger

BARREN_PAGES_AT_MOST: Final = 3
"""Pages in a row without a new account after which a listing is taken to run in a circle."""

CIRCLE = "The platform's follower list ran in a circle; what it gave before that was used."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The followers that were listed, each once, `follow_rank` 0 first; `complete` when the list came to its end."""

    accounts: Sequence[Account]
    complete: bool
    availability: Availability
    notes: Sequence[str] = ()


async def list_followers(ledger: Ledger, connector: Connector, subject: Account, *, at_most: int) -> Listing:
    """List up to `at_most` followers (a page more at the end); raises PlatformError."""
    size = connector.capabilities.follower_page_size
    expected = min(subject.followers_count or 0, at_most)
    await ledger.enter("followers", max(1, -(-expected // size)))
    found: dict[str, Account] = {}
    cursors: set[str | None] = {None}
    cursor: str | None = None
    number = barren = 0
    while len(found) < at_most:
        try:
            page = await _fetch_page(ledger, connector, subject.account_id, number, cursor)
        except AudienceHiddenError:
            return _hidden()
        known = len(found)
        for account in page.items:
            found.setdefault(account.account_id, replace(account, follow_rank=len(found)))
        barren = 0 if len(found) > known else barren + 1
        cursor, number = page.cursor, number + 1
        if cursor is None:
            return _hidden() if not found and subject.followers_count else _listed(found, complete=True)
        if cursor in cursors or barren >= BARREN_PAGES_AT_MOST:
            return _listed(found, complete=False, notes=(CIRCLE,))
        cursors.add(cursor)
    return _listed(found, complete=False)


async def _fetch_page(
    ledger: Ledger, connector: Connector, account_id: str, number: int, cursor: str | None
) -> Page[Account]:
    return await ledger.page("followers", number, Page[Account], lambda: connector.fetch_followers(account_id, cursor))


def _listed(found: dict[str, Account], *, complete: bool, notes: Sequence[str] = ()) -> Listing:
    return Listing(accounts=tuple(found.values()), complete=complete, availability=Availability.OK, notes=tuple(notes))


def _hidden() -> Listing:
    """Name what an empty list beside a positive count is: hidden, which is not the same as nobody."""
    return Listing(accounts=(), complete=False, availability=Availability.HIDDEN)
