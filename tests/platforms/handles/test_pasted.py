import pytest

from app.domain.handle import MalformedHandleError
from app.platforms.handles.pasted import MAX_TEXT_LENGTH, unwrap


@pytest.mark.parametrize(
    "text",
    [
        "  @alice\n",
        "<@alice>",
        '" @alice "',
        "'<@alice>'",
        "„@alice“",
        "« @alice »",
        "`@alice`",
        "\u200b@ali\u200dce\ufeff",
        "\u202a@alice\u202c",
        "\u2066@alice\u2069",
        "＠alice",
        "\ufe6balice",
    ],
)
def test_what_is_pasted_along_with_a_handle_is_no_part_of_it(text: str) -> None:
    assert unwrap(text) == "@alice"


@pytest.mark.parametrize("text", ["", "  ", '""', "<>", "\u200b", '" \u200b "'])
def test_a_text_of_nothing_but_wrapping_is_empty(text: str) -> None:
    with pytest.raises(MalformedHandleError, match="is empty"):
        unwrap(text)


@pytest.mark.parametrize(
    "text", ["two words", "nul\x00", "tab\tinside", "esc\x1b[31m", "half\ud800", "hard\xa0space", "a\x85b"]
)
def test_a_space_or_something_unprintable_inside_is_refused(text: str) -> None:
    with pytest.raises(MalformedHandleError, match="unprintable"):
        unwrap(text)


def test_the_longest_text_is_taken_and_one_letter_more_is_not() -> None:
    assert len(unwrap("a" * MAX_TEXT_LENGTH)) == MAX_TEXT_LENGTH
    with pytest.raises(MalformedHandleError, match="2049 characters"):
        unwrap("a" * (MAX_TEXT_LENGTH + 1))
