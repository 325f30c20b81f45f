from dataclasses import replace
from typing import Any

import pytest
from factories import make_account, make_audience, make_mixed_accounts

from app.domain.account import Label
from app.domain.assessment import Assessment, Finding
from app.domain.audience import AudienceSample, Availability, Frame
from app.domain.brief import Brief
from app.domain.policy import Policy
from app.domain.verdict import Decision, RuleOutcome, Verdict
from app.scoring.assess import Audience, assess
from app.scoring.verdict import STAGES, decide

CLEAN = make_mixed_accounts(ordinary=200, bought=0)
LABELLED = [replace(one, label=Label.GENUINE) if index % 2 == 0 else one for index, one in enumerate(CLEAN)]
POLICY = Policy()


def measure(sample: AudienceSample, brief: Brief | None = None) -> Assessment:
    return assess([Audience.from_sample(sample, brief)], brief=brief)


def with_share(low: float, high: float, **note: Any) -> Assessment:  # noqa: ANN401 (any field of FrameNote)
    found = measure(make_audience(CLEAN, **note))
    share = replace(found.inauthentic_share, estimate=(low + high) / 2, low=low, high=high)
    return replace(found, inauthentic_share=share)


def outcome(verdict: Verdict, rule: str) -> RuleOutcome:
    return next(traced.outcome for traced in verdict.trace if traced.rule == rule)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def test_an_ordinary_audience_is_approved_once_labels_prove_it() -> None:
    unlabelled = decide(measure(make_audience(CLEAN)), POLICY, has_brief=False)
    assert codes(unlabelled) == ["not_surely_authentic"]
    verdict = decide(measure(make_audience(LABELLED)), POLICY, has_brief=False)
    assert verdict.decision is Decision.APPROVE
    assert verdict.confidence == 0.95
    assert codes(verdict) == ["surely_authentic", "whole_audience_read", "no_group_alarm"]


def test_a_bought_audience_is_rejected() -> None:
    verdict = decide(measure(make_audience(make_mixed_accounts(20, 180))), POLICY, has_brief=False)
    assert (verdict.decision, codes(verdict)) == (Decision.REJECT, ["surely_inauthentic"])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.00, 0.14, Decision.APPROVE),
        (0.00, 0.15, Decision.REVIEW),
        (0.10, 0.30, Decision.REVIEW),
        (0.05, 0.31, Decision.INSUFFICIENT_EVIDENCE),
        (0.30, 0.50, Decision.REVIEW),
        (0.31, 0.50, Decision.REJECT),
        (0.31, 0.99, Decision.REJECT),
    ],
)
def test_the_interval_decides_at_the_bars(low: float, high: float, expected: Decision) -> None:
    verdict = decide(with_share(low, high), POLICY, has_brief=False)
    assert verdict.decision is expected
    assert (verdict.confidence is None) == (expected not in {Decision.APPROVE, Decision.REJECT})


def test_a_hidden_audience_is_insufficient_evidence() -> None:
    hidden = make_audience([], availability=Availability.HIDDEN, population=900, listed=0)
    verdict = decide(measure(hidden), POLICY, has_brief=False)
    assert verdict.decision is Decision.INSUFFICIENT_EVIDENCE
    assert codes(verdict) == ["audience_unreadable", "too_few_accounts", "coverage_too_low"]


def test_a_small_audience_read_whole_is_enough_and_a_small_sample_is_not() -> None:
    few = LABELLED[:60:2]
    whole = decide(measure(make_audience(few)), POLICY, has_brief=False)
    part = decide(measure(make_audience(few, population=1_000, listed=1_000)), POLICY, has_brief=False)
    assert whole.decision is Decision.APPROVE
    assert codes(part) == ["too_few_accounts"]


def test_nobody_read_is_never_enough() -> None:
    assert codes(decide(measure(make_audience([])), POLICY, has_brief=False)) == ["too_few_accounts"]


def test_a_list_that_covers_too_little_is_insufficient_even_for_a_reject() -> None:
    short = with_share(0.8, 0.9, frame=Frame.NEWEST, population=100_000, listed=200)
    assert codes(decide(short, POLICY, has_brief=False)) == ["coverage_too_low"]


def test_a_random_draw_needs_no_coverage() -> None:
    drawn = with_share(0.0, 0.1, frame=Frame.RANDOM, population=100_000, listed=200)
    verdict = decide(drawn, POLICY, has_brief=False)
    assert verdict.decision is Decision.APPROVE
    assert outcome(verdict, "coverage_too_low") is RuleOutcome.NOT_APPLICABLE


def test_the_newest_part_of_an_unknown_whole_is_never_approved() -> None:
    newest = with_share(0.0, 0.1, frame=Frame.NEWEST, population=None, listed=200)
    assert codes(decide(newest, POLICY, has_brief=False)) == ["not_whole_audience_read"]


@pytest.mark.parametrize(("accounts", "expected"), [(9, Decision.APPROVE), (10, Decision.REVIEW)])
def test_a_large_finding_stops_an_approval(accounts: int, expected: Decision) -> None:
    found = Finding(code="bio_shared", accounts=accounts, lift=9.0, p_value=1e-9, text="They match a signal.")
    alarmed = replace(with_share(0.0, 0.1), findings=(found,))
    assert decide(alarmed, POLICY, has_brief=False).decision is expected


def test_an_approval_needs_the_fit_when_there_is_a_brief() -> None:
    fitting, missing = Brief(text="library"), Brief(text="trucks")
    sample = make_audience(LABELLED)
    assert decide(measure(sample, fitting), POLICY, has_brief=True).decision is Decision.APPROVE
    assert codes(decide(measure(sample, missing), POLICY, has_brief=True)) == ["not_fits_brief"]
    assert codes(decide(measure(sample), POLICY, has_brief=True)) == ["not_fits_brief"]


def test_the_trace_holds_every_rule_once_with_its_inputs_and_a_sentence() -> None:
    verdict = decide(measure(make_audience([make_account()])), POLICY, has_brief=False)
    assert [rule.rule for rule in verdict.trace] == [rule.__name__ for stage in STAGES for rule in stage.rules]
    assert all(rule.inputs and rule.text.endswith(".") for rule in verdict.trace)


def test_the_same_question_has_the_same_answer() -> None:
    first, second = (decide(measure(make_audience(make_mixed_accounts(60, 40))), POLICY, has_brief=False) for _ in "12")
    assert repr(first) == repr(second)
