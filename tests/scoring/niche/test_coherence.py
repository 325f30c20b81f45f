import numpy as np
import pytest

from app.domain.niche import CoherenceKind
from app.scoring.niche.coherence import ACCOUNTS_AT_LEAST, coherence_of, measure_coherence


def around(middles: np.ndarray, count: int, seed: int = 1) -> np.ndarray:
    """Unit vectors that scatter around directions that take turns."""
    generator = np.random.default_rng(seed)
    vectors = middles[np.arange(count) % len(middles)] + 0.15 * generator.normal(size=(count, middles.shape[1]))
    unit: np.ndarray = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.mark.parametrize("niches", [1, 2, 4])
def test_k_equal_niches_read_as_one_in_k(niches: int) -> None:
    scale = coherence_of(around(np.eye(64)[:1], 400), np.ones(400))
    found = measure_coherence(around(np.eye(64)[:niches], 400, seed=2), np.ones(400), scale, 0.95)
    assert found is not None
    assert found.value.estimate == pytest.approx(1 / niches, abs=0.05)
    assert found.value.low <= found.value.estimate <= found.value.high


def test_the_mean_cosine_leaves_out_pairs_of_the_same_account() -> None:
    vectors = np.eye(3, dtype=np.float32)[[0, 0, 1]]
    assert coherence_of(vectors, np.ones(3)) == pytest.approx(1 / 3)
    # Two accounts with two equal texts each: their own pairs would read 1.
    assert coherence_of(np.eye(2, dtype=np.float32), np.array([2.0, 2.0])) == pytest.approx(0.0)


def test_the_interval_holds_what_other_draws_of_the_same_crowd_give() -> None:
    middles = np.eye(64)[:3]
    large = coherence_of(around(middles, 6_000, seed=9), np.ones(6_000))
    held = 0
    for seed in range(40):
        found = measure_coherence(around(middles, 150, seed=100 + seed), np.ones(150), 1.0, 0.95)
        assert found is not None
        held += found.value.low <= large <= found.value.high
    assert held >= 34


def test_a_community_a_crowd_and_what_is_between_are_told_apart() -> None:
    generator = np.random.default_rng(4)
    noise = generator.normal(size=(400, 64))
    crowd = (noise / np.linalg.norm(noise, axis=1, keepdims=True)).astype(np.float32)
    kinds = {}
    for name, vectors in {
        "one": around(np.eye(64)[:1], 400),
        "three": around(np.eye(64)[:3], 400),
        "crowd": crowd,
    }.items():
        found = measure_coherence(vectors, np.ones(400), 0.4, 0.95)
        assert found is not None
        kinds[name] = found.kind
    assert kinds == {
        "one": CoherenceKind.COMMUNITY,
        "three": CoherenceKind.SEVERAL,
        "crowd": CoherenceKind.CROWD,
    }


def test_few_accounts_say_nothing() -> None:
    vectors = around(np.eye(8)[:1], ACCOUNTS_AT_LEAST - 1)
    assert measure_coherence(vectors, np.ones(ACCOUNTS_AT_LEAST - 1), 1.0, 0.95) is None
    assert np.isnan(coherence_of(vectors[:1], np.ones(1)))
