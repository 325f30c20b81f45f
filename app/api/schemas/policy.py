"""The advertiser's thresholds: as chosen in a request, and as a verdict states them."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.api.schemas.base import Answer, Request
from app.api.schemas.scalars import MAX_INT32, NOT_DISGUISED, Count, Proportion, SmallCount, Text, Threshold
from app.domain import policy as domain

_DEFAULT: Final = domain.Policy()
_APPROVE = "Approve when the inauthentic share is surely below this, from 0 to 1."
_REJECT = "Reject when the inauthentic share is surely above this, from 0 to 1."
_FIT = "The niche share must surely be above this, from 0 to 1; looked at only when the vetting has a brief."
_COVERAGE = "Least part of the audience that must have been within reach, from 0 to 1."
_WIDTH = "Widest interval of the inauthentic share that leaves the rest to a review, from 0 to 1."
_ACCOUNTS = "Least number of assessed accounts."
_NAME = "Name of the policy, for your own records."
_VERSION = "Version of the policy, for your own records."

PolicyName = Annotated[Text, Field(min_length=1, max_length=100)]
PolicyVersion = Annotated[int, Field(ge=1, le=MAX_INT32, json_schema_extra={"format": "int32"}), NOT_DISGUISED]
AccountsAtLeast = Annotated[int, Field(ge=1, le=1_000_000, json_schema_extra={"format": "int32"}), NOT_DISGUISED]
Level = Annotated[float, Field(ge=0.5, le=0.999, json_schema_extra={"format": "double"}), NOT_DISGUISED]
"""Neither end of [0, 1] is a level that an interval can have."""


class Policy(Answer):
    """The thresholds under which a verdict was given."""

    name: str = Field(description=_NAME, examples=["default"])
    version: SmallCount = Field(description=_VERSION, examples=[1])
    approve_below: Proportion = Field(description=_APPROVE, examples=[0.15])
    reject_above: Proportion = Field(description=_REJECT, examples=[0.3])
    fit_above: Proportion = Field(description=_FIT, examples=[0.1])
    coverage_at_least: Proportion = Field(description=_COVERAGE, examples=[0.5])
    width_at_most: Proportion = Field(description=_WIDTH, examples=[0.25])
    accounts_at_least: Count = Field(description=_ACCOUNTS, examples=[50])
    level: Proportion = Field(description="Level of the intervals, from 0 to 1.", examples=[0.95])


class PolicyChoice(Request):
    """Your own thresholds. Every field that is left out takes the default that its description names."""

    name: PolicyName = Field(
        default_factory=lambda: _DEFAULT.name,
        description=f"{_NAME} `{_DEFAULT.name}` when absent.",
        examples=["cautious"],
    )
    version: PolicyVersion = Field(
        default_factory=lambda: _DEFAULT.version,
        description=f"{_VERSION} {_DEFAULT.version} when absent.",
        examples=[2],
    )
    approve_below: Threshold = Field(
        default_factory=lambda: _DEFAULT.approve_below,
        description=f"{_APPROVE} Not above `reject_above`. {_DEFAULT.approve_below} when absent.",
        examples=[0.1],
    )
    reject_above: Threshold = Field(
        default_factory=lambda: _DEFAULT.reject_above,
        description=f"{_REJECT} {_DEFAULT.reject_above} when absent.",
        examples=[0.25],
    )
    fit_above: Threshold = Field(
        default_factory=lambda: _DEFAULT.fit_above,
        description=f"{_FIT} {_DEFAULT.fit_above} when absent.",
        examples=[0.2],
    )
    coverage_at_least: Threshold = Field(
        default_factory=lambda: _DEFAULT.coverage_at_least,
        description=f"{_COVERAGE} {_DEFAULT.coverage_at_least} when absent.",
        examples=[0.8],
    )
    width_at_most: Threshold = Field(
        default_factory=lambda: _DEFAULT.width_at_most,
        description=f"{_WIDTH} {_DEFAULT.width_at_most} when absent.",
        examples=[0.2],
    )
    accounts_at_least: AccountsAtLeast = Field(
        default_factory=lambda: _DEFAULT.accounts_at_least,
        description=f"{_ACCOUNTS} {_DEFAULT.accounts_at_least} when absent.",
        examples=[200],
    )
    level: Level = Field(
        default_factory=lambda: _DEFAULT.level,
        description=f"Level of the intervals, from 0.5 to 0.999. {_DEFAULT.level} when absent.",
        examples=[0.9],
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.approve_below > self.reject_above:
            kind = "thresholds_crossed"
            message = "approve_below ({approve_below}) must not be above reject_above ({reject_above})"
            thresholds = {"approve_below": self.approve_below, "reject_above": self.reject_above}
            raise PydanticCustomError(kind, message, thresholds)
        return self

    def to_policy(self) -> domain.Policy:
        """Give the thresholds as the domain knows them."""
        return domain.Policy(**self.model_dump())
