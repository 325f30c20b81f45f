"""A stored sample under another model or policy, beside what was said before."""

from dataclasses import dataclass

from app.domain.account import AccountKind
from app.domain.assessment import Assessment
from app.domain.estimate import Share
from app.domain.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """A version or a decision, in the stored document and now."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """A share in the stored document and now; None where it was or is not measured.

    `difference` is after - before. `exceeds_interval` tells whether the new estimate lies outside the interval that was
    stated before: inside it, the two agree. Both are None when one of the estimates is unknown.
    """

    name: str
    before: Share | None
    after: Share | None
    difference: float | None
    exceeds_interval: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChange:
    """How many accounts went from one kind to another."""

    before: AccountKind
    after: AccountKind
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the new score changed.

    `kinds` is None when the method of before, or its model, is no longer there to tell each account's kind.
    """

    method_version: BeforeAfter
    model_version: BeforeAfter
    decision: BeforeAfter
    shares: tuple[ShareChange, ...]
    kinds: tuple[KindChange, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescore:
    """The new assessment and verdict of a vetting whose document stays as it was; `labels` counts reviewed accounts."""

    vetting_id: str
    labels: int
    assessment: Assessment
    verdict: Verdict
    difference: Difference
