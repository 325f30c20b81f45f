import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.folding import fold, fold_letters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#hāźeł_mcẹ̀wǝṅ".lstrip("#"), "hazel_mcewǝn"),
        ("𝓘𝓷𝓿𝓮𝓼𝓽 now", "invest now"),
        ("on mу waу", "on my way"),
        ("ＦＲＥＥ", "free"),
        ("Straße", "strasse"),
        ("Москва", "москва"),
        ("Ελλάδα", "ελλαδα"),
    ],
)
def test_letters_are_folded_to_what_people_read(written: str, read: str) -> None:
    assert fold_letters(written) == read


@pytest.mark.parametrize(
    "ordinary",
    [
        "Çok güzel bir yazı, İstanbul'dan selamlar",
        "Grüße aus Köln, schöne Fotos",
        "¡Qué lindo, señora! mañana también",
        "Świetne zdjęcie, dziękuję",
        "đẹp quá trời luôn, cảm ơn bạn",
        "Très jolie façade à Nîmes, où ça ?",
        "Очень красиво, спасибо",
        "とても美しい写真ですね",
        "👩‍👩‍👧 ❤️‍🔥 👏🏽",
        "plain words only",
        "",
    ],
)
def test_ordinary_spelling_hides_nothing(ordinary: str) -> None:
    assert fold(ordinary).hidden_words == 0


@pytest.mark.parametrize(
    "hiding",
    ["#hāźeł_mcẹ̀wǝṅ", "on mу waу", "𝗜𝗻𝘃𝗲𝘀𝘁", "fo\u00adrex", "te\u200bleg\u200bram"],
)
def test_letters_that_no_language_combines_are_told(hiding: str) -> None:
    assert fold(hiding).hidden_words >= 1


def test_links_names_and_hashtags_are_taken_out_and_counted() -> None:
    comment = fold("Thanks @Coach_Mia see https://example.org/x and #Trail 🔥🔥")
    assert (comment.mentions, comment.hashtags, comment.links, comment.emoji) == (("@coach_mia",), ("#trail",), 1, 2)
    assert comment.words == ("thanks", "see", "and")
    assert "mia" not in comment.text


@pytest.mark.parametrize("text", ["🔥🔥🔥", "❤️", "!!!", ""])
def test_emoji_and_punctuation_are_not_readable(text: str) -> None:
    assert not fold(text).readable


def test_a_bare_number_or_name_is_readable() -> None:
    assert fold("4").readable
    assert fold("@mia").readable


@given(st.text(max_size=300))
def test_any_text_can_be_folded(text: str) -> None:
    comment = fold(text)
    assert comment.hidden_words >= 0
    assert comment.emoji <= len(text)
