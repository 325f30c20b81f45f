import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.handle import MAX_NAME_LENGTH, MalformedHandleError, parse_name

NAMES = st.text(
    st.characters(blacklist_categories=("C", "Z"), blacklist_characters="@"), min_size=1, max_size=MAX_NAME_LENGTH
)


@given(name=NAMES, space=st.text(" \t\n", max_size=3))
def test_space_around_a_name_and_one_leading_at_sign_are_no_part_of_it(name: str, space: str) -> None:
    assert parse_name(f"{space}@{name}{space}") == parse_name(name) == name


@given(st.text())
def test_any_text_is_either_a_printable_name_or_refused_with_a_sentence(text: str) -> None:
    try:
        name = parse_name(text)
    except MalformedHandleError as error:
        assert str(error).startswith("the handle ")  # noqa: PT017 - most texts are names and raise nothing
    else:
        assert 0 < len(name) <= MAX_NAME_LENGTH
        assert not any(letter.isspace() and letter.isascii() for letter in name)


@pytest.mark.parametrize("text", ["", "   ", "@", " @ "])
def test_a_name_without_letters_is_empty(text: str) -> None:
    with pytest.raises(MalformedHandleError, match="empty"):
        parse_name(text)


@pytest.mark.parametrize(
    "text", ["two words", "nul\x00", "tab\tinside", "bidi\u202eevil", "zero\u200bwidth", "half\ud800", "esc\x1b[31m"]
)
def test_a_name_with_a_space_or_something_unprintable_is_refused(text: str) -> None:
    with pytest.raises(MalformedHandleError, match="unprintable"):
        parse_name(text)


def test_the_longest_name_is_taken_and_one_letter_more_is_not() -> None:
    assert parse_name("a" * MAX_NAME_LENGTH) == "a" * MAX_NAME_LENGTH
    with pytest.raises(MalformedHandleError, match="301 characters"):
        parse_name("a" * (MAX_NAME_LENGTH + 1))
