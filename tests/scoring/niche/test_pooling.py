import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.niche.pooling import (
    BINS,
    HIGHEST,
    LOWEST,
    SIZES,
    density,
    histogram,
    pool,
    pooled_background,
    size_class,
)


def test_texts_are_pooled_by_owner_and_nobody_is_unknown() -> None:
    pooled = pool(np.array([1.0, 3.0, 0.5]), np.array([0, 0, 2]), 3)
    assert pooled[0] == pytest.approx(np.log((np.e + np.e**3) / 2))
    assert np.isnan(pooled[1])
    assert pooled[2] == pytest.approx(0.5)


def test_one_odd_text_does_not_decide_alone() -> None:
    assert pool(np.array([1e9]), np.array([0]), 1)[0] == HIGHEST
    assert pool(np.array([-1e9]), np.array([0]), 1)[0] == LOWEST


def test_numbers_of_texts_count_as_the_nearest_size() -> None:
    sizes = np.array([1, 2, 3, 4, 6, 12, 32])
    assert [SIZES[row] for row in size_class(sizes)] == [1, 2, 4, 4, 8, 8, 8]


@settings(deadline=None)
@given(st.lists(st.floats(-50, 50), max_size=60))
def test_every_score_has_a_bin_and_no_density_is_nothing(scores: list[float]) -> None:
    values = np.array(scores, dtype=np.float64)
    assert histogram(values).sum() == len(scores)
    assert len(histogram(values)) == BINS
    if scores:
        assert (density(values) > 0).all()
        assert density(values).sum() == pytest.approx(1.0)


def test_more_background_texts_scatter_less() -> None:
    scores = np.random.default_rng(1).normal(size=3_000)
    spreads = [pooled_background(scores, size).std() for size in SIZES]
    assert spreads == sorted(spreads, reverse=True)
    assert np.array_equal(pooled_background(scores, 4), pooled_background(scores, 4))
