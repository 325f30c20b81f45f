import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.folding import fold_letters
from app.scoring.attention.located import locate_letters


@pytest.mark.parametrize(
    ("text", "folded", "written"),
    [
        ("GUN", "gun", "GUN"),
        ("große Straße!", "strasse", "Straße"),
        ("ß ﬁne", "fine", "ﬁne"),
        ("🔥👩‍👩‍👧 scheiße", "scheisse", "scheiße"),
        ("ＦＲＥＥ now", "free", "ＦＲＥＥ"),
        ("cafe\u0301 bar", "cafe", "cafe\u0301"),
        ("café bar", "cafe", "café"),
        ("İstanbul", "istanbul", "İstanbul"),
        ("so 𝗳𝘂𝗻", "fun", "𝗳𝘂𝗻"),
        ("on mу waу", "way", "waу"),
        ("fo\u00adrex", "forex", "fo\u00adrex"),
        ("I don’t", "don't", "don’t"),
    ],
)
def test_a_word_of_the_folded_text_is_found_where_it_was_written(text: str, folded: str, written: str) -> None:
    located = locate_letters(text)
    start = located.text.index(folded)
    first, last = located.span(start, start + len(folded))
    assert text[first:last] == written


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("ßﬁﬀＦ🔥€𝗳\u0301\u0308мουİ"), max_size=60))
def test_it_folds_as_the_plain_fold_does(text: str) -> None:
    seen = text.replace("\u00ad", "")
    assert locate_letters(text).text == fold_letters(seen).translate(str.maketrans("`", "'"))


@given(st.text(max_size=200))
def test_every_letter_has_a_place_inside_the_text_and_the_order_stays(text: str) -> None:
    located = locate_letters(text)
    assert len(located.text) == len(located.starts) == len(located.ends)
    assert list(located.starts) == sorted(located.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(located.starts, located.ends, strict=True))
