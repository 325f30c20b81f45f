"""An audience: who it is, how it is ordered, and which part of it could be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.account import Account


class Role(StrEnum):
    """Followers, likers and commenters are three audiences; each is assessed with its own n."""

    FOLLOWERS = "followers"
    LIKERS = "likers"
    COMMENTERS = "commenters"


class Frame(StrEnum):
    """What the listed accounts are a list of: everybody, the newest part only, or a random draw."""

    COMPLETE = "complete"
    NEWEST = "newest"
    RANDOM = "random"


def implied_frame(listed: int, population: int | None) -> Frame:
    """Tell what a list is when nobody said: everybody if it is as long as the population, else the newest part."""
    return Frame.COMPLETE if population is None or listed >= population else Frame.NEWEST


class Order(StrEnum):
    """In which order the source lists the accounts."""

    NEWEST_FIRST = "newest_first"
    OLDEST_FIRST = "oldest_first"
    UNORDERED = "unordered"


class Availability(StrEnum):
    """Whether the platform gives this audience at all, and if not, why."""

    OK = "ok"
    HIDDEN = "hidden"
    NEEDS_CONSENT = "needs_consent"
    UNSUPPORTED = "unsupported"
    RATE_LIMITED = "rate_limited"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameNote:
    """The frame of an audience: what every share about it is a share of.

    `population` is the platform's own count N (None when it does not say), `listed` how many accounts could be
    listed, `coverage` listed / population in [0, 1] (None when unknown). The rest of the audience was out of reach.
    """

    role: Role
    frame: Frame
    order: Order
    availability: Availability
    population: int | None
    listed: int
    drawn_at: datetime

    @property
    def coverage(self) -> float | None:
        """Listed part of the population in [0, 1]; platforms count accounts that they do not list."""
        if self.population is None:
            return None
        if self.population == 0:
            return 1.0
        return min(1.0, self.listed / self.population)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceSample:
    """Accounts drawn from one audience, with the frame that they were drawn from."""

    note: FrameNote
    accounts: Sequence[Account]
