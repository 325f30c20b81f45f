"""A stretch of the follow order that is unlike its neighbourhood."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RegionKind(StrEnum):
    """A block is solid, most of its accounts are in excess; a drip is spread thinly over a stretch of the list."""

    BLOCK = "block"
    DRIP = "drip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Positions `first` to `last`, both in it, 0 = the oldest follow, with `accounts` accounts of known profile.

    `p_value` holds for the whole list: the largest of all windows. `excess_share` is the least share of its accounts
    that the flanks do not explain. Dates are UTC, None when nothing tells: follows at their earliest, and the
    creation of the middle four fifths of the accounts in excess.
    """

    kind: RegionKind
    first: int
    last: int
    accounts: int
    p_value: float
    excess_share: float
    followed_from: date | None
    followed_to: date | None
    created_from: date | None
    created_to: date | None

    @property
    def excess_accounts(self) -> float:
        """How many accounts are beyond what the flanks explain."""
        return self.accounts * self.excess_share
