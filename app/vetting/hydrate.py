"""Add to listed accounts the counts that listings leave out: batch by batch, until enough is known."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.domain.account import Account
from app.domain.reading import Stopped
from app.platforms.connector import Connector
from app.platforms.errors import PlatformError
from app.platforms.tariff import Operation
from app.vetting.ledger import Call, Ledger
from app.vetting.parallel import CONCURRENT_CALLS, in_parallel

Look = Callable[[Sequence[Account]], Awaitable[Stopped | None]]
"""Asked of the accounts read so far whether to stop; None: read on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hydrated:
    """The accounts that were there, how many were asked for, the looks that were taken, and why reading ended.

    `end` is what kept the others from being read.
    """

    accounts: Sequence[Account]
    asked: int
    looks: int = 0
    stopped: Stopped = Stopped.SAMPLE_READ
    end: PlatformError | None = None


class Hydration:
    """Reads accounts in their order; whoever was read before in this vetting is not asked for again."""

    def __init__(self, ledger: Ledger, connector: Connector) -> None:
        self._ledger = ledger
        self._connector = connector
        self._known: dict[str, Account] = {}

    async def read(self, stage: str, accounts: Sequence[Account], look: Look | None = None) -> Hydrated:
        """Read all accounts, or until a look says enough; those that are gone since the listing are left out.

        One looks after each CONCURRENT_CALLS pages. What a look says follows from the pages, and these stand in the
        ledger: a restart stops at the same account.
        """
        size = self._connector.capabilities.hydration_batch
        if size is None:
            return Hydrated(accounts=accounts, asked=len(accounts))
        wanted = [account.account_id for account in accounts if account.account_id not in self._known]
        batches = [wanted[start : start + size] for start in range(0, len(wanted), size)]
        await self._ledger.enter(stage, len(batches))
        at_once = len(batches) if look is None else CONCURRENT_CALLS
        looks = 0
        for first in range(0, len(batches), at_once or 1):
            read, end = await self._fetch(stage, first, batches[first : first + at_once])
            if end is not None:
                found, asked = self._joined(accounts), (first + read) * size
                return Hydrated(accounts=found, asked=asked, looks=looks, stopped=Stopped.OUT_OF_REACH, end=end)
            asked = (first + at_once) * size
            if look is None or asked >= len(wanted):
                break
            found = self._joined(accounts)
            looks += 1
            if stopped := await look(found):
                return Hydrated(accounts=found, asked=asked, looks=looks, stopped=stopped)
        return Hydrated(accounts=self._joined(accounts), asked=len(accounts), looks=looks)

    async def _fetch(
        self, stage: str, first: int, batches: Sequence[Sequence[str]]
    ) -> tuple[int, PlatformError | None]:
        """Fetch these batches, the first of which is page `first` of the stage.

        Return how many were read, and what kept the others from being read.
        """

        async def read(number: int, batch: Sequence[str]) -> tuple[Account, ...]:
            call = Call(Operation.ACCOUNTS, partial(self._connector.fetch_accounts, batch), len(batch))
            return await self._ledger.page(stage, number, tuple[Account, ...], call)

        got = await in_parallel([partial(read, *one) for one in enumerate(batches, first)], at_once=CONCURRENT_CALLS)
        self._known.update((account.account_id, account) for page in got.values for account in page)
        return len(got.values), got.end

    def _joined(self, accounts: Sequence[Account]) -> list[Account]:
        """Take the detailed accounts that were read, with what only the listing knows."""
        return [
            replace(
                detailed,
                follow_rank=listed.follow_rank,
                followed_at=listed.followed_at,
                created_at=detailed.created_at or listed.created_at,
                engagements=listed.engagements,
                texts=listed.texts or detailed.texts,
            )
            for listed in accounts
            if (detailed := self._known.get(listed.account_id)) is not None
        ]
