import numpy as np
import pytest

from app.scoring.group.null import gumbel_tail


def test_the_tail_falls_with_the_value_and_never_to_nothing() -> None:
    maxima = np.random.default_rng(7).gumbel(4.0, 0.4, 30)
    tails = [gumbel_tail(value, maxima) for value in (-1e6, 3.0, 4.0, 5.0, 6.0, 1e6)]
    assert tails == sorted(tails, reverse=True)
    assert tails[0] == pytest.approx(1)
    assert tails[-1] == pytest.approx(1e-4 / 31)


def test_lists_whose_scores_never_vary_have_a_tail_too() -> None:
    assert gumbel_tail(0.0, np.zeros(30)) > 0.3
    assert gumbel_tail(1.0, np.zeros(30)) == pytest.approx(1e-4 / 31)
