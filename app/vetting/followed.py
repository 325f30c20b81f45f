"""Read whom members of the audience follow, first of those that say nothing in their own words."""

from collections.abc import Iterable, Sequence
from functools import partial

from app.domain.account import Account
from app.domain.followed import FollowedBy
from app.platforms.connector import Connector, Page
from app.platforms.tariff import Operation
from app.vetting.ledger import Call, Ledger
from app.vetting.parallel import CONCURRENT_CALLS, Got, in_parallel


async def read_followed(
    ledger: Ledger, connector: Connector, subject: Account, members: Sequence[Account], *, at_most: int
) -> Got[FollowedBy]:
    """Read one page of each of up to `at_most` members, who stand in the order of their draw; raises PlatformError.

    The creator, whom they all follow, is left out.
    """
    asked = choose_members(members, at_most)
    if not asked:
        return Got(())
    await ledger.enter("followed", len(asked))
    size = connector.capabilities.follower_page_size

    async def read(number: int, member: Account) -> FollowedBy:
        call = Call(Operation.FOLLOWED, partial(connector.fetch_followed, member.account_id), size)
        page = await ledger.page("followed", number, Page[Account], call)
        others = tuple(account for account in page.items if account.account_id != subject.account_id)
        return FollowedBy(account_id=member.account_id, followed=others)

    return await in_parallel([partial(read, *one) for one in enumerate(asked)], at_once=CONCURRENT_CALLS)


def choose_members(members: Iterable[Account], at_most: int) -> list[Account]:
    """Take those that say nothing first, then the others, each in their order: uniform draws of both.

    Left out is whose bio is unknown: either the member asks that strangers see nothing of its profile, or the platform
    does not tell who says nothing.
    """
    known = [member for member in members if member.bio is not None]
    return sorted(known, key=_speaks)[:at_most]


def _speaks(member: Account) -> bool:
    return any(text.strip() for text in (member.bio or "", *member.texts))
