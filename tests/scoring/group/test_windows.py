import numpy as np
import pytest

from app.scoring.group.windows import dyadic_windows, signed_roots


@pytest.mark.parametrize("bins", [4, 125, 512])
def test_windows_lie_in_the_list_and_in_their_flanks(bins: int) -> None:
    windows = dyadic_windows(bins)
    assert windows.outer_first.min() == 0
    assert windows.outer_last.max() == bins
    assert (windows.outer_first <= windows.first).all()
    assert (windows.last <= windows.outer_last).all()
    spans = zip(windows.first.tolist(), windows.last.tolist(), strict=True)
    assert {position for first, last in spans for position in range(first, last)} == set(range(bins))


def test_equal_shares_score_nothing_and_higher_ones_above_nothing() -> None:
    counts, sizes = np.array([10.0, 20.0, 0.0, 50.0, 0.0]), np.array([50.0, 50.0, 50.0, 50.0, 0.0])
    scores = signed_roots(counts, sizes, np.full(5, 40.0), np.full(5, 200.0))
    assert scores[0] == pytest.approx(0, abs=1e-6)
    assert scores[3] > scores[1] > 0 > scores[2]
    assert scores[4] == 0


def test_the_score_is_about_standard_normal_by_chance() -> None:
    random = np.random.default_rng(6)
    inside, outside = random.binomial((100, 400), 0.3, (20_000, 2)).astype(np.float64).T
    scores = signed_roots(inside, np.full(20_000, 100.0), outside, np.full(20_000, 400.0))
    assert scores.mean() == pytest.approx(0, abs=0.05)
    assert scores.std() == pytest.approx(1, abs=0.05)
