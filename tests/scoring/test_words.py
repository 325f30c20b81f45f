import pytest

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


def test_accents_of_latin_and_greek_letters_go() -> None:
    assert fold_accents("crème brûlée καφές") == "creme brulee καφες"
