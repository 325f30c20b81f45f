import numpy as np
import pytest

from app.domain.brief import Brief
from app.scoring.niche.encoder import load_encoder
from app.scoring.niche.languages import load_languages
from app.scoring.niche.query import WORD_WEIGHT, WORDS_ADD_AT_MOST, Query, make_query, stems_of
from app.scoring.niche.texts import read_text
from app.scoring.niche.understanding import BriefError

POLISH = "codziennie wieczorem gotuję proste dania wegańskie dla mojej rodziny"
KOREAN = "매일 저녁 가족을 위해 비건 요리를 만들어요"


def make(brief: Brief) -> Query:
    return make_query(brief, load_encoder(), load_languages())


def stems(text: str) -> frozenset[str]:
    return stems_of(read_text(text, load_languages()))


@pytest.mark.parametrize(
    ("brief", "count"),
    [
        (Brief(text="vegan cheese for families"), 1),
        (Brief(text="vegan cheese for families", taxonomy_ids=("483",)), 2),
        (Brief(text="vegan cheese for families", taxonomy_ids=("483", "422", "483")), 3),
        (Brief(taxonomy_ids=("483", "422")), 2),
        (Brief(must_include=("cold brew",)), 1),
        (Brief(), 0),
        (Brief(text="x"), 0),
    ],
)
def test_the_text_is_one_direction_and_each_chosen_node_another(brief: Brief, count: int) -> None:
    facets = make(brief).facets
    assert facets.shape == (count, load_encoder().table.shape[1])
    np.testing.assert_allclose(np.linalg.norm(facets, axis=1), 1, rtol=1e-5)


def test_a_facet_points_at_what_the_brief_is_about() -> None:
    query = make(Brief(text="vegan cheese for families", taxonomy_ids=("422",)))
    tofu, puppy, loan = load_encoder().encode([["tofu", "recipes"], ["puppy", "kitten"], ["mortgage", "loan"]])
    assert np.argmax(query.facets @ tofu) == 0
    assert np.argmax(query.facets @ puppy) == 1
    assert max(query.facets @ loan) < min(max(query.facets @ tofu), max(query.facets @ puppy))


@pytest.mark.parametrize("text", [POLISH, KOREAN])
def test_a_language_that_is_not_covered_has_words_and_no_direction(text: str) -> None:
    query = make(Brief(text=text))
    assert query.facets.shape == (0, load_encoder().table.shape[1])
    assert len(query.words) > 3
    assert query.bits


def test_a_chosen_node_is_a_direction_in_whatever_language() -> None:
    assert len(make(Brief(text=POLISH, taxonomy_ids=("212",))).facets) == 1


def test_a_key_word_is_looked_for_as_written_and_in_english() -> None:
    query = make(Brief(text="comida para perros y cachorros"))
    bit = 1 << query.words.index("perros")
    assert query.bits["perro"] & bit
    assert query.bits["dog"] & bit


def test_matched_words_add_their_weights_and_no_more_than_the_most() -> None:
    query = make(Brief(text="vegan tofu kombucha tempeh seitan falafel hummus quinoa lentils"))
    assert len(query.weights) == len(query.words) == 9
    none, one, both, every = query.word_bonus(np.array([0, 1, 3, 2**9 - 1], np.uint64))
    assert none == 0
    assert one == pytest.approx(WORD_WEIGHT * query.weights[0])
    assert both == pytest.approx(min(WORDS_ADD_AT_MOST, WORD_WEIGHT * (query.weights[0] + query.weights[1])))
    assert every == WORDS_ADD_AT_MOST


def test_a_bonus_without_key_words_is_nothing() -> None:
    np.testing.assert_array_equal(make(Brief(taxonomy_ids=("483",))).word_bonus(np.array([0, 7], np.uint64)), [0, 0])


def test_the_last_bit_of_a_full_mask_counts() -> None:
    usual = [word for word in load_encoder().vocabulary.rows if word.isalpha() and len(word) > 3]
    query = make(Brief(text=" ".join(usual[3_000:3_400])))
    assert len(query.words) == 64
    assert query.word_bonus(np.array([1 << 63], np.uint64))[0] == pytest.approx(WORD_WEIGHT * query.weights[63])


def test_a_term_of_two_words_needs_both() -> None:
    query = make(Brief(text="coffee at home", must_include=("cold brews",), must_exclude=("energy drink",)))
    (wanted,), (unwanted,) = query.must_include, query.must_exclude
    assert wanted <= stems("my cold brew of today")
    assert not wanted <= stems("a cold morning")
    assert unwanted <= stems("energy drinks all day")
    assert not unwanted <= stems("full of energy")


def test_a_term_is_matched_by_the_english_meaning_of_a_text_too() -> None:
    (wanted,) = make(Brief(text="food for dogs", must_include=("dogs",))).must_include
    assert wanted <= stems("mamá de dos perros y un gato")


def test_a_brief_that_cannot_be_read_makes_no_query() -> None:
    with pytest.raises(BriefError):
        make(Brief(text="tea", taxonomy_ids=("nope",)))


def test_a_term_without_a_word_is_left_out_since_every_text_would_hold_it() -> None:
    query = make(Brief(text="tea", must_include=("!", "@handle"), must_exclude=("2024", "green teas")))
    assert list(query.must_include) == []
    assert list(map(sorted, query.must_exclude)) == [["green", "tea"]]
