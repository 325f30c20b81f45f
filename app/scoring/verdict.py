"""The decision: an advertiser's policy asked of an assessment, stage by stage."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.assessment import Assessment
from app.domain.policy import Policy
from app.domain.verdict import Decision, Reason, RuleOutcome, TracedRule, Verdict
from app.scoring import rules
from app.scoring.rules import Case

Rule = Callable[[Case], TracedRule]


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that lead to one decision: by any of them, or only when none of those that apply fails."""

    decision: Decision
    needs_all: bool
    rules: tuple[Rule, ...]


# The width is asked after reject and approve: an interval that lies on one side of a bar has decided, however wide.
STAGES = (
    Stage(
        Decision.INSUFFICIENT_EVIDENCE,
        needs_all=False,
        rules=(rules.audience_unreadable, rules.too_few_accounts, rules.coverage_too_low),
    ),
    Stage(Decision.REJECT, needs_all=False, rules=(rules.surely_inauthentic,)),
    Stage(
        Decision.APPROVE,
        needs_all=True,
        rules=(rules.surely_authentic, rules.whole_audience_read, rules.no_group_alarm, rules.fits_brief),
    ),
    Stage(Decision.INSUFFICIENT_EVIDENCE, needs_all=False, rules=(rules.interval_too_wide,)),
)


def decide(assessment: Assessment, policy: Policy, *, has_brief: bool) -> Verdict:
    """Take the decision of the first stage that holds, else leave it to review; the trace shows every rule."""
    case = Case(assessment=assessment, policy=policy, has_brief=has_brief)
    asked = [(stage, [rule(case) for rule in stage.rules]) for stage in STAGES]
    trace = tuple(rule for _, traced in asked for rule in traced)
    for stage, traced in asked:
        held = [rule for rule in traced if rule.outcome is RuleOutcome.HELD]
        failed = [rule for rule in traced if rule.outcome is RuleOutcome.NOT_HELD]
        if held and not (stage.needs_all and failed):
            reasons = tuple(Reason(code=rule.rule, text=rule.text) for rule in held)
            is_proved = stage.decision in {Decision.APPROVE, Decision.REJECT}
            confidence = assessment.inauthentic_share.level if is_proved else None
            return Verdict(decision=stage.decision, confidence=confidence, reasons=reasons, trace=trace, policy=policy)
    missed = [rule for rule in trace if rule.decision is Decision.APPROVE and rule.outcome is RuleOutcome.NOT_HELD]
    return Verdict(
        decision=Decision.REVIEW,
        confidence=None,
        reasons=tuple(Reason(code=f"not_{rule.rule}", text=rule.text) for rule in missed),
        trace=trace,
        policy=policy,
    )
