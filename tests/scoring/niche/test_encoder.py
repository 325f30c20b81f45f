import hashlib
from importlib.resources import files

import numpy as np
import pytest

from app.scoring.niche.encoder import CURRENT, TEXTS_AT_ONCE, Vectors, Vocabulary, load_encoder, unit

TABLE_SHA256 = "d64b2e32157e8e533d42b267a3bcfa28025128393e4f8937b21e9417c185a623"


def encode(*texts: str) -> Vectors:
    return load_encoder().encode([text.split() for text in texts])


def test_the_shipped_table_is_the_one_that_was_measured() -> None:
    table = (files("app.scoring.niche") / "data" / f"{CURRENT}.npz").read_bytes()
    assert CURRENT == "static-2026-11"
    assert hashlib.sha256(table).hexdigest() == TABLE_SHA256


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("vegan", "tofu", "football"),
        ("dog", "puppy", "mortgage"),
        ("running marathon", "jogging shoes", "lipstick mascara"),
        ("espresso barista", "coffee", "bitcoin"),
    ],
)
def test_related_texts_are_nearer_than_unrelated_ones(one: str, near: str, far: str) -> None:
    vectors = encode(one, near, far)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_every_text_with_a_known_word_has_length_one() -> None:
    lengths = np.linalg.norm(encode("vegan", "vegan tofu dog", "🌱", "dog " * 500), axis=1)
    np.testing.assert_allclose(lengths, 1, rtol=1e-5)


def test_a_text_without_a_known_word_is_the_zero_vector() -> None:
    vectors = encode("", "vegan", "\u1200\u1201\u1202", "")
    np.testing.assert_array_equal(np.any(vectors != 0, axis=1), [False, True, False, False])


def test_no_texts_are_no_vectors() -> None:
    assert load_encoder().encode([]).shape == (0, load_encoder().table.shape[1])


def test_texts_together_are_what_they_are_one_by_one() -> None:
    words = [word for word in load_encoder().vocabulary.rows if word.isalpha()]
    count = TEXTS_AT_ONCE + 500
    texts = [words[index : index + index % 4] for index in range(count)]
    together = load_encoder().encode(texts)
    apart = np.concatenate([load_encoder().encode([text]) for text in texts])
    np.testing.assert_allclose(together, apart, atol=1e-6)
    assert together.shape == apart.shape


def test_the_order_of_words_does_not_matter() -> None:
    vectors = encode("vegan tofu dog", "dog vegan tofu")
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-5)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("veganfood", ["vegan", "food"]),
        ("dogmum", ["dog", "mum"]),
        ("vegan", ["vegan"]),
        ("qzxqzxqzx", ["qzxqzxqzx"]),
        ("ab", ["ab"]),
        ("vegan" * 20, ["vegan" * 20]),
    ],
)
def test_an_unknown_word_falls_into_known_ones(word: str, parts: list[str]) -> None:
    vocabulary = load_encoder().vocabulary
    assert vocabulary.split(word) == parts
    assert vocabulary.split(word) == parts


def test_a_compound_means_what_its_parts_mean() -> None:
    vectors = encode("veganfood", "vegan food")
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)


def test_a_word_of_no_known_words_is_read_by_its_pieces() -> None:
    vocabulary = Vocabulary({"blo": 0, "##g": 1, "##gy": 2, "dog": 3, "cat": 4})
    assert vocabulary.look_up("dog") == (3,)
    assert vocabulary.look_up("dogcat") == (3, 4)
    assert vocabulary.look_up("blog") == (0, 1)
    assert vocabulary.look_up("bloggy") == (0, 1, 2)
    assert vocabulary.look_up("blox") == ()


def test_one_rare_part_beats_two_frequent_ones() -> None:
    vocabulary = Vocabulary({"sun": 0, "day": 1, "out": 2, "sunday": 15_000})
    assert vocabulary.split("sundayout") == ["sunday", "out"]


def test_unknown_words_rank_behind_all_known_ones() -> None:
    vocabulary = Vocabulary({"the": 0, "dog": 1})
    assert [vocabulary.rank(word) for word in ("the", "dog", "qxz")] == [0, 1, 2]
    assert "dog" in vocabulary
    assert "qxz" not in vocabulary


def test_zero_has_no_direction() -> None:
    np.testing.assert_allclose(unit(np.array([[3, 4], [0, 0]], np.float32)), np.array([[0.6, 0.8], [0, 0]], np.float32))


@pytest.mark.timeout(5)
@pytest.mark.parametrize("word", ["x" * 5_000, "ab" * 2_500, "é" * 5_000])
def test_a_word_of_5000_letters_is_none_and_takes_no_time(word: str) -> None:
    vocabulary = load_encoder().vocabulary
    assert vocabulary.look_up(word) == ()
    assert vocabulary.split(word) == [word]
