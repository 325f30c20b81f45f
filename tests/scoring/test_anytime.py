from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reading import Reading, Stopped
from app.scoring.anytime import EARLY, anytime_interval, interval_after, last_look_interval
from app.scoring.columns import Floats
from app.scoring.share import wilson_interval

POPULATION, DRAWN = 4_000, 1_000
LOOKS = range(100, DRAWN, 100)
anytime = cache(anytime_interval)


@given(st.floats(0, 1), st.integers(1, 3_000), st.none() | st.integers(1, 5_000), st.floats(0.5, 0.999))
def test_the_interval_holds_the_estimate_and_stays_in_range(
    estimate: float, n: int, population: int | None, level: float
) -> None:
    low, high = anytime_interval(estimate, n, population, level)
    assert 0 <= low <= estimate <= high <= 1


@given(st.floats(0, 1), st.integers(20, 2_000))
def test_to_hold_at_every_look_it_is_wider_than_one_that_holds_at_a_single_look(estimate: float, n: int) -> None:
    low, high = anytime_interval(estimate, n, 10_000, 0.95)
    once_low, once_high = wilson_interval(estimate, n, 10_000, 0.95)
    assert high - low > once_high - once_low


def test_more_accounts_narrow_it_to_nothing_when_everybody_was_read() -> None:
    widths = [high - low for low, high in (anytime_interval(0.2, n, 1_000, 0.95) for n in (50, 200, 800, 990, 1_000))]
    assert all(wider > narrower for wider, narrower in pairwise(widths))
    assert widths[-1] == 0


def test_what_was_read_of_a_finite_audience_bounds_its_share() -> None:
    low, high = anytime_interval(0.5, 96, 100, 0.95)
    assert (low, high) == pytest.approx((0.48, 0.52))


def test_the_chances_of_coins_are_those_of_their_exact_mixture() -> None:
    """Ten heads in ten: the mixture of all coins gives 1/11, so that a coin below (alpha / 11) ^ 1/10 is disproved."""
    low, high = anytime_interval(1.0, 10, None, 0.95)
    assert low == pytest.approx((EARLY * 0.05 / 11) ** 0.1)
    assert high == 1


@pytest.mark.parametrize("share", [0.02, 0.15, 0.5])
def test_over_whole_paths_it_misses_flags_no_more_often_than_it_says(share: float) -> None:
    flags = (np.arange(POPULATION) < share * POPULATION).astype(np.float64)
    early, any_look, naive = missed(flags, paths=300)
    assert early <= EARLY * 0.05
    assert any_look <= 0.05 + 0.025  # two deviations of such a count
    assert naive > 0.12  # what a plain interval does when it is looked at after each batch


def test_over_whole_paths_it_misses_scores_no_more_often_than_it_says() -> None:
    scores = np.random.default_rng(5).beta(0.4, 2.0, POPULATION)
    early, any_look, _ = missed(scores, paths=60)
    assert early <= EARLY * 0.05
    assert any_look <= 0.05


def missed(population: Floats, *, paths: int) -> tuple[float, float, float]:
    """Share of paths on which the truth was left: at an early look, at any, and by Wilson's interval at any."""
    random = np.random.default_rng(20_261_122)
    early = any_look = naive = 0
    truth = float(population.mean())
    for _ in range(paths):
        drawn = random.choice(population, DRAWN, replace=False)
        means = {n: float(drawn[:n].mean()) for n in (*LOOKS, DRAWN)}
        left_early = any(outside(anytime(means[n], n, POPULATION, 0.95), truth) for n in LOOKS)
        early += left_early
        any_look += left_early or outside(last_look_interval(means[DRAWN], DRAWN, POPULATION, 0.95), truth)
        naive += any(outside(wilson_interval(mean, n, POPULATION, 0.95), truth) for n, mean in means.items())
    return early / paths, any_look / paths, naive / paths


def outside(interval: tuple[float, float], truth: float) -> bool:
    return not interval[0] <= truth <= interval[1]


@pytest.mark.parametrize(
    ("looks", "stopped", "expected"),
    [
        (0, Stopped.SAMPLE_READ, wilson_interval),
        (3, Stopped.SETTLED, anytime_interval),
        (1, Stopped.DECIDED, anytime_interval),
        (19, Stopped.SAMPLE_READ, last_look_interval),
    ],
)
def test_the_interval_is_the_one_that_holds_for_how_it_was_read(looks: int, stopped: Stopped, expected: object) -> None:
    reading = Reading(
        accounts_listed=9, accounts_planned=9, accounts_read=9, platform_calls=9, looks=looks, stopped=stopped
    )
    assert interval_after(reading) is expected
    assert interval_after(None) is wilson_interval
