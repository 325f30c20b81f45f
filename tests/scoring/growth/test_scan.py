import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.growth.scan import scan_days, tail


def ordinary(mean: float = 8, days: int = 300, seed: int = 1) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.random.default_rng(seed).poisson(mean, days).astype(np.float64)


def test_one_day_of_many_is_found_where_it_is() -> None:
    counts = ordinary()
    counts[120] += 80
    (burst,) = scan_days(counts).bursts
    assert burst.first <= 120 < burst.end
    assert burst.accounts / burst.expected > 4
    assert burst.p_value < 0.001


def test_a_drip_over_a_week_is_one_burst() -> None:
    counts = ordinary()
    counts[100:108] += 25
    (burst,) = scan_days(counts).bursts
    assert (burst.first, burst.end) == (100, 108)


def test_ordinary_days_hold_no_burst() -> None:
    found = [len(scan_days(ordinary(seed=seed)).bursts) for seed in range(100)]
    assert sum(found) <= 1


def test_days_that_scatter_more_than_chance_hold_few_bursts() -> None:
    random = np.random.default_rng(2)
    found = [bool(scan_days(random.negative_binomial(2.5, 1 / 3, 365).astype(np.float64)).bursts) for _ in range(100)]
    assert sum(found) <= 6


def test_steady_growth_is_no_burst() -> None:
    trend = np.random.default_rng(3).poisson(np.linspace(2, 60, 365)).astype(np.float64)
    assert scan_days(trend).bursts == ()


def test_a_dense_history_keeps_its_chance_dispersion() -> None:
    assert 0.99 <= scan_days(ordinary(days=2_000)).dispersion < 1.3


@pytest.mark.parametrize("days", [0, 1, 5, 13])
def test_short_histories_are_not_scanned(days: int) -> None:
    assert scan_days(np.full(days, 500.0)).bursts == ()


def test_the_tail_is_poissons_without_scatter_and_heavier_with_it() -> None:
    seen, due = np.array([10.0]), np.array([4.0])
    assert tail(seen, due, np.array([1.0]))[0] == pytest.approx(0.0081, abs=0.0001)
    assert tail(seen, due, np.array([3.0]))[0] > 0.02


@given(st.lists(st.integers(0, 10**9), max_size=60))
def test_any_history_has_a_defined_answer(counts: list[int]) -> None:
    found = scan_days(np.array(counts, dtype=np.float64))
    assert found.dispersion >= 1
    assert all(0 <= burst.p_value < 0.001 and burst.expected > 0 for burst in found.bursts)
