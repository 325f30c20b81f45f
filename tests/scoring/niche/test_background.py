import numpy as np
import pytest

from app.domain.brief import Brief
from app.scoring.niche.background import LENGTHS, TEXTS_A_LENGTH, Yardstick, length_class, make_background
from app.scoring.niche.encoder import load_encoder
from app.scoring.niche.languages import load_languages
from app.scoring.niche.model import load_niche_model

MODEL = load_niche_model()
QUERY = MODEL.query(Brief(text="vegan protein bars and plant-based snacks"))


def score(*texts: str, language: str = "en") -> list[float]:
    words = [text.split() for text in texts]
    lengths = np.array([length_class(len(one)) for one in words], np.intp)
    scores: list[float] = (
        MODEL.yardstick(QUERY, language)
        .score(MODEL.encoder.encode(words), lengths, np.zeros(len(words), np.uint64))
        .tolist()
    )
    return scores


def test_texts_are_short_middling_or_long() -> None:
    assert [length_class(words) for words in (0, 5, 6, 11, 12, 500)] == [0, 0, 1, 1, 2, 2]
    assert len(LENGTHS) == 2


def test_a_background_has_texts_of_each_length_and_the_same_each_time() -> None:
    background = MODEL.background("en")
    assert np.bincount(background.lengths).min() > 0.8 * TEXTS_A_LENGTH
    assert [length_class(len(words)) for words in background.words] == background.lengths.tolist()
    again = make_background.__wrapped__(load_encoder(), load_languages(), "en")
    assert again.words == background.words
    np.testing.assert_array_equal(again.vectors, background.vectors)


@pytest.mark.parametrize("language", ["de", "ja", "tr"])
def test_the_background_of_another_language_holds_what_its_list_can_say(language: str) -> None:
    background = MODEL.background(language)
    sayable = MODEL.languages.glosses[language].meanings()
    assert len(background.words) > 1_000
    assert {word for words in background.words for word in words} <= sayable


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_the_background_scores_about_0_with_a_deviation_of_about_1(language: str) -> None:
    scores = MODEL.yardstick(QUERY, language).background
    assert abs(float(np.median(scores))) < 0.3
    assert 0.8 < float(scores.std()) < 1.3


def test_what_the_brief_is_about_stands_out_at_every_length() -> None:
    near = score("vegan food", "vegan food tofu plant based recipes cook", "vegan food tofu plant based recipes " * 3)
    far = score("football club", "football club season ticket coach player match", "football club season ticket " * 4)
    assert min(near) > 2.5
    assert max(far) < 1.0


def test_the_nearest_of_several_directions_counts() -> None:
    both = MODEL.query(Brief(taxonomy_ids=("212", "545")))
    yardstick = Yardstick.of(both, MODEL.background("en"))
    assert yardstick.means.shape == (3, 2)
    vectors = MODEL.encoder.encode([["vegan", "diets"]])
    alone = MODEL.yardstick(MODEL.query(Brief(taxonomy_ids=("212",))), "en")
    one, zero = np.zeros(1, np.intp), np.zeros(1, np.uint64)
    assert yardstick.score(vectors, one, zero)[0] == pytest.approx(alone.score(vectors, one, zero)[0], rel=1e-4)


def test_a_query_without_a_direction_scores_its_words_alone() -> None:
    words_only = MODEL.query(Brief(text="커피와 차를 좋아하는 사람들을 위한 제품"))
    yardstick = Yardstick.of(words_only, MODEL.background("en"))
    none = np.zeros((2, MODEL.encoder.encode([]).shape[1]), np.float32)
    scores = yardstick.score(none, np.zeros(2, np.intp), np.array([0, 1], np.uint64))
    assert scores[0] == 0
    assert scores[1] > 0
