"""How an audience grew, and where it grew otherwise than around that time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimeSource(StrEnum):
    """Where follow times come from: told by the source, bounded by creation dates, or nowhere."""

    KNOWN = "known"
    CREATION_BOUNDS = "creation_bounds"
    NONE = "none"


class Outcome(StrEnum):
    """Whether an innocent explanation holds, does not, or could not be tried."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An innocent explanation that was tried: a stable code, the outcome, and a sentence with the figures."""

    code: str
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthAnomaly:
    """Days on which far more followers came, or went, than around them; first and last day included, UTC.

    `accounts` are those of the sample (for a drop: of the count), `expected` the baseline for the same days,
    `times_baseline` their quotient. `p_value` is Bonferroni's over all windows tried, None for a drop. Codes:
    `growth_burst`, `growth_burst_explained`, `follower_drop`.
    """

    code: str
    first_day: date
    last_day: date
    accounts: int
    expected: float
    times_baseline: float | None
    p_value: float | None
    explanations: tuple[Explanation, ...]
    text: str

    @property
    def is_innocent(self) -> bool:
        """Whether an explanation accounts for it."""
        return self.code == "growth_burst_explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerCount:
    """The platform's own follower count on one day, as a monitor or an upload recorded it."""

    day: date
    followers_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Follow history of `accounts` accounts whose follow time is known or bounded.

    `resolution_days` is how wide the bounds are for the median account, 0 for known times; within it a burst cannot
    be dated closer. `dispersion` is the variance of daily counts over their mean (1 = chance alone).
    """

    source: TimeSource
    accounts: int
    first_day: date | None
    last_day: date | None
    resolution_days: float | None
    median_per_day: float | None
    dispersion: float | None
    anomalies: tuple[GrowthAnomaly, ...]
    limits: tuple[str, ...]
