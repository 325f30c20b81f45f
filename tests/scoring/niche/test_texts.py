import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.niche.languages import load_languages
from app.scoring.niche.texts import ReadText, read_text


def read(text: str, hint: str | None = None) -> ReadText:
    return read_text(text, load_languages(), hint)


def test_english_loses_its_function_words_and_single_letters() -> None:
    text = read("We cook a simple dinner for the family 🌱")
    assert text.language == "en"
    assert text.words == ["cook", "simple", "dinner", "family", "🌱"]
    assert text.tokens == ["we", "cook", "a", "simple", "dinner", "for", "the", "family", "🌱"]


def test_another_language_is_told_in_english() -> None:
    text = read("ich koche jeden Abend für meine Familie")
    assert text.language == "de"
    assert text.words == ["cook", "evening", "family"]
    assert "koche" in text.tokens


def test_words_written_together_are_taken_apart() -> None:
    assert read("my veganfood and dogmum life").words == ["vegan", "food", "dog", "mum", "life"]


def test_a_long_english_word_in_another_language_stays_and_a_short_one_does_not() -> None:
    assert "nba" in load_languages().vocabulary
    words = read("meine Familie und skateboarding und nba 🎾", "de").words
    assert words == ["family", "skateboarding", "🎾"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("ko", "매일 저녁 가족을 위해 요리"), ("pl", "codziennie wieczorem gotuję proste dania dla mojej rodziny")],
)
def test_a_language_without_a_list_keeps_its_tokens_and_says_no_english_words(language: str, text: str) -> None:
    read_one = read(text)
    assert read_one.language == language
    assert read_one.tokens
    assert not read_one.words


def test_a_text_without_a_language_is_read_as_english() -> None:
    text = read("🌱🎾")
    assert text.language is None
    assert text.words == ["🌱", "🎾"]


def test_nothing_is_read_from_nothing() -> None:
    text = read("")
    assert (text.language, list(text.tokens), list(text.words)) == (None, [], [])


@given(st.text(max_size=40), st.sampled_from([None, "de", "ja", "en", "ko"]))
@settings(deadline=None)
def test_any_text_is_read(text: str, hint: str | None) -> None:
    read_one = read(text, hint)
    assert all(read_one.words)
    assert read_one.tokens or not read_one.words
