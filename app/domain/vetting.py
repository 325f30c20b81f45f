"""A vetting: one question about one creator, from the request to the stored answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.brief import Brief
from app.domain.budget import NOTHING, Cap, Cost
from app.domain.handle import Platform
from app.domain.money import Money
from app.domain.policy import Policy


class VettingStatus(StrEnum):
    """Life cycle of a vetting: the last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """No further change will come."""
        return self in {VettingStatus.SUCCEEDED, VettingStatus.FAILED, VettingStatus.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a creator's handle, or an uploaded audience, with an optional brief, under a policy.

    `sample_size` is drawn from the followers; with `read_all` all of it is read, though the verdict be clear before.
    `brief` is the one that is asked about, also where it came from a stored one: `brief_id` and `brief_version` then
    say which. `fee` is what the creator asks for, `budget` the most that reading may cost.
    """

    platform: Platform
    handle: str | None
    audience_id: str | None
    brief: Brief | None
    policy: Policy
    sample_size: int
    read_all: bool = False
    brief_id: str | None = None
    brief_version: int | None = None
    fee: Money | None = None
    budget: Cap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a vetting is: the stage, steps done of the steps known so far, what it cost, and when a wait ends."""

    stage: str
    done: int
    total: int | None
    resumes_at: datetime | None
    cost: Cost = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a vetting ended without a verdict: a stable code, a sentence that says what to do, worth a retry or not."""

    code: str
    detail: str
    retryable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vetting:
    """A stored vetting. The verdict itself is a stored document, made once when the vetting ends.

    `redacted_at` is when data was last taken out of it, None while it is as it was made.
    """

    vetting_id: str
    question: Question
    status: VettingStatus
    progress: Progress
    failure: Failure | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    redacted_at: datetime | None = None
