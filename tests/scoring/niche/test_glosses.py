import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.niche.glosses import FUNCTION, Glosses, load_glosses

LANGUAGES = ("de", "el", "en", "es", "fr", "hi", "it", "ja", "nl", "pt", "tr")
ENTRIES_AT_LEAST = 4_000

_GLOSS = re.compile(r"[a-z0-9'-]+(?: [a-z0-9'-]+){0,2}")


def read_lines(language: str) -> list[str]:
    file = files("app.scoring.niche") / "data" / "glosses" / f"{language}.tsv"
    return file.read_text("utf-8").splitlines()


def test_every_language_has_a_list() -> None:
    assert tuple(load_glosses()) == LANGUAGES
    assert all(glosses.language == language for language, glosses in load_glosses().items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_a_small_word_and_its_gloss(language: str) -> None:
    lines = read_lines(language)
    assert [line for line in lines if line.count("\t") != 1] == []
    words, glosses = zip(*(line.split("\t") for line in lines), strict=True)
    assert [word for word in words if not word or word != word.lower() or re.search(r"\s", word)] == []
    assert [gloss for gloss in glosses if gloss != FUNCTION and not _GLOSS.fullmatch(gloss)] == []
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_list_is_long_and_has_function_words(language: str) -> None:
    meanings = load_glosses()[language].words.values()
    assert len(meanings) >= ENTRIES_AT_LEAST
    assert sum(not meaning for meaning in meanings) >= 100


def test_english_has_function_words_only() -> None:
    assert load_glosses()["en"].meanings() == frozenset()


@pytest.mark.parametrize(
    ("language", "written", "bare"),
    [
        ("es", "jardinería", "jardineria"),
        ("fr", "café", "cafe"),
        ("tr", "köpek", "kopek"),
        ("el", "καφές", "καφες"),
        ("pt", "pão", "pao"),
    ],
)
def test_a_word_written_without_accents_is_still_found(language: str, written: str, bare: str) -> None:
    glosses = load_glosses()[language]
    assert glosses.look_up(written)
    assert glosses.look_up(bare) == glosses.look_up(written)


@pytest.mark.parametrize(
    ("language", "token", "word"),
    [
        ("es", "perros", "dog"),
        ("fr", "chiens", "dog"),
        ("pt", "gatos", "cat"),
        ("de", "katzen", "cat"),
        ("es", "cafés", "coffee"),
    ],
)
def test_a_plural_means_what_its_singular_means(language: str, token: str, word: str) -> None:
    assert word in (load_glosses()[language].look_up(token) or ())


@pytest.mark.parametrize(
    ("language", "token", "meaning"),
    [
        ("de", "kaffeemaschine", ("coffee", "machine")),
        ("de", "hundefutter", ("dog", "food")),
        ("nl", "koffiebonen", ("coffee", "bean")),
        ("ja", "料理好き", ("cooking", "lover")),
    ],
)
def test_a_compound_is_read_by_its_parts(language: str, token: str, meaning: tuple[str, ...]) -> None:
    assert load_glosses()[language].look_up(token) == meaning


def test_short_katakana_inside_a_longer_word_is_no_word() -> None:
    glosses = Glosses("ja", {"パン": ("bread",), "猫": ("cat",)})
    assert glosses.look_up("パン") == ("bread",)
    assert glosses.look_up("猫パン") == ("cat", "bread")
    assert glosses.look_up("ジャパンレ") is None


@pytest.mark.parametrize("function_first", [True, False])
def test_a_function_word_never_captures_a_word_by_its_stem(function_first: bool) -> None:  # noqa: FBT001
    pairs = [("perra", ()), ("perro", ("dog",))]
    glosses = Glosses("es", dict(pairs if function_first else reversed(pairs)))
    assert glosses.look_up("perra") == ()
    assert glosses.look_up("perro") == ("dog",)
    assert glosses.look_up("perros") == ("dog",)


def test_an_article_alone_gives_nothing_to_words_like_it() -> None:
    assert Glosses("fr", {"mes": ()}).look_up("mès") is None


def test_of_words_that_become_alike_the_first_one_stays() -> None:
    assert Glosses("es", {"papá": ("dad",), "papa": ("potato",)}).look_up("papà") == ("dad",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_word_has_no_meaning_and_is_asked_again_alike(language: str) -> None:
    glosses = load_glosses()[language]
    assert glosses.look_up("qxzqxz") is None
    assert glosses.look_up("qxzqxz") is None


def test_all_meanings_are_single_words() -> None:
    assert Glosses("es", {"perro": ("dog",), "el": (), "pan tostado": ("toast", "bread")}).meanings() == {
        "dog",
        "toast",
        "bread",
    }


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["haus", "katzen", "e", "s", "猫", "ヨ"])
def test_a_word_of_5000_letters_takes_no_time(piece: str) -> None:
    for glosses in load_glosses().values():
        glosses.look_up(piece * (5_000 // len(piece)))


def test_a_compound_has_three_parts_at_most() -> None:
    glosses = Glosses("de", {"haus": ("house",), "hund": ("dog",)})
    assert glosses.look_up("hundhaushund") == ("dog", "house", "dog")
    assert glosses.look_up("hundhaushundhaus") is None


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=40) | st.text("aeinrstßüyok\u30a0\u30e8\u30ac\u732b", max_size=40))
def test_any_token_means_what_its_list_can_say_or_nothing(language: str, token: str) -> None:
    glosses = load_glosses()[language]
    meaning = glosses.look_up(token)
    assert meaning is None or set(meaning) <= glosses.meanings()
