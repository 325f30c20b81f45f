import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.share import choose_for_review

from .labelling import make_scores

SCORES = make_scores(np.random.default_rng(1))[0]
some_scores = st.lists(st.floats(0, 1) | st.just(float("nan")), max_size=80)


@given(some_scores, st.integers(0, 100))
def test_exactly_as_many_different_accounts_are_chosen(scores: list[float], count: int) -> None:
    chosen = choose_for_review(np.array(scores), count, 1)
    assert len(set(chosen.tolist())) == chosen.size == min(count, len(scores))
    assert all(0 <= index < len(scores) for index in chosen)


def test_a_seed_chooses_the_same_accounts_and_another_one_others() -> None:
    one, again, other = (choose_for_review(SCORES, 100, seed).tolist() for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize("count", [30, 100, 500])
def test_every_part_of_the_scores_is_looked_at_and_unsure_ones_most(count: int) -> None:
    chosen = SCORES[choose_for_review(SCORES, count, 3)]
    assert np.count_nonzero(chosen < np.median(SCORES)) >= 4
    unsure = (SCORES > 0.3) & (SCORES < 0.7)
    assert np.mean((chosen > 0.3) & (chosen < 0.7)) > unsure.mean()


def test_inside_a_stratum_everybody_is_equally_likely() -> None:
    times = np.zeros(40)
    for seed in range(2_000):
        times[choose_for_review(np.full(40, 0.5), 10, seed)] += 1
    assert times.min() > 500 - 5 * np.sqrt(375)
    assert times.max() < 500 + 5 * np.sqrt(375)
