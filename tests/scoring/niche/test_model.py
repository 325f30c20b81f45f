import numpy as np
import pytest

from app.domain.brief import Brief
from app.scoring.niche.background import length_class
from app.scoring.niche.encoder import load_encoder
from app.scoring.niche.languages import load_languages
from app.scoring.niche.model import make_niche_model
from app.scoring.niche.pooling import BINS, SIZES

from .audiences import CLIMBING, model, query


def test_the_panel_has_densities_for_every_size_and_kind_of_language() -> None:
    for language in ("en", "es"):
        for size in range(len(SIZES)):
            densities = model().panel.densities(language, size)
            assert densities.shape == (28, BINS)
            assert (densities > 0).all()
            assert densities.sum(axis=1) == pytest.approx(np.ones(28))


def test_a_model_that_is_made_again_gives_the_same_scores() -> None:
    again = make_niche_model(load_encoder(), load_languages(), model().panel)
    first = model().yardstick(query(), "en").background
    assert np.array_equal(first, again.yardstick(again.query(CLIMBING), "en").background)


def test_the_background_scores_around_zero_whatever_the_length_of_a_text() -> None:
    background = model().background("en")
    scores = model().yardstick(query(Brief(text="sailing boats and harbours")), "en").background
    for one in range(3):
        assert abs(scores[background.lengths == one].mean()) < 0.1
        assert scores[background.lengths == one].std() == pytest.approx(1.0, abs=0.15)
    assert [length_class(words) for words in (3, 5, 6, 11, 12, 40)] == [0, 0, 1, 1, 2, 2]


def test_what_all_texts_share_is_taken_out() -> None:
    vectors = model().background("en").vectors[:500]
    plain = model().without_shared(vectors, "en")
    assert np.abs(plain @ model().shared.T).max() < 1e-5
    assert np.linalg.norm(plain, axis=1) == pytest.approx(np.ones(500), abs=1e-5)
    assert not model().without_shared(np.zeros((1, vectors.shape[1]), np.float32), "en").any()
