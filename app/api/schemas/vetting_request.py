"""A vetting as it is asked for."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.api.schemas.base import Request
from app.api.schemas.brief import BriefOrText
from app.api.schemas.budget import BudgetChoice
from app.api.schemas.handle import HandleText
from app.api.schemas.money import MoneyChoice
from app.api.schemas.policy import PolicyChoice
from app.api.schemas.scalars import MAX_INT32, NOT_DISGUISED, AudienceId, BriefId
from app.domain import policy, vetting
from app.domain.handle import Platform
from app.platforms.handles.resolve import resolve

SAMPLE_SIZE: Final = 2_000
"""Accounts drawn when the request does not say; a share of 12 % is then known within 1.5 points."""

SAMPLE_SIZE_AT_LEAST: Final = 50
SAMPLE_SIZE_AT_MOST: Final = 5_000

SampleSize = Annotated[
    int,
    Field(ge=SAMPLE_SIZE_AT_LEAST, le=SAMPLE_SIZE_AT_MOST, json_schema_extra={"format": "int32"}),
    NOT_DISGUISED,
]
BriefVersion = Annotated[int, Field(ge=1, le=MAX_INT32, json_schema_extra={"format": "int32"}), NOT_DISGUISED]

READ_ALL: Final = (
    "Whether all drawn accounts are read, rather than only as many as the verdict needs: for narrower shares of kinds "
    "and of the niche, at more platform calls."
)
ReadAll = Annotated[bool, Field(strict=True)]


class VettingRequest(Request):
    """Which creator or which uploaded audience to vet. At least one of `handle` and `audience_id` is needed."""

    platform: Platform | None = Field(
        default=None,
        description="Platform of the creator and of the audience; needed beside an `audience_id`. Null is the same as "
        "leaving it out: the handle then says it by itself.",
        examples=["bluesky"],
    )
    handle: HandleText | None = Field(
        default=None,
        description="The creator, as a link to the profile or as the name on the platform, with or without the leading "
        "@ (docs/handles.md). Beside an `audience_id` it only names the creator of the upload. Null is the same as "
        "leaving it out.",
        examples=["@alice.example"],
    )
    audience_id: AudienceId | None = Field(
        default=None,
        description="Id of an uploaded audience, to vet that instead of fetching one. "
        "Null is the same as leaving it out.",
        examples=["aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"],
    )
    brief: BriefOrText | None = Field(
        default=None,
        description="What you sell and to whom, for the fit of the audience: a plain text, or an object that narrows "
        "it. Null is the same as leaving it out.",
        examples=["Trail running shoes for people who run in the mountains."],
    )
    brief_id: BriefId | None = Field(
        default=None,
        description="Id of a stored brief, instead of `brief`. Null is the same as leaving it out.",
        examples=["brf_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"],
    )
    brief_version: BriefVersion | None = Field(
        default=None, description="Version of the stored brief. The latest one when null or absent.", examples=[2]
    )
    fee: MoneyChoice | None = Field(
        default=None,
        description="What the creator asks for, to get the price of an effective follower. "
        "Null is the same as leaving it out.",
    )
    policy: PolicyChoice | None = Field(
        default=None, description="Your own thresholds. The default policy when null or absent."
    )
    sample_size: SampleSize = Field(
        default_factory=lambda: SAMPLE_SIZE,
        description=f"Number of accounts to draw from a fetched audience, from {SAMPLE_SIZE_AT_LEAST} to "
        f"{SAMPLE_SIZE_AT_MOST}; an upload is used whole. {SAMPLE_SIZE} when absent.",
        examples=[SAMPLE_SIZE],
    )
    read_all: ReadAll = Field(
        default_factory=lambda: False, description=f"{READ_ALL} False when absent.", examples=[True]
    )

    budget: BudgetChoice | None = Field(
        default=None,
        description="The most that reading may cost. When it is reached, the verdict is about what was read before. "
        "Null is the same as leaving it out.",
    )

    @model_validator(mode="after")
    def _about_somebody(self) -> Self:
        if self.handle is None and self.audience_id is None:
            kind, message = "subject_missing", "name a handle or an audience_id"
            raise PydanticCustomError(kind, message)
        if self.platform is None and self.audience_id is not None:
            kind, message = "platform_missing", "an audience_id needs the platform of the upload"
            raise PydanticCustomError(kind, message)
        return self

    @model_validator(mode="after")
    def _one_brief(self) -> Self:
        if self.brief is not None and self.brief_id is not None:
            kind, message = "brief_given_twice", "give a brief or a brief_id, not both"
            raise PydanticCustomError(kind, message)
        if self.brief_version is not None and self.brief_id is None:
            kind, message = "brief_id_missing", "a brief_version needs the brief_id that it is a version of"
            raise PydanticCustomError(kind, message)
        return self

    def to_question(self) -> vetting.Question:
        """Give the question as the domain knows it; raises HandleError where the handle does not name one account."""
        creator = None if self.handle is None else resolve(self.handle, self.platform).handle
        platform = self.platform if creator is None else creator.platform
        assert platform is not None  # noqa: S101 - an upload without a platform was refused above
        return vetting.Question(
            platform=platform,
            handle=None if creator is None else creator.name,
            audience_id=self.audience_id,
            brief=None if self.brief is None else self.brief.to_brief(),
            brief_id=self.brief_id,
            brief_version=self.brief_version,
            fee=None if self.fee is None else self.fee.to_money(),
            policy=policy.Policy() if self.policy is None else self.policy.to_policy(),
            sample_size=self.sample_size,
            read_all=self.read_all,
            budget=None if self.budget is None else self.budget.to_cap(),
        )


class PlanRequest(VettingRequest):
    """A vetting that is planned: the same question, about a creator whose audience is fetched."""

    @model_validator(mode="after")
    def _about_a_creator(self) -> Self:
        if self.audience_id is not None:
            kind, message = "upload_not_planned", "an upload is read whole and costs nothing: there is nothing to plan"
            raise PydanticCustomError(kind, message)
        return self
