from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attention import EngagementExpectation, Position
from app.domain.estimate import Estimate
from app.domain.handle import Platform
from app.scoring.attention.expectation import expect_engagement, load_benchmarks


def expected(
    rate: float, followers: int | None, platform: Platform = Platform.INSTAGRAM
) -> EngagementExpectation | None:
    estimate = Estimate(estimate=rate, low=rate * 0.9, high=rate * 1.1, level=0.95)
    return expect_engagement(estimate, followers_count=followers, platform=platform)


@pytest.mark.parametrize(
    ("rate", "position"), [(0.001, Position.BELOW), (0.025, Position.WITHIN), (0.2, Position.ABOVE)]
)
def test_a_rate_is_placed_against_the_range_of_publications(rate: float, position: Position) -> None:
    found = expected(rate, 4_000)
    assert found is not None
    assert found.position is position
    assert len({source.source for source in found.sources}) >= 3


def test_an_interval_over_the_edge_decides_nothing() -> None:
    found = expected(0.05, 4_000)
    assert found is not None
    edge = expected(found.high, 4_000)
    assert edge is not None
    assert edge.position is Position.UNDECIDED


def test_larger_creators_are_expected_to_have_less() -> None:
    small, large = expected(0.01, 3_000), expected(0.01, 3_000_000)
    assert small is not None
    assert large is not None
    assert small.low > large.low


def test_a_platform_without_dated_figures_has_no_expectation() -> None:
    assert expected(0.01, 4_000, Platform.BLUESKY) is None


@pytest.mark.parametrize("followers", [None, 0, -3, 20])
def test_without_a_fitting_size_there_is_no_expectation(followers: int | None) -> None:
    assert expected(0.01, followers) is None


def test_figures_of_another_denominator_do_not_count() -> None:
    per_view = [replace(entry, denominator="views") for entry in load_benchmarks()]
    rate = Estimate(estimate=0.02, low=0.01, high=0.03, level=0.95)
    found = expect_engagement(rate, followers_count=4_000, platform=Platform.INSTAGRAM, benchmarks=per_view)
    assert found is None


def test_every_figure_says_where_it_is_from() -> None:
    assert all(entry.source and entry.published and entry.period and entry.statistic for entry in load_benchmarks())


@given(st.integers(1, 10**12), st.floats(0, 50))
def test_any_rate_and_size_have_a_defined_answer(followers: int, rate: float) -> None:
    found = expected(rate, followers)
    assert found is None or 0 < found.low <= found.high < 1
