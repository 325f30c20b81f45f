"""Candidates beside each other: who gives most effective followers for the fee, and whom their audiences share."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.audience import FrameNote
from app.domain.brief import Brief
from app.domain.estimate import Estimate
from app.domain.handle import Platform
from app.domain.money import Money, Price
from app.domain.readings import Listed

CANDIDATES_AT_LEAST = 2
CANDIDATES_AT_MOST = 20


class RankedBy(StrEnum):
    """What candidates are put in order by: effective followers for the money, or effective followers."""

    EFFECTIVE_AUDIENCE_PER_FEE = "effective_audience_per_fee"
    EFFECTIVE_AUDIENCE = "effective_audience"


class Outcome(StrEnum):
    """What is sure about two candidates; `not_compared` when one of them has no rank."""

    FIRST_BETTER = "first_better"
    SECOND_BETTER = "second_better"
    NOT_DISTINGUISHABLE = "not_distinguishable"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A vetting that somebody wants compared; `fee` wins over the one that the vetting was asked with."""

    vetting_id: str
    fee: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Why something could not be told: a stable code and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A finished vetting as it is compared.

    `effective_audience` is None when it was not measured; `too_thin` then, or with it, says why it cannot be ranked.
    `listed` is None when the sample has been deleted since.
    """

    vetting_id: str
    platform: Platform
    handle: str | None
    audience_id: str | None
    brief: Brief | None
    fee: Money | None
    decision: str
    too_thin: Lack | None
    effective_audience: Estimate | None
    method_version: str
    model_version: str
    frame: FrameNote
    finished_at: datetime
    listed: Listed | None

    @property
    def name(self) -> str:
        """The creator as people write it; of an upload without a handle its id."""
        return f"{self.platform}:@{self.handle}" if self.handle else f"{self.platform}:{self.audience_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate with its place: `rank` counts those that are surely better, `rank_at_worst` all not surely worse.

    Both begin at 1 and are None, with the reason, for a candidate that cannot be ranked.
    """

    candidate: Candidate
    price: Price | None
    rank: int | None
    rank_at_worst: int | None
    not_ranked: Lack | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """The first candidate's value over the second's, with its interval; None where the second may be nobody."""

    estimate: float | None
    low: float
    high: float | None
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Accounts that are in both audiences, and what share of each and of both together they are.

    Exact when `is_exact`, else estimated from `matches` of `n` accounts drawn from one list. `limits` say which part of
    the audiences it speaks of where that is not all.
    """

    accounts: Estimate
    share_of_first: Estimate
    share_of_second: Estimate
    jaccard: Estimate
    matches: int
    n: int
    is_exact: bool
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two candidates by their vettings' ids: which is better, and how their audiences overlap; or why that is unknown.

    `ratio` is None when one of them has no rank.
    """

    first: str
    second: str
    outcome: Outcome
    ratio: Ratio | None
    text: str
    overlap: Overlap | None
    no_overlap: Lack | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All candidates, the best first and those without a rank last, and each pair in that order."""

    ranked_by: RankedBy
    candidates: tuple[Ranked, ...]
    pairs: tuple[Pair, ...]
    limits: tuple[str, ...]
