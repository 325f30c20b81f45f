"""Candidates beside each other: what is asked, the order that comes out, and what each pair shares."""

from typing import Annotated, Final

from pydantic import Field

from app.api.schemas.base import Answer, Request
from app.api.schemas.frame import FrameNote
from app.api.schemas.money import Money, MoneyChoice, Price
from app.api.schemas.scalars import AudienceId, Count, Number, Proportion, SmallCount, UtcTime, VettingId, open_enum
from app.api.schemas.share import Estimate
from app.domain import comparison
from app.domain.comparison import CANDIDATES_AT_LEAST, CANDIDATES_AT_MOST, Choice
from app.domain.handle import Platform
from app.domain.verdict import Decision

LACKS: Final = (
    "insufficient_evidence",
    "effective_audience_unknown",
    "effective_audience_empty",
    "platforms_differ",
    "sample_deleted",
    "not_listed",
    "keys_differ",
    "list_empty",
    "lists_too_unlike",
    "population_unknown",
)
_ID: Final = "vet_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"
_OTHER_ID: Final = "vet_0198c2f9d3e17c3d8e4f5a6b7c8d9e10"


class CandidateChoice(Request):
    """A finished vetting to compare, and what the creator asks for."""

    vetting_id: VettingId = Field(description="Id of a vetting that succeeded.", examples=[_ID])
    fee: MoneyChoice | None = Field(
        default=None,
        description="What the creator asks for; wins over the fee of the vetting, which holds when null or absent.",
    )


class ComparisonRequest(Request):
    """Whom to compare."""

    candidates: list[CandidateChoice] = Field(
        min_length=CANDIDATES_AT_LEAST,
        max_length=CANDIDATES_AT_MOST,
        description=f"Vettings, from {CANDIDATES_AT_LEAST} to {CANDIDATES_AT_MOST}, each once.",
    )

    def to_choices(self) -> list[Choice]:
        """Give the candidates as the use case knows them."""
        return [
            Choice(vetting_id=one.vetting_id, fee=None if one.fee is None else one.fee.to_money())
            for one in self.candidates
        ]


class Lack(Answer):
    """Why something could not be told."""

    code: Annotated[str, open_enum(*LACKS)] = Field(description="Stable code of the cause.")
    text: str = Field(
        description="The cause as a sentence.",
        examples=["The sample of one vetting was deleted, and its list with it."],
    )


class Candidate(Answer):
    """A candidate with its place."""

    rank: SmallCount | None = Field(
        description="1 and one more for each candidate that is surely better; ties share a rank. "
        "Null for a candidate that cannot be ranked.",
        examples=[1],
    )
    rank_at_worst: SmallCount | None = Field(
        description="Number of ranked candidates less those that are surely worse: the last place that the intervals "
        "allow. Null for a candidate that cannot be ranked.",
        examples=[2],
    )
    not_ranked: Lack | None = Field(description="Why the candidate has no rank. Null when it has one.")
    vetting_id: VettingId = Field(description="Id of the vetting.", examples=[_ID])
    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform of the creator.")
    handle: str | None = Field(
        description="The creator's name without the leading @. Null when only an upload was named.",
        examples=["alice.example"],
    )
    audience_id: AudienceId | None = Field(
        description="Id of the uploaded audience. Null when the audience was fetched.",
        examples=["aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"],
    )
    decision: Annotated[str, open_enum(*Decision)] = Field(
        description="Decision of the verdict; it does not change the rank."
    )
    effective_audience: Estimate | None = Field(
        description="Authentic, reachable and, with a brief, interested followers, in accounts. Null when unknown."
    )
    fee: Money | None = Field(description="What the creator asks for. Null when nobody said.")
    price: Price | None = Field(
        description="What the fee comes to. Null without a fee or without an effective audience."
    )
    frame: FrameNote = Field(description="Which part of the audience the vetting could read, and when.")
    method_version: str = Field(description="Version of the method of the vetting.", examples=["2"])
    model_version: str = Field(description="Version of the model of the vetting.", examples=["marginal-2026-11"])
    finished_at: UtcTime = Field(description="Time in UTC of the verdict.", examples=["2026-11-02T09:31:12Z"])


class Ratio(Answer):
    """How many times the value of the second candidate the first one has."""

    estimate: Number | None = Field(
        description="Best single value. Null when the second is estimated at nobody.", examples=[1.7]
    )
    low: Number = Field(description="Lower end of the interval.", examples=[1.2])
    high: Number | None = Field(
        description="Upper end of the interval. Null when the second may be nobody.", examples=[2.4]
    )
    level: Proportion = Field(
        description="Probability with which the interval contains the true ratio, from 0 to 1.", examples=[0.95]
    )


class Overlap(Answer):
    """What two audiences have in common, as far as their lists tell."""

    accounts: Estimate = Field(description="Accounts that are in both.")
    share_of_first: Estimate = Field(description="The same as a share of the first audience, from 0 to 1.")
    share_of_second: Estimate = Field(description="The same as a share of the second audience, from 0 to 1.")
    jaccard: Estimate = Field(description="The same as a share of both together (Jaccard), from 0 to 1.")
    matches: Count = Field(description="Accounts of the draw that are in both lists.", examples=[320])
    n: Count = Field(description="Accounts of one list that were drawn to be looked for in the other.", examples=[2210])
    is_exact: bool = Field(description="Whether the lists were short enough to be compared whole.", examples=[False])
    limits: list[str] = Field(
        description="Which part of the audiences the overlap speaks of, where that is not all.",
        examples=[["Of the first audience only the newest 50,000 could be listed: the overlap is of that part."]],
    )


class Pair(Answer):
    """Two candidates."""

    first: VettingId = Field(description="Id of the vetting that stands first in the order.", examples=[_ID])
    second: VettingId = Field(description="Id of the other vetting.", examples=[_OTHER_ID])
    outcome: Annotated[str, open_enum(*comparison.Outcome)] = Field(
        description="Which one is surely better, or that they are not distinguishable; `not_compared` when one of them "
        "has no rank."
    )
    ratio: Ratio | None = Field(
        description="Value of the first by that of the second, in what is ranked by. Null when one has no rank."
    )
    text: str = Field(
        description="The same as a sentence.",
        examples=["Not distinguishable: x:@alice gives 0.80 to 1.90 times the effective followers of x:@bob."],
    )
    overlap: Overlap | None = Field(description="What the audiences share. Null when that is unknown.")
    no_overlap: Lack | None = Field(description="Why the overlap is unknown. Null when it is known.")


class Comparison(Answer):
    """Candidates in order, and each pair of them."""

    ranked_by: Annotated[str, open_enum(*comparison.RankedBy)] = Field(
        description="Effective followers for the money when all fees are known in one currency, else effective "
        "followers alone."
    )
    candidates: list[Candidate] = Field(description="The best first; those without a rank last.")
    pairs: list[Pair] = Field(description="Each pair once, in the order of the candidates.")
    limits: list[str] = Field(
        description="What makes the candidates less comparable than they look.",
        examples=[["The vettings have different briefs, so that their effective audiences count different interests."]],
    )
