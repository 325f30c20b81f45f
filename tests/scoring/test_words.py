import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.words import WORDS_AT_MOST, brief_words, content_words, match_words, stem, word_bits


def test_case_accents_and_hashtags_do_not_hide_a_word() -> None:
    assert content_words("#CAFÉ, Espresso!") == ["cafe", "espresso"]


def test_little_words_numbers_and_single_letters_are_no_content() -> None:
    assert content_words("we sell a 5 to the x und der pour les") == []


def test_emoji_are_words() -> None:
    assert "☕" in content_words("morning ☕")


@pytest.mark.parametrize(
    ("word", "expected"), [("beans", "bean"), ("berries", "berry"), ("glass", "glass"), ("bus", "bus"), ("cats", "cat")]
)
def test_plurals_share_a_stem_and_other_endings_stay(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_brief_keeps_one_word_a_stem_and_at_most_64() -> None:
    assert brief_words("coffee bean, coffee beans") == ("coffee", "bean")
    assert len(brief_words(" ".join(f"word{index}x" for index in range(200)))) == WORDS_AT_MOST


def test_a_match_sets_the_bit_of_its_word_and_counts_the_content() -> None:
    bits = word_bits(("coffee", "hiking"))
    assert match_words("I love coffees and long mornings", bits) == (0b01, 4)
    assert match_words("hiking", bits) == (0b10, 1)
    assert match_words("", bits) == (0, 0)


@given(st.text(), st.text())
def test_the_words_of_a_brief_are_found_in_the_brief_itself(text: str, other: str) -> None:
    words = brief_words(text)
    mask, _ = match_words(f"{text} {other}", word_bits(words))
    assert mask == (1 << len(words)) - 1
