from hypothesis import given
from hypothesis import strategies as st

from app.net.text import clean_text, is_storable


def test_nul_and_lone_surrogates_become_replacement_characters() -> None:
    assert clean_text("a\x00b\ud83dc\udc00") == "a\ufffdb\ufffdc\ufffd"


def test_text_that_can_be_stored_stays_as_it_came() -> None:
    assert clean_text("tea 🍵\r\n\tand trains") == "tea 🍵\r\n\tand trains"


@given(st.text(st.characters()))
def test_cleaned_text_can_always_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert is_storable(cleaned)
    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned
