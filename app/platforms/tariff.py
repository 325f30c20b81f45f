"""What calls of a platform cost and how many it allows: declared before anything is spent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

SAFETY: Final = 0.9
"""Part of a declared limit that is used: calls that leave in time can arrive together."""


class Operation(StrEnum):
    """The calls that a connector makes, one name for each method of `Connector` that asks the platform."""

    CHECK = "check"
    SUBJECT = "subject"
    FOLLOWERS = "followers"
    FOLLOWINGS = "followings"
    FOLLOWED = "followed"
    ACCOUNTS = "accounts"
    POSTS = "posts"
    LIKERS = "likers"
    COMMENTERS = "commenters"


class LimitScope(StrEnum):
    """Whom a platform counts calls for: our address, one credential, or our address on each instance of its own."""

    ADDRESS = "address"
    CREDENTIAL = "credential"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How calls follow each other: one every `interval` seconds, and up to `burst` of them at once after a pause."""

    interval: float
    burst: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """What the platform documents: at most `calls` within any `per_seconds`, for some operations or (empty) for all.

    `burst` is how many of them we make at once after a pause. ValueError where a window could not hold a burst and one
    more call.
    """

    name: str
    calls: int
    per_seconds: float
    burst: int = 5
    operations: tuple[Operation, ...] = ()

    def __post_init__(self) -> None:
        if self.calls * SAFETY < self.burst + 1:
            message = f"{self.name}: a window of {self.calls} calls cannot hold bursts of {self.burst}"
            raise ValueError(message)

    @property
    def pace(self) -> Pace:
        """The pace that keeps to the limit in every window: a burst and what follows it stay within SAFETY of it."""
        return Pace(interval=self.per_seconds / (self.calls * SAFETY - self.burst), burst=self.burst)

    def covers(self, operation: Operation) -> bool:
        """Whether calls of this kind count."""
        return not self.operations or operation in self.operations


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Units that a platform gives one credential a day; the day begins at midnight in `time_zone` (IANA name)."""

    units: int
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one operation costs: HTTP `calls`, `units` of the quota, and millionths of a dollar for each item it gives.

    An operation is one call, but for those that have to ask their way first: these declare how many they make.
    """

    calls: int = 1
    units: int = 1
    micros_per_item: int = 0


FREE: Final = Price(units=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """Limits, quota and prices of a platform; operations that `prices` does not name cost `price`."""

    limits: tuple[RateLimit, ...] = ()
    scope: LimitScope = LimitScope.ADDRESS
    quota: Quota | None = None
    price: Price = FREE
    prices: Mapping[Operation, Price] = field(default_factory=dict)

    def price_of(self, operation: Operation) -> Price:
        """Return what one call of this kind costs."""
        return self.prices.get(operation, self.price)

    @property
    def costs_money(self) -> bool:
        """Whether any call costs money."""
        return any(price.micros_per_item for price in (self.price, *self.prices.values()))
