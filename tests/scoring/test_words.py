import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.words import content_words, fold_accents, stem


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


def test_accents_are_folded_and_plain_letters_stay() -> None:
    assert fold_accents("Fußball à gogo, şeker") == "Fußball a gogo, seker"


@given(st.text())
def test_any_text_has_words_without_accents_that_are_read_again_as_they_are(text: str) -> None:
    words = content_words(text)
    assert all(word == word.casefold() for word in words)
    assert content_words(" ".join(words)) == words
