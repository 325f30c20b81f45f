"""A vetting as it is answered at every stage of its life."""

from typing import Annotated, Final

from pydantic import Field

from app.api.schemas.assessment import Assessment
from app.api.schemas.base import Answer
from app.api.schemas.brief import Brief
from app.api.schemas.budget import Budget, Cost
from app.api.schemas.insights import Insights
from app.api.schemas.money import Money, Price
from app.api.schemas.policy import Policy
from app.api.schemas.scalars import (
    AudienceId,
    BriefId,
    SmallCount,
    UtcTime,
    VettingId,
    open_enum,
)
from app.api.schemas.verdict import Verdict
from app.api.schemas.vetting_request import READ_ALL, SAMPLE_SIZE
from app.domain import vetting
from app.domain.handle import Platform

STAGES: Final = (
    "queued",
    "starting",
    "profile",
    "posts",
    "followers",
    "accounts",
    "followed",
    "followings",
    "likers",
    "likers_accounts",
    "commenters",
    "commenters_accounts",
    "scoring",
    "done",
)
FAILURE_CODES: Final = (
    "handle_not_found",
    "account_suspended",
    "account_deactivated",
    "account_private",
    "audience_hidden",
    "needs_consent",
    "platform_unsupported",
    "platform_auth",
    "rate_limited",
    "budget_reached",
    "opt_in_needed",
    "credential_unreadable",
    "platform_unavailable",
    "audience_not_found",
    "account_erased",
    "internal_error",
)


class Progress(Cost):
    """Where a vetting is, and what it cost so far."""

    stage: Annotated[str, open_enum(*STAGES)] = Field(description="What is being done.")
    done: SmallCount = Field(description="Steps done in this stage.", examples=[12])
    total: SmallCount | None = Field(description="Steps of this stage. Null while unknown.", examples=[40])
    resumes_at: UtcTime | None = Field(
        description="Time in UTC at which a wait for the platform's rate limit ends. Null when nothing is waited for.",
        examples=["2026-11-02T09:35:00Z"],
    )


class Failure(Answer):
    """Why a vetting ended without a verdict."""

    code: Annotated[str, open_enum(*FAILURE_CODES)] = Field(description="Stable code of the cause.")
    detail: str = Field(
        description="What happened and what to do, as a sentence.",
        examples=["Bluesky knows no account with this handle."],
    )
    retryable: bool = Field(description="Whether the same request may succeed later.", examples=[False])


class Vetting(Answer):
    """One question about one creator, from the request to the verdict."""

    id: VettingId = Field(description="Id of the vetting.", examples=["vet_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    status: Annotated[str, open_enum(*vetting.VettingStatus)] = Field(
        description="Stage of life; `succeeded`, `failed` and `cancelled` are final."
    )
    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform of the creator.")
    handle: str | None = Field(
        description="The creator's name without the leading @. Null when only an upload was named, and once the "
        "creator is erased.",
        examples=["alice.example"],
    )
    audience_id: AudienceId | None = Field(
        description="Id of the uploaded audience. Null when the audience is fetched.",
        examples=["aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"],
    )
    brief: Brief | None = Field(
        description="The brief as it was sent, or as it was stored at the time of the request. Null without one."
    )
    brief_id: BriefId | None = Field(
        description="Id of the stored brief that was named. Null when none was.",
        examples=["brf_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"],
    )
    brief_version: SmallCount | None = Field(
        description="Version of the stored brief that is used. Null when none was named.", examples=[2]
    )
    fee: Money | None = Field(description="What the creator asks for. Null when the request did not say.")
    sample_size: SmallCount = Field(description="Number of accounts to draw at most.", examples=[SAMPLE_SIZE])
    read_all: bool = Field(description=READ_ALL, examples=[False])
    budget: Budget | None = Field(description="The most that reading may cost. Null when the request did not limit it.")
    policy: Policy = Field(description="The thresholds that the verdict is given under.")
    progress: Progress = Field(description="Where the vetting is.")
    failure: Failure | None = Field(description="Why there is no verdict. Null unless the status is `failed`.")
    created_at: UtcTime = Field(description="Time of the request in UTC.", examples=["2026-11-02T09:29:58Z"])
    started_at: UtcTime | None = Field(
        description="Time in UTC at which work began. Null while queued.", examples=["2026-11-02T09:29:59Z"]
    )
    finished_at: UtcTime | None = Field(
        description="Time in UTC of the final status. Null before it.", examples=["2026-11-02T09:31:12Z"]
    )
    redacted_at: UtcTime | None = Field(
        description="Time in UTC at which data was last taken out of a finished vetting: rows about somebody who asked "
        "to be erased, what the platform's terms let nobody keep, or all but status and times when the creator asked. "
        "Shares and decision stay in the first two cases. Null as a rule.",
        examples=["2026-12-02T07:30:00Z"],
    )
    assessment: Assessment | None = Field(
        description="What was measured. Null unless the status is `succeeded`, in lists, and once the creator is "
        "erased."
    )
    verdict: Verdict | None = Field(
        description="The decision. Null unless the status is `succeeded`, in lists, and once the creator is erased."
    )
    price: Price | None = Field(
        description="What the fee comes to for one effective follower. Null without a fee or an effective audience, "
        "when there is nobody in it, unless the status is `succeeded`, and in lists."
    )
    owner_insights: Insights | None = Field(
        description="What the owner told of the audience, by its date the newest when the vetting ended. Nobody "
        "checked it, and neither the assessment nor the verdict uses it. Null when nothing was told of this creator, "
        "unless the status is `succeeded`, and in lists."
    )


class VettingPage(Answer):
    """One page of vettings, newest first."""

    data: list[Vetting] = Field(
        description="The vettings of this page, without assessment and verdict: read one vetting for these."
    )
    has_more: bool = Field(description="Whether another page follows.", examples=[True])
    next_cursor: str | None = Field(
        description="Value of `cursor` for the next page. Null on the last.", examples=["MjAyNi0xMS0wMlQwOToyOTo1OFo"]
    )
