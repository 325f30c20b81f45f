import pytest
from factories import make_account, make_audience

from app.domain.policy import Policy
from app.domain.verdict import RuleOutcome
from app.scoring import rules
from app.scoring.assess import Audience, assess


def make_case(accounts: int, *, has_brief: bool = False, **policy: float) -> rules.Case:
    sample = make_audience([make_account(index) for index in range(accounts)], population=400, listed=300)
    return rules.Case(
        assessment=assess([Audience.from_sample(sample)]),
        policy=Policy(**policy),  # type: ignore[arg-type]
        has_brief=has_brief,
    )


@pytest.mark.parametrize(("least", "expected"), [(10, RuleOutcome.NOT_HELD), (11, RuleOutcome.HELD)])
def test_the_count_of_accounts_is_compared_with_the_policy(least: int, expected: RuleOutcome) -> None:
    traced = rules.too_few_accounts(make_case(10, accounts_at_least=least))
    assert traced.outcome is expected
    assert [(read.name, read.value) for read in traced.inputs] == [("accounts", 10), ("needed", least)]


@pytest.mark.parametrize(("least", "expected"), [(0.75, RuleOutcome.NOT_HELD), (0.76, RuleOutcome.HELD)])
def test_the_coverage_is_compared_with_the_policy(least: float, expected: RuleOutcome) -> None:
    assert rules.coverage_too_low(make_case(10, coverage_at_least=least)).outcome is expected


def test_sentences_carry_the_figures() -> None:
    assert (
        rules.coverage_too_low(make_case(10)).text == "75.0% of the audience could be listed; at least 50.0% is needed."
    )


def test_without_a_brief_the_fit_is_not_asked() -> None:
    assert rules.fits_brief(make_case(10)).outcome is RuleOutcome.NOT_APPLICABLE
    assert rules.fits_brief(make_case(10, has_brief=True)).outcome is RuleOutcome.NOT_HELD
