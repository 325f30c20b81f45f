import numpy as np
import pytest
from factories import make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.scoring.share import complement, proportion_share, wilson_interval

from .shares import holds

LARGE = make_note(frame=Frame.RANDOM, population=1_000_000)
shares = st.floats(0, 1)


@given(shares, st.integers(1, 10_000), st.none() | st.integers(1, 10_000), st.floats(0.5, 0.999))
def test_the_interval_holds_the_estimate_and_stays_in_range(
    estimate: float, n: int, population: int | None, level: float
) -> None:
    low, high = wilson_interval(estimate, n, population, level)
    assert 0 <= low <= estimate <= high <= 1


@given(shares, st.integers(1, 5_000), st.integers(1, 5_000))
def test_more_accounts_never_widen_the_interval(estimate: float, n: int, more: int) -> None:
    low, high = wilson_interval(estimate, n, 20_000, 0.95)
    closer_low, closer_high = wilson_interval(estimate, n + more, 20_000, 0.95)
    assert closer_high - closer_low <= high - low + 1e-12


def test_a_whole_population_leaves_no_sampling_error() -> None:
    assert wilson_interval(0.3, 500, 500, 0.95) == (0.3, 0.3)


@pytest.mark.parametrize(("population", "n", "true_share"), [(2_000, 400, 0.1), (500, 300, 0.3), (10_000, 100, 0.5)])
def test_the_interval_covers_a_finite_population_as_often_as_it_says(
    population: int, n: int, true_share: float
) -> None:
    random = np.random.default_rng(7)
    marked = int(population * true_share)
    draws = random.hypergeometric(marked, population - marked, n, size=4_000) / n
    intervals = [wilson_interval(draw, n, population, 0.95) for draw in draws]
    covered = np.mean([low <= true_share <= high for low, high in intervals])
    assert 0.935 <= covered <= 0.975


def test_unequal_weights_cost_sample_size_and_zero_weights_do_not_count() -> None:
    values = np.array([1.0, 0.0] * 50)
    even = proportion_share(values, LARGE, 0.95)
    uneven = proportion_share(values, LARGE, 0.95, weights=np.array([1.0, 1.0, 0.1, 0.1] * 25))
    none = proportion_share(values, LARGE, 0.95, weights=np.zeros(100))
    assert uneven.width > even.width
    assert (none.estimate, none.n) == (None, 0)


def test_unknown_values_are_left_out_of_a_proportion() -> None:
    share = proportion_share(np.array([1.0, np.nan, 0.0, np.nan]), LARGE, 0.95)
    assert (share.estimate, share.n) == (0.5, 2)


def test_the_newest_part_speaks_about_what_was_listed() -> None:
    newest = make_note(frame=Frame.NEWEST, population=90_000, listed=200)
    share = proportion_share(np.ones(200), newest, 0.95)
    assert (share.population, share.low) == (200, 1.0)


def test_a_population_smaller_than_the_sample_is_taken_as_the_sample() -> None:
    share = proportion_share(np.array([1.0, 0.0, 0.0]), make_note(population=2, listed=2), 0.95)
    assert share.population == 3
    assert holds(share)


def test_a_complement_turns_the_interval_around() -> None:
    share = proportion_share(np.array([1.0, 0.0, 0.0, 0.0]), LARGE, 0.95)
    others = complement(share)
    assert others.estimate == pytest.approx(0.75)
    assert (others.low, others.high) == (1 - share.high, 1 - share.low)
