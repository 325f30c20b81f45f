"""The decision, and how it came about."""

from typing import Annotated, Final

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.policy import Policy
from app.api.schemas.scalars import Number, Proportion, open_enum
from app.domain import verdict as domain

RULES: Final = (
    "surely_authentic",
    "surely_inauthentic",
    "audience_unreadable",
    "too_few_accounts",
    "coverage_too_low",
    "whole_audience_read",
    "no_group_alarm",
    "fits_brief",
    "interval_too_wide",
)
"""Rules of the current method; the first one stands in the examples."""


class RuleInput(Answer):
    """A number that a rule looked at."""

    name: str = Field(description="Name of the number.", examples=["high"])
    value: Number | None = Field(description="The number, in its own unit. Null when it is missing.", examples=[0.131])


class TracedRule(Answer):
    """One rule of the policy: what it saw, whether it held, and the decision it stands for."""

    rule: Annotated[str, open_enum(*RULES)] = Field(description="Stable name of the rule.")
    decision: Annotated[str, open_enum(*domain.Decision)] = Field(description="Decision that the rule would give.")
    outcome: Annotated[str, open_enum(*domain.RuleOutcome)] = Field(
        description="Whether the condition held (`held`), did not hold, or could not be asked (`not_applicable`)."
    )
    inputs: list[RuleInput] = Field(description="Numbers that the rule looked at.")
    text: str = Field(
        description="The rule as a sentence.",
        examples=["The inauthentic share is at most 13.1% (95% interval); the bar is 15.0%."],
    )


class Reason(Answer):
    """Why the verdict is what it is."""

    code: Annotated[str, open_enum(*RULES, *(f"not_{rule}" for rule in RULES))] = Field(
        description="Stable code of the reason: a rule that held, or after `not_` one that did not."
    )
    text: str = Field(
        description="The reason as a sentence.",
        examples=["The inauthentic share is at most 13.1% (95% interval); the bar is 15.0%."],
    )


class Verdict(Answer):
    """What to do with the deal under one policy, with every rule that was tried."""

    decision: Annotated[str, open_enum(*domain.Decision)] = Field(
        description="`approve`, `review`, `reject`, or `insufficient_evidence` when the data decide nothing."
    )
    confidence: Proportion | None = Field(
        description="Level from 0 to 1 of the interval that proved the decision. Null when no interval did.",
        examples=[0.95],
    )
    reasons: list[Reason] = Field(description="Why, the weightiest first.")
    trace: list[TracedRule] = Field(description="Every rule in the order it was tried.")
    policy: Policy = Field(description="The thresholds that were applied.")
