import pytest

from app.scoring.niche.glosses import load_glosses
from app.scoring.niche.languages import load_languages
from app.scoring.niche.tokens import read_tokens


def identify(text: str, hint: str | None = None) -> str | None:
    return load_languages().identify(read_tokens(text), hint)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "ich koche jeden Abend einfache Gerichte für meine Familie"),
        ("el", "κάθε βράδυ μαγειρεύω απλά πιάτα για την οικογένειά μου"),
        ("en", "we cook simple dinners for the whole family every evening"),
        ("es", "cada noche cocino platos sencillos para mi familia"),
        ("fr", "chaque soir je prépare des plats simples pour ma famille"),
        ("hi", "मैं हर शाम अपने परिवार के लिए सादा खाना बनाती हूँ"),
        ("it", "ogni sera cucino piatti semplici per la mia famiglia"),
        ("ja", "毎晩家族のために簡単な料理を作ります"),
        ("nl", "elke avond kook ik eenvoudige gerechten voor mijn gezin"),
        ("pt", "todas as noites cozinho pratos simples para a minha família"),
        ("tr", "her akşam ailem için basit yemekler pişiriyorum"),
    ],
)
def test_each_language_of_ours_is_recognised(language: str, text: str) -> None:
    assert identify(text) == language
    assert language in load_languages().supported


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "mamma di due"),
        ("de", "Mama von zwei"),
        ("fr", "maman de deux"),
        ("es", "mamá de dos"),
        ("en", "dog mum 🐶"),
        ("ja", "料理好き"),
    ],
)
def test_a_short_bio_is_enough_where_its_words_are_known(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "매일 저녁 가족을 위해"),
        ("zh", "每天晚上做饭"),
        ("he", "אני מבשל כל ערב"),
        ("th", "ทำอาหาร"),
        ("ru", "каждый вечер я готовлю простые блюда для своей семьи"),
        ("ar", "أطبخ كل مساء أطباقا بسيطة لعائلتي"),
        ("pl", "codziennie wieczorem gotuję proste dania dla mojej rodziny"),
    ],
)
def test_a_language_without_a_list_is_named_and_not_supported(language: str, text: str) -> None:
    assert identify(text) == language
    assert language not in load_languages().supported


def test_the_hint_wins_where_words_do_not_tell() -> None:
    assert identify("Xqzorf Blimt") is None
    assert identify("Xqzorf Blimt", "it") == "it"
    assert identify("東京") == "zh"
    assert identify("東京", "ja") == "ja"


def test_the_hint_does_not_win_over_words_that_tell() -> None:
    assert identify("ich koche jeden Abend für meine Familie", "es") == "de"
    assert identify("chaque soir je prépare la table pour la famille", "it") == "fr"
    assert identify("we cook simple dinners for the whole family", "tr") == "en"
    assert identify("매일 저녁 가족을 위해", "en") == "ko"


@pytest.mark.parametrize("text", ["", "🌱🎾", "🇩🇪", "2024", "?!", "zwtkgf", "xqz blorf", "жщъ"])
def test_emoji_and_short_unclear_texts_have_no_language(text: str) -> None:
    assert identify(text) is None


def test_kana_anywhere_makes_a_text_japanese() -> None:
    assert identify("毎晩家族簡単料理作の") == "ja"


def test_usual_english_words_exclude_those_of_other_languages() -> None:
    languages = load_languages()
    others = {word for code, one in load_glosses().items() if code != "en" for word in one.words}
    assert "cheese" in languages.english_only
    assert not languages.english_only & others


@pytest.mark.parametrize(
    "text", ["vegan yoga coach", "vegan food blogger", "gamer | anime", "crossfit bodybuilder", "brunch & pilates"]
)
def test_rare_english_words_that_others_borrowed_are_english(text: str) -> None:
    assert identify(text) == "en"
    assert identify(f"{text} aus Köln und Umgebung") == "de"
