"""The rules of a policy: each looks at a few numbers of an assessment and says in a sentence what it saw."""

from dataclasses import dataclass

from app.domain.assessment import Assessment
from app.domain.audience import Availability, Frame
from app.domain.policy import Policy
from app.domain.verdict import Decision, RuleInput, RuleOutcome, TracedRule

ALARM_P_BELOW = 0.001
ALARM_SHARE_AT_LEAST = 0.05
"""A finding is an alarm from a twentieth of the sample on (ours): fewer accounts cannot carry a share over a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule may look at."""

    assessment: Assessment
    policy: Policy
    has_brief: bool


def audience_unreadable(case: Case) -> TracedRule:
    """Insufficient when the platform gave nothing, and said why."""
    note, sampled = case.assessment.frame, case.assessment.sampled
    held = note.availability is not Availability.OK and sampled == 0
    said = str(note.availability).replace("_", " ")
    text = f"The platform answered '{said}' for the {note.role}, and {sampled:,} of them were read."
    return _traced("audience_unreadable", Decision.INSUFFICIENT_EVIDENCE, held=held, text=text, sampled=sampled)


def too_few_accounts(case: Case) -> TracedRule:
    """Insufficient below the policy's count, unless a small audience was read whole."""
    share, least = case.assessment.inauthentic_share, case.policy.accounts_at_least
    needed = least if not share.population else min(least, share.population)
    text = f"{share.n:,} accounts could be assessed; at least {needed:,} are needed."
    held = share.n < max(1, needed)
    return _traced(
        "too_few_accounts", Decision.INSUFFICIENT_EVIDENCE, held=held, text=text, accounts=share.n, needed=needed
    )


def coverage_too_low(case: Case) -> TracedRule:
    """Insufficient when too little of the list was within reach; a random draw speaks for everybody."""
    note, least = case.assessment.frame, case.policy.coverage_at_least
    coverage = note.coverage
    if note.frame is Frame.RANDOM:
        held, text = None, "The accounts are a random draw from the whole audience: coverage does not matter."
    elif coverage is None:
        held, text = None, "The platform does not say how large the audience is: coverage is unknown."
    else:
        held = coverage < least
        text = f"{coverage:.1%} of the audience could be listed; at least {least:.1%} is needed."
    return _traced(
        "coverage_too_low",
        Decision.INSUFFICIENT_EVIDENCE,
        held=held,
        text=text,
        coverage=coverage,
        coverage_at_least=least,
    )


def surely_inauthentic(case: Case) -> TracedRule:
    """Reject when even the lower end is above the bar."""
    share, bar = case.assessment.inauthentic_share, case.policy.reject_above
    text = f"The inauthentic share is at least {share.low:.1%} ({share.level:.0%} interval); the bar is {bar:.1%}."
    return _traced(
        "surely_inauthentic", Decision.REJECT, held=share.low > bar, text=text, low=share.low, reject_above=bar
    )


def surely_authentic(case: Case) -> TracedRule:
    """Approve asks that even the upper end is below the bar."""
    share, bar = case.assessment.inauthentic_share, case.policy.approve_below
    text = f"The inauthentic share is at most {share.high:.1%} ({share.level:.0%} interval); the bar is {bar:.1%}."
    return _traced(
        "surely_authentic", Decision.APPROVE, held=share.high < bar, text=text, high=share.high, approve_below=bar
    )


def whole_audience_read(case: Case) -> TracedRule:
    """Approve asks for more than the newest part, unless that is known to be enough of the whole."""
    note, least = case.assessment.frame, case.policy.coverage_at_least
    coverage = note.coverage
    held = note.frame is not Frame.NEWEST or (coverage is not None and coverage >= least)
    text = f"The accounts read are a {note.frame} part of the {note.role}"
    text += "." if coverage is None else f"; {coverage:.1%} could be listed, and {least:.1%} is enough."
    if note.frame is Frame.COMPLETE:
        text = f"The list of {note.role} is complete."
    return _traced(
        "whole_audience_read", Decision.APPROVE, held=held, text=text, coverage=coverage, coverage_at_least=least
    )


def no_group_alarm(case: Case) -> TracedRule:
    """Approve asks that no large group of accounts does the same beyond chance."""
    least = ALARM_SHARE_AT_LEAST * case.assessment.sampled
    alarms = [
        found
        for found in case.assessment.findings
        if found.p_value is not None and found.p_value < ALARM_P_BELOW and found.accounts >= least
    ]
    text = " ".join(found.text for found in alarms)
    text = text or f"No finding covers {ALARM_SHARE_AT_LEAST:.0%} of the accounts read with p below {ALARM_P_BELOW}."
    return _traced("no_group_alarm", Decision.APPROVE, held=not alarms, text=text, alarms=len(alarms))


def fits_brief(case: Case) -> TracedRule:
    """Approve asks that even the lower end of the niche share is above the bar; without a brief nothing is asked."""
    niche, bar = case.assessment.niche, case.policy.fit_above
    if not case.has_brief:
        return _traced("fits_brief", Decision.APPROVE, held=None, text="There was no brief.", low=None, fit_above=bar)
    if niche is None:
        text = "The brief holds no word that could be looked for."
        return _traced("fits_brief", Decision.APPROVE, held=False, text=text, low=None, fit_above=bar)
    share = niche.share
    text = f"At least {share.low:.1%} of {share.n:,} authentic accounts with words fit the brief; the bar is {bar:.1%}."
    return _traced("fits_brief", Decision.APPROVE, held=share.low > bar, text=text, low=share.low, fit_above=bar)


def interval_too_wide(case: Case) -> TracedRule:
    """Insufficient when the interval says too little to leave the rest to a person."""
    share, most = case.assessment.inauthentic_share, case.policy.width_at_most
    text = f"The interval is {100 * share.width:.1f} points wide; at most {100 * most:.1f} are allowed."
    held = share.width > most
    return _traced(
        "interval_too_wide", Decision.INSUFFICIENT_EVIDENCE, held=held, text=text, width=share.width, width_at_most=most
    )


def _traced(rule: str, decision: Decision, *, held: bool | None, text: str, **inputs: float | None) -> TracedRule:
    outcome = RuleOutcome.NOT_APPLICABLE if held is None else RuleOutcome.HELD if held else RuleOutcome.NOT_HELD
    return TracedRule(
        rule=rule,
        decision=decision,
        outcome=outcome,
        inputs=tuple(RuleInput(name=name, value=value) for name, value in inputs.items()),
        text=text,
    )
