import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.estimate import Share
from app.scoring.reach import effective_audience, headline_score


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


def test_the_headline_is_the_weighted_mean_of_what_is_known() -> None:
    found = headline_score(make_share(0.9), make_share(0.4), None, None)
    assert found is not None
    assert [part.name for part in found.components] == ["authentic", "reachable"]
    assert sum(part.weight for part in found.components) == pytest.approx(1)
    assert found.value == pytest.approx((0.5 * 90 + 0.2 * 40) / 0.7)


def test_without_an_authentic_share_there_is_no_headline() -> None:
    assert headline_score(make_share(None), make_share(0.4), None, None) is None
