from functools import cache

import numpy as np

from app.scoring.niche.encoder import unit
from app.training.niche.made_up_texts import NEIGHBOURS, SEEDS, Circles, make_texts

WORDS = [f"w{number:05d}x" for number in range(SEEDS + 2_000)]
PHRASES = ["dogs and long walks", "coffee first thing", "just here for the memes"]


@cache
def circles() -> Circles:
    vectors = unit(np.random.default_rng(0).normal(size=(len(WORDS), 8)).astype(np.float32))
    return Circles.around_words(WORDS, vectors, np.random.default_rng(1))


def make(seed: int) -> list[str]:
    assert circles().around.shape == (SEEDS, NEIGHBOURS)
    return list(make_texts(400, circles(), PHRASES, ["martial arts", "wine"], np.random.default_rng(seed)))


def test_equal_seeds_make_equal_texts_and_others_make_others() -> None:
    assert make(1) == make(1) != make(2)


def test_texts_are_of_many_kinds_and_none_is_empty() -> None:
    texts = make(3)
    assert all(texts)
    assert any(text in PHRASES for text in texts)
    assert any("coach and" in text or "lover." in text or " | " in text for text in texts)
    assert any("martial arts" in text or "wine" in text for text in texts)
    assert len(set(texts)) > 300
