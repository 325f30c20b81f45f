import numpy as np

from app.scoring.niche.encoder import Vocabulary
from app.training.niche.distil import DIMENSIONS, fit_table, quantise

WORDS = [f"word{letter}{other}" for letter in "abcdefghijklmnopqrst" for other in "abcdefghijklmnopqrst"]


def test_a_planted_table_is_found_again_up_to_its_directions() -> None:
    generator = np.random.default_rng(1)
    planted = generator.normal(size=(len(WORDS), 384)).astype(np.float32)
    texts = [generator.choice(len(WORDS), generator.integers(2, 9)) for _ in range(6_000)]
    sentences = np.stack([planted[rows].sum(0) / np.sqrt(len(rows)) for rows in texts])
    vocabulary = Vocabulary({word: row for row, word in enumerate(WORDS)})
    joined = [" ".join(WORDS[row] for row in rows) for rows in texts]
    table, kept, cosine = fit_table(vocabulary, np.zeros_like(planted), joined, sentences, lambda *_: None)
    assert table.shape == (len(WORDS), DIMENSIONS)
    assert kept.shape == (384, DIMENSIONS)
    assert cosine > 0.99


def test_a_quantised_row_is_off_by_half_a_step_at_most() -> None:
    table = np.random.default_rng(2).normal(size=(50, DIMENSIONS)).astype(np.float32)
    rows, scales = quantise(table)
    steps = scales.astype(np.float32)[:, None]
    assert rows.dtype == np.int8
    assert (np.abs(rows * steps - table) <= 0.51 * steps + 1e-6).mean() > 0.999
    assert not quantise(np.zeros((1, DIMENSIONS), np.float32))[0].any()
