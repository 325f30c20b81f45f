from app.scoring.niche.phrases import load_phrases
from app.scoring.niche.tokens import read_tokens


def test_there_are_thousands_of_phrases_and_nearly_all_hold_a_word() -> None:
    phrases = load_phrases()
    assert len(phrases) >= 3_000
    assert [phrase for phrase in phrases if not read_tokens(phrase)] == ["40+"]
    assert [phrase for phrase in phrases if phrase != phrase.strip()] == []


def test_no_phrase_stands_there_twice() -> None:
    phrases = load_phrases()
    assert len(set(phrases)) == len(phrases)


def test_phrases_name_nobody_and_link_nowhere() -> None:
    assert [phrase for phrase in load_phrases() if "@" in phrase or "://" in phrase or "www." in phrase] == []
