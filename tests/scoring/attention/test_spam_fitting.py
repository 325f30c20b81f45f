import numpy as np

from app.scoring.attention.folding import fold
from app.scoring.attention.spam_fitting import FitOptions, fit

SPAM = [f"invest with coach today number{index} bananaphone" for index in range(30)]
FINE = [f"walk along the river today number{index}" for index in range(30)]
COMMENTS = [fold(text) for text in SPAM + FINE]
LABELS = np.arange(60) < 30
ALONE = np.arange(60)
PUBLIC = {"invest", "coach", "walk", "river", "today", "with", "the", "along"}
OPTIONS = FitOptions(ridge=0.1)


def test_words_of_spam_weigh_up_and_words_of_fine_comments_down() -> None:
    _, weights = fit(COMMENTS, LABELS, ALONE, PUBLIC, OPTIONS)
    assert weights["word:invest"] > 0 > weights["word:river"]
    assert abs(weights.get("word:today", 0.0)) < 0.02


def test_a_word_that_the_public_does_not_use_never_enters_the_file() -> None:
    _, weights = fit(COMMENTS, LABELS, ALONE, PUBLIC, OPTIONS)
    assert not any("banana" in name for name in weights)


def test_copies_of_one_comment_count_as_one() -> None:
    clusters = np.where(LABELS, 0, ALONE)
    _, weights = fit(COMMENTS, LABELS, clusters, PUBLIC, OPTIONS)
    assert "word:invest" not in weights
    assert "word:river" in weights


def test_equal_input_gives_equal_weights() -> None:
    assert fit(COMMENTS, LABELS, ALONE, PUBLIC, OPTIONS) == fit(COMMENTS, LABELS, ALONE, PUBLIC, OPTIONS)
