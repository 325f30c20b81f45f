"""The meter of one vetting: every platform call pays first, then waits for the pace that all workers share.

What is spent and the slot that is taken are written in one short transaction, before the call; none is open while the
platform is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.budget import NOTHING, Cost
from app.platforms.errors import BudgetReachedError, RateLimitedError
from app.platforms.tariff import Operation, Pace, Quota, Tariff
from app.storage.store import Store, System
from app.vetting.purses import Purse


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line to a platform that calls wait in: its tariff, and the name of whom the platform counts them for.

    `pace` overrides what the tariff's limits come to.
    """

    name: str
    tariff: Tariff
    pace: Pace | None = None

    def paces(self, operation: Operation) -> dict[str, Pace]:
        """Give the paces that a call must keep, by the name of their row, in the order in which rows are locked."""
        if self.pace is not None:
            return {self.name: self.pace}
        limits = {f"{self.name}:{limit.name}": limit for limit in self.tariff.limits}
        return {name: limits[name].pace for name in sorted(limits) if limits[name].covers(operation)}

    def cost(self, operation: Operation, items: int, *, calls: int = 1) -> Cost:
        """Give what calls cost that give so many items together."""
        price = self.tariff.price_of(operation)
        return Cost(calls=price.calls * calls, units=price.units * calls, micros=price.micros_per_item * items)


class Meter:
    """Counts what one vetting spends, and says when its next call may leave."""

    def __init__(
        self, store: Store, line: Line, purses: Callable[[date], Sequence[Purse]], *, clock: Callable[[], datetime]
    ) -> None:
        """`purses` gives what is paid from on a day."""
        self._store = store
        self._line = line
        self._purses = purses
        self._clock = clock

    def spent(self) -> Cost:
        """Return what this vetting has spent so far, over all its runs."""
        own = self._purses(self._clock().date())[0]
        with self._store.system() as system:
            return system.spending.get(own.key, own.day)

    def admit(self, operation: Operation, items: int) -> tuple[float, Cost]:
        """Pay for a call that gives at most `items`, and take its slot; return the seconds until it and the sum so far.

        Raises BudgetReachedError, or RateLimitedError where the day's quota is used up; then nothing was paid.
        """
        cost = self._line.cost(operation, items)
        now = self._clock()
        with self._store.system() as system:
            sums = [self._pay(system, purse, cost) for purse in self._purses(now.date())]
            if self._line.tariff.quota is not None and cost.units:
                self._use(system, self._line.tariff.quota, cost, now)
            waits = [
                system.rate_limits.reserve(name, interval=pace.interval, burst=pace.burst)
                for name, pace in self._line.paces(operation).items()
                for _ in range(cost.calls)
            ]
        return max(waits, default=0.0), sums[0]

    def has_room(self, *planned: tuple[Operation, int, int]) -> bool:
        """Whether the purses allow these calls: of each kind how many, and how many items they give together."""
        cost = NOTHING
        for operation, calls, items in planned:
            cost += self._line.cost(operation, items, calls=calls)
        with self._store.system() as system:
            return all(
                purse.cap.allows(system.spending.get(purse.key, purse.day) + cost)
                for purse in self._purses(self._clock().date())
            )

    def affordable(self, operation: Operation, items: int) -> int:
        """Return how many of the items the purses still allow to be paid for, with the call that gives them."""
        price = self._line.tariff.price_of(operation).micros_per_item
        if not price:
            return items
        with self._store.system() as system:
            for purse in self._purses(self._clock().date()):
                if purse.cap.micros is not None:
                    left = purse.cap.micros - system.spending.get(purse.key, purse.day).micros
                    items = min(items, max(0, left) // price)
        return items

    def charges_items(self, operation: Operation) -> bool:
        """Whether what such a call costs depends on how many items it gives."""
        return bool(self._line.tariff.price_of(operation).micros_per_item)

    def give_back(self, operation: Operation, items: int) -> Cost:
        """Take back the price of items that a call did not give; return the sum so far."""
        unused = self._line.cost(operation, -items, calls=0)
        with self._store.system() as system:
            sums = [system.spending.spend(one.key, one.day, unused) for one in self._purses(self._clock().date())]
        return sums[0]

    def hold(self, operation: Operation, seconds: float) -> None:
        """Let nobody make such a call for a while: the platform said so."""
        with self._store.system() as system:
            for name, pace in self._line.paces(operation).items():
                system.rate_limits.hold(name, wait=seconds, interval=pace.interval, burst=pace.burst)

    def _pay(self, system: System, purse: Purse, cost: Cost) -> Cost:
        total = system.spending.spend(purse.key, purse.day, cost)
        passed = purse.cap.first_passed(total)
        if passed is not None:
            what = _limit_text(passed, getattr(purse.cap, passed))
            detail = f"The budget for {purse.name} is {what}; the next call would pass it."
            raise BudgetReachedError(detail)
        return total

    def _use(self, system: System, quota: Quota, cost: Cost, now: datetime) -> None:
        there = now.astimezone(ZoneInfo(quota.time_zone))
        used = system.spending.spend(f"quota:{self._line.name}", there.date(), Cost(units=cost.units))
        if used.units > quota.units:
            again = datetime.combine(there.date() + timedelta(days=1), datetime.min.time(), there.tzinfo)
            detail = (
                f"The {quota.units:,} units of the day are used; new ones come at {again:%H:%M} ({quota.time_zone})."
            )
            raise RateLimitedError(detail, wait_seconds=(again - now).total_seconds())


def _limit_text(name: str, limit: int) -> str:
    if name == "micros":
        return f"{limit / 1_000_000:,.2f} US dollars"
    return f"{limit:,} {'platform calls' if name == 'calls' else 'units of the quota'}"
