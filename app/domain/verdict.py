"""The decision, why, and every rule that was tried."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.policy import Policy


class Decision(StrEnum):
    """What an advertiser should do with the deal."""

    APPROVE = "approve"
    REVIEW = "review"
    REJECT = "reject"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"


class RuleOutcome(StrEnum):
    """Whether a rule's condition held, did not hold, or could not be asked."""

    HELD = "held"
    NOT_HELD = "not_held"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInput:
    """A number that a rule looked at; None when it was missing."""

    name: str
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedRule:
    """One rule of the policy in the order it was tried, the decision it would give, and what it saw."""

    rule: str
    decision: Decision
    outcome: RuleOutcome
    inputs: tuple[RuleInput, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the verdict is what it is: a stable code and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The decision under one policy. `confidence` is the level of the interval statement that proved it, else None."""

    decision: Decision
    confidence: float | None
    reasons: tuple[Reason, ...]
    trace: tuple[TracedRule, ...]
    policy: Policy
