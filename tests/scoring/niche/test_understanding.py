import numpy as np
import pytest

from app.domain.brief import MAX_BRIEF_LENGTH, Brief, BriefUnderstanding
from app.scoring.niche.encoder import load_encoder
from app.scoring.niche.taxonomy import load_taxonomy
from app.scoring.niche.understanding import (
    KEY_WORDS_AT_MOST,
    NODE_FIT_AT_LEAST,
    BriefError,
    brief_vector,
    node_vectors,
    understand_brief,
    word_weight,
)


def understand(text: str = "", **lists: tuple[str, ...]) -> BriefUnderstanding:
    return understand_brief(
        Brief(
            text=text,
            taxonomy_ids=lists.get("taxonomy_ids", ()),
            must_include=lists.get("must_include", ()),
            must_exclude=lists.get("must_exclude", ()),
        )
    )


def words_of(understanding: BriefUnderstanding) -> list[str]:
    return [word.word for word in understanding.key_words]


def best_node(text: str) -> str:
    return understand(text).nodes[0].node_id


def test_an_unknown_node_is_a_fault_that_names_the_nearest() -> None:
    with pytest.raises(BriefError, match="Vegan Diets") as caught:
        understand("tofu", taxonomy_ids=("212", "Vegan Dite", "qqqqqqqq"))
    (first, detail), (second, other) = caught.value.faults
    assert (first, second) == ("/taxonomy_ids/1", "/taxonomy_ids/2")
    assert "212 (Food & Drink > Vegan Diets)" in detail
    assert "none is spelled like it" in other


def test_a_node_in_other_letters_is_unknown_and_told_right() -> None:
    with pytest.raises(BriefError, match=r"the nearest are v9i3On \(Sensitive Topics\)"):
        understand(taxonomy_ids=("v9i3on",))


def test_a_term_in_both_lists_is_a_fault_in_whatever_form() -> None:
    with pytest.raises(BriefError) as caught:
        understand("pets", must_include=("dogs", "cold brew", "🌱"), must_exclude=("cat", "Dog", "Cold Brews", "🌱"))
    assert [pointer for pointer, _ in caught.value.faults] == [
        "/must_exclude/1",
        "/must_exclude/2",
        "/must_exclude/3",
    ]
    assert "'dogs'" in caught.value.faults[0][1]


def test_all_faults_are_told_together() -> None:
    with pytest.raises(BriefError) as caught:
        understand(taxonomy_ids=("nope",), must_include=("tea",), must_exclude=("tea",))
    assert [pointer for pointer, _ in caught.value.faults] == ["/taxonomy_ids/0", "/must_exclude/0"]


def test_one_letter_says_nothing_and_the_note_says_so() -> None:
    understanding = understand("x")
    assert understanding.key_words == ()
    assert not any(node.is_used for node in understanding.nodes)
    assert any("holds no word" in note for note in understanding.notes)


def test_one_word_is_called_short() -> None:
    assert any("very short" in note for note in understand("tofu").notes)


def test_a_brief_of_nodes_alone_is_complete() -> None:
    understanding = understand(taxonomy_ids=("212", "483", "212"))
    assert [(node.node_id, node.fit, node.is_chosen, node.is_used) for node in understanding.nodes] == [
        ("212", None, True, True),
        ("483", None, True, True),
    ]
    assert understanding.language is None
    assert understanding.notes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "codziennie wieczorem gotuję proste dania wegańskie dla mojej rodziny"),
        ("ko", "매일 저녁 가족을 위해 비건 요리를 만들어요"),
    ],
)
def test_a_language_that_is_not_covered_is_told_in_the_notes(language: str, text: str) -> None:
    understanding = understand(text)
    assert understanding.language == language
    assert not understanding.is_language_supported
    assert f"not covered ({language})" in understanding.notes[0]
    assert understanding.nodes == ()
    assert all(word.meaning == word.word for word in understanding.key_words)
    assert len(understanding.key_words) > 3


def test_markup_is_plain_text() -> None:
    understanding = understand("<script>alert('vegan')</script> {{tofu}} '; DROP TABLE briefs; --\0")
    assert {"vegan", "tofu"} <= set(words_of(understanding))
    assert all(word.word.isalnum() for word in understanding.key_words)


def test_the_longest_brief_is_read_to_its_end() -> None:
    text = "vegan " * ((MAX_BRIEF_LENGTH - 4) // 6)
    text += " " * (MAX_BRIEF_LENGTH - 4 - len(text)) + "tofu"
    assert len(text) == MAX_BRIEF_LENGTH
    assert words_of(understand(text)) == ["vegan", "tofu"]


def test_no_more_key_words_are_kept_than_a_mask_has_bits() -> None:
    usual = [word for word in load_encoder().vocabulary.rows if word.isalpha() and len(word) > 3]
    understanding = understand(" ".join(usual[3_000:3_400]), must_include=tuple(usual[5_000:5_050]))
    assert len(understanding.key_words) == KEY_WORDS_AT_MOST


def test_key_words_are_one_for_each_stem_and_the_rarest_weighs_most() -> None:
    understanding = understand("a dog and dogs, tofu for the family", must_include=("Dogs", "kombucha"))
    assert words_of(understanding) == ["dog", "tofu", "family", "kombucha"]
    weights = {word.word: word.weight for word in understanding.key_words}
    assert weights["kombucha"] > weights["family"]


def test_a_foreign_key_word_carries_its_meaning() -> None:
    understanding = understand("comida para perros y cachorros")
    assert [(word.word, word.meaning) for word in understanding.key_words][1] == ("perros", "dog")


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("comida para perros y cachorros", "dog food for puppies"),
        ("zapatillas de correr para corredores de maratón", "running shoes for marathon runners"),
    ],
)
def test_a_brief_finds_the_same_node_in_spanish_and_in_english(spanish: str, english: str) -> None:
    assert understand(spanish).language == "es"
    assert best_node(spanish) == best_node(english)


def test_nodes_come_nearest_first_and_only_near_ones_are_used() -> None:
    nodes = understand("plant based cheese for vegan families who cook at home").nodes
    fits = [node.fit for node in nodes if node.fit is not None]
    assert len(fits) == 3
    assert fits == sorted(fits, reverse=True)
    assert nodes[0].node_id == "212"
    assert all(node.is_used == (fit >= NODE_FIT_AT_LEAST) for node, fit in zip(nodes, fits, strict=True))


def test_a_sensitive_node_that_is_not_the_nearest_is_not_used() -> None:
    first, *others = understand("church candles for christian families").nodes
    near = [node for node in others if node.is_sensitive and (node.fit or 0) >= NODE_FIT_AT_LEAST]
    assert first.is_sensitive
    assert first.is_used
    assert near
    assert not any(node.is_used for node in near)


def test_a_sensitive_topic_is_told_in_the_notes() -> None:
    assert any("aggregates only" in note for note in understand("church candles for christian families").notes)
    assert not any("aggregates only" in note for note in understand("dog food for puppies").notes)


def test_a_chosen_node_is_not_suggested_again() -> None:
    nodes = understand("dog food for puppies", taxonomy_ids=("425",)).nodes
    assert [node.node_id for node in nodes].count("425") == 1
    assert nodes[0].is_chosen
    assert nodes[0].fit is not None


def test_every_node_has_a_direction() -> None:
    vectors = node_vectors()
    assert len(vectors) == len(load_taxonomy())
    lengths = np.linalg.norm(vectors, axis=1)
    np.testing.assert_allclose(lengths, 1, rtol=1e-5)


def test_no_words_have_no_direction() -> None:
    assert not brief_vector([]).any()


def test_rare_words_weigh_more_within_limits() -> None:
    first, *_ = load_encoder().vocabulary.rows
    assert word_weight([first]) == 2
    assert (
        word_weight(["the"]) < word_weight(["dog"]) < word_weight(["dog", "kombucha"]) <= word_weight(["qxzqxz"]) <= 9
    )
