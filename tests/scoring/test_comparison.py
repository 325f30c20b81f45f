import math
from dataclasses import replace
from datetime import timedelta

import pytest
from candidates import make_candidate
from factories import DRAWN_AT, make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.brief import Brief
from app.domain.comparison import Candidate, Comparison, Lack, Outcome, RankedBy
from app.domain.estimate import Estimate
from app.domain.handle import Platform
from app.domain.money import Money
from app.scoring.comparison import compare

NARROW = [(99.0, 100.0, 101.0), (199.0, 200.0, 201.0), (299.0, 300.0, 301.0)]
AUDIENCES = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1, 1e6)).map(sorted).map(tuple)


def ranks(comparison: Comparison) -> list[tuple[int, int | None, int | None]]:
    """Number of each candidate, in order, with its rank and its last possible one."""
    return [(int(one.candidate.vetting_id[4:], 16), one.rank, one.rank_at_worst) for one in comparison.candidates]


def test_without_fees_the_larger_effective_audience_is_better() -> None:
    found = compare([make_candidate(number, audience) for number, audience in enumerate(NARROW)])
    assert found.ranked_by is RankedBy.EFFECTIVE_AUDIENCE
    assert ranks(found) == [(2, 1, 1), (1, 2, 2), (0, 3, 3)]
    assert found.limits == ()
    assert {pair.outcome for pair in found.pairs} == {Outcome.FIRST_BETTER}


def test_with_all_fees_in_one_currency_effective_followers_for_the_money_decide() -> None:
    fees = (10, 100, 20)
    found = compare([make_candidate(n, audience, fees[n]) for n, audience in enumerate(NARROW)])
    assert found.ranked_by is RankedBy.EFFECTIVE_AUDIENCE_PER_FEE
    assert ranks(found) == [(2, 1, 1), (0, 2, 2), (1, 3, 3)]
    price = found.candidates[1].price
    assert price is not None
    assert price.per_effective_follower.estimate == pytest.approx(10.0)


def test_candidates_whose_intervals_leave_it_open_share_a_rank() -> None:
    found = compare([make_candidate(0, (80.0, 100.0, 120.0)), make_candidate(1, (90.0, 110.0, 130.0))])
    assert ranks(found) == [(1, 1, 2), (0, 1, 2)]
    assert found.pairs[0].outcome is Outcome.NOT_DISTINGUISHABLE
    assert found.pairs[0].text.startswith("Not distinguishable: bluesky:@creator1.test gives 0.8")


def test_a_wide_interval_takes_no_place_from_others_and_shows_how_far_down_it_may_be() -> None:
    wide = make_candidate(9, (10.0, 150.0, 900.0))
    found = compare([*(make_candidate(number, audience) for number, audience in enumerate(NARROW)), wide])
    assert ranks(found) == [(2, 1, 2), (9, 1, 4), (1, 2, 3), (0, 3, 4)]


def test_the_ratio_adds_relative_errors_as_squares() -> None:
    found = compare([make_candidate(0, (160.0, 200.0, 250.0)), make_candidate(1, (80.0, 100.0, 110.0))])
    ratio = found.pairs[0].ratio
    assert ratio is not None
    assert ratio.estimate == pytest.approx(2.0)
    assert ratio.low == pytest.approx(2 * math.exp(-math.hypot(math.log(200 / 160), math.log(110 / 100))))
    assert ratio.high == pytest.approx(2 * math.exp(math.hypot(math.log(250 / 200), math.log(100 / 80))))


@given(st.lists(AUDIENCES, min_size=2, max_size=6), st.lists(st.integers(1, 10**6), min_size=6, max_size=6))
def test_ranks_agree_with_what_is_said_of_each_pair(
    audiences: list[tuple[float, float, float]], fees: list[int]
) -> None:
    found = compare([make_candidate(n, audience, fees[n]) for n, audience in enumerate(audiences)])
    places = {one.candidate.vetting_id: one for one in found.candidates}
    assert len(found.pairs) == len(audiences) * (len(audiences) - 1) // 2
    for pair in found.pairs:
        first, second = places[pair.first], places[pair.second]
        assert first.rank is not None
        assert second.rank is not None
        assert 1 <= first.rank <= second.rank <= len(audiences)
        assert first.rank <= (first.rank_at_worst or 0)
        # Never the second: what is better than the better one is better than both, so that ranks follow.
        assert pair.outcome in {Outcome.FIRST_BETTER, Outcome.NOT_DISTINGUISHABLE}
        assert pair.ratio is not None
        assert pair.ratio.high is None or pair.ratio.low <= pair.ratio.high
        if pair.ratio.estimate is not None:
            assert pair.ratio.low <= pair.ratio.estimate * (1 + 1e-12)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_audience_that_may_be_nobody_is_better_than_none_and_has_no_highest_price(order: tuple[int, int]) -> None:
    both = [make_candidate(0, (0.0, 50.0, 80.0), 10), make_candidate(1, (500.0, 600.0, 700.0), 10)]
    found = compare([both[number] for number in order])
    assert ranks(found) == [(1, 1, 1), (0, 2, 2)]
    price = found.candidates[1].price
    assert price is not None
    assert price.per_effective_follower.high is None


def test_a_rejected_candidate_is_ranked_like_any_other() -> None:
    found = compare([make_candidate(0, NARROW[0]), make_candidate(1, NARROW[1], decision="reject")])
    assert ranks(found)[0] == (1, 1, 1)


@pytest.mark.parametrize(
    ("unable", "code"),
    [
        (make_candidate(1, None, 10), "effective_audience_unknown"),
        (make_candidate(1, (0.0, 0.0, 0.4), 10), "effective_audience_empty"),
        (
            make_candidate(1, NARROW[1], too_thin=Lack(code="insufficient_evidence", text="Too few.")),
            "insufficient_evidence",
        ),
    ],
)
def test_who_cannot_be_ranked_stands_last_with_the_reason_and_still_has_an_overlap(
    unable: Candidate, code: str
) -> None:
    found = compare([unable, make_candidate(0, NARROW[0], 10)])
    assert ranks(found) == [(0, 1, 1), (1, None, None)]
    lack = found.candidates[1].not_ranked
    assert lack is not None
    assert lack.code == code
    assert found.ranked_by is RankedBy.EFFECTIVE_AUDIENCE_PER_FEE
    (pair,) = found.pairs
    assert (pair.outcome, pair.ratio) == (Outcome.NOT_COMPARED, None)
    assert pair.overlap is not None
    assert pair.overlap.accounts.estimate == 50


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (make_candidate(1, NARROW[1]), "these have none: bluesky:@creator1.test"),
        (make_candidate(1, NARROW[1], fee=Money(amount_minor=1, currency="JPY")), "they are in EUR, JPY"),
    ],
)
def test_fees_that_cannot_be_held_against_each_other_do_not_count_and_that_is_said(
    second: Candidate, said: str
) -> None:
    found = compare([make_candidate(0, NARROW[0], 1), second])
    assert found.ranked_by is RankedBy.EFFECTIVE_AUDIENCE
    assert ranks(found)[0] == (1, 1, 1)
    assert said in found.limits[0]


def _level(candidate: Candidate) -> Candidate:
    audience = candidate.effective_audience
    assert audience is not None
    wider = Estimate(estimate=audience.estimate, low=audience.low, high=audience.high, level=0.9)
    return replace(candidate, effective_audience=wider)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (make_candidate(1, brief=Brief(text="tea")), "different briefs"),
        (make_candidate(1, method_version="1"), "different methods (1, 3)"),
        (make_candidate(1, model_version="ours"), "different models (marginal-2026-11, ours)"),
        (make_candidate(1, frame=make_note(drawn_at=DRAWN_AT - timedelta(days=31))), "read 31 days apart"),
        (make_candidate(1, frame=make_note(frame=Frame.NEWEST)), "stands for the whole audience: bluesky:@creator1"),
        (make_candidate(1, handle="creator0.test"), "of the same creator"),
        (_level(make_candidate(1)), "different levels"),
    ],
)
def test_what_makes_candidates_less_comparable_is_said(other: Candidate, said: str) -> None:
    (limit,) = compare([make_candidate(0), other]).limits
    assert said in limit


def test_accounts_of_two_platforms_cannot_be_matched() -> None:
    (pair,) = compare([make_candidate(0), make_candidate(1, platform=Platform.X)]).pairs
    assert pair.overlap is None
    assert pair.no_overlap is not None
    assert pair.no_overlap.code == "platforms_differ"
    assert pair.outcome is Outcome.NOT_DISTINGUISHABLE
