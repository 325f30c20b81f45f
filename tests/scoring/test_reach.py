import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.estimate import Estimate, Share
from app.domain.money import Money, Price, PriceEstimate
from app.scoring.reach import effective_audience, headline_score, price_per_effective_follower

FEE = Money(amount_minor=50_000, currency="EUR")


def make_share(estimate: float | None, low: float = 0.0, high: float = 1.0) -> Share:
    return Share(
        estimate=estimate, low=low, high=high, level=0.95, n=100, population=None, frame=Frame.RANDOM, basis="sampling"
    )


SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted)


def test_the_effective_audience_is_the_product() -> None:
    found = effective_audience(10_000, [make_share(0.8, 0.7, 0.9), make_share(0.5, 0.4, 0.6)], 0.95)
    assert found is not None
    assert found.estimate == pytest.approx(4_000)
    assert found.low == pytest.approx(4_000 * math.exp(-math.hypot(math.log(0.8 / 0.7), math.log(0.5 / 0.4))))
    assert 10_000 * 0.7 * 0.4 < found.low < found.estimate < found.high < 10_000 * 0.9 * 0.6


def test_an_unknown_population_or_share_gives_none() -> None:
    assert effective_audience(None, [make_share(0.5)], 0.95) is None
    assert effective_audience(10, [make_share(None)], 0.95) is None


def test_an_empty_population_is_zero_for_sure() -> None:
    found = effective_audience(0, [make_share(0.5)], 0.95)
    assert found is not None
    assert (found.low, found.estimate, found.high) == (0, 0, 0)


@given(st.integers(0, 10**9), st.lists(SHARES, min_size=1, max_size=3))
def test_it_never_leaves_its_interval_or_the_population(population: int, triples: list[list[float]]) -> None:
    found = effective_audience(population, [make_share(middle, low, high) for low, middle, high in triples], 0.95)
    assert found is not None
    assert 0 <= found.low <= found.estimate <= found.high <= population


def make_effective(low: float, estimate: float, high: float) -> Estimate:
    return Estimate(estimate=estimate, low=low, high=high, level=0.9)


def test_the_price_is_the_fee_over_the_audience_and_over_both_ends_of_its_interval() -> None:
    assert price_per_effective_follower(make_effective(200, 250, 400), FEE) == Price(
        currency="EUR", per_effective_follower=PriceEstimate(estimate=200.0, low=125.0, high=250.0, level=0.9)
    )


def test_a_price_is_open_at_the_end_where_there_may_be_nobody() -> None:
    price = price_per_effective_follower(make_effective(0, 250, 400), FEE)
    assert price is not None
    assert (price.per_effective_follower.estimate, price.per_effective_follower.high) == (200.0, None)
    nobody = price_per_effective_follower(make_effective(0, 0, 400), FEE)
    assert nobody is not None
    assert (nobody.per_effective_follower.estimate, nobody.per_effective_follower.low) == (None, 125.0)


def test_nobody_for_sure_has_no_price_nor_has_what_is_not_known() -> None:
    assert price_per_effective_follower(make_effective(0, 0, 0.9), FEE) is None
    assert price_per_effective_follower(None, FEE) is None
    assert price_per_effective_follower(make_effective(1, 2, 3), None) is None


@given(st.tuples(*[st.floats(0, 1e9)] * 3).map(sorted), st.integers(1, 10**12))
def test_a_price_lies_in_its_interval_and_is_never_above_the_fee(ends: list[float], amount: int) -> None:
    price = price_per_effective_follower(make_effective(*ends), Money(amount_minor=amount, currency="JPY"))
    if price is None:
        assert ends[2] < 1
        return
    found = price.per_effective_follower
    known = [one for one in (found.low, found.estimate, found.high) if one is not None]
    assert known == sorted(known)
    assert 0 < known[0] <= known[-1] <= amount


def test_the_headline_is_the_weighted_mean_of_what_is_known() -> None:
    found = headline_score(make_share(0.9), make_share(0.4), None, None)
    assert found is not None
    assert [part.name for part in found.components] == ["authentic", "reachable"]
    assert sum(part.weight for part in found.components) == pytest.approx(1)
    assert found.value == pytest.approx((0.5 * 90 + 0.2 * 40) / 0.7)


def test_without_an_authentic_share_there_is_no_headline() -> None:
    assert headline_score(make_share(None), make_share(0.4), None, None) is None
