"""A stored sample scored again: what is asked, what comes out, and what changed."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.assessment import Assessment
from app.api.schemas.base import Answer, Request
from app.api.schemas.policy import PolicyChoice
from app.api.schemas.scalars import Count, Number, Text, VettingId, open_enum
from app.api.schemas.share import Share
from app.api.schemas.verdict import Verdict
from app.domain.account import AccountKind

ModelVersion = Annotated[Text, Field(min_length=1, max_length=100)]
_EXAMPLE = "marginal-2026-11"


class RescoreRequest(Request):
    """What to score under. Everything may be left out."""

    model: ModelVersion | None = Field(
        default=None,
        description="Version of a model, as `/v1/methods` lists them. The current one when null or absent.",
        examples=[_EXAMPLE],
    )
    policy: PolicyChoice | None = Field(
        default=None, description="Other thresholds. The policy of the vetting when null or absent."
    )


class BeforeAfter(Answer):
    """A version or a decision, in the vetting's document and now."""

    before: str = Field(description="What the document of the vetting says.", examples=[_EXAMPLE])
    after: str = Field(description="What the new score says.", examples=[_EXAMPLE])


class ShareChange(Answer):
    """One share, in the vetting's document and now."""

    name: Annotated[str, open_enum("inauthentic_share", "authentic_share", "reachable_share", "niche_share")] = Field(
        description="Which share."
    )
    before: Share | None = Field(description="The share in the document. Null when it was not measured.")
    after: Share | None = Field(description="The share now. Null when it is not measured.")
    difference: Number | None = Field(
        description="New estimate less the old one, from -1 to 1. Null when one of them is unknown.", examples=[-0.04]
    )
    exceeds_interval: bool | None = Field(
        description="Whether the new estimate lies outside the interval that the document states. "
        "Null when one of the estimates is unknown.",
        examples=[False],
    )


class KindChange(Answer):
    """Accounts that are of another kind now."""

    before: Annotated[str, open_enum(*AccountKind)] = Field(description="Kind under the model of the document.")
    after: Annotated[str, open_enum(*AccountKind)] = Field(description="Kind under the new model.")
    accounts: Count = Field(description="Number of accounts of the sample that changed so.", examples=[12])


class RescoreDiff(Answer):
    """What the new score changed."""

    method_version: BeforeAfter = Field(description="Version of the method.")
    model_version: BeforeAfter = Field(description="Version of the model.")
    decision: BeforeAfter = Field(description="Decision of the verdict.")
    shares: list[ShareChange] = Field(description="Each share with its intervals.")
    kinds: list[KindChange] | None = Field(
        description="Accounts whose kind changed, the commonest change first. Null when this server no longer has the "
        "method or the model of the document."
    )


class Rescore(Answer):
    """The sample of a vetting under another model or policy. The document of the vetting stays as it was."""

    vetting_id: VettingId = Field(description="Id of the vetting.", examples=["vet_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    labels: Count = Field(description="Number of accounts that people reviewed.", examples=[0])
    diff: RescoreDiff = Field(description="What changed.")
    assessment: Assessment = Field(
        description="What is measured now; engagement, attention, creator and growth are those of the document."
    )
    verdict: Verdict = Field(description="The decision now.")
