import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.niche.columns import NO_CODE, NOT_READ, TextColumns, code_of, letters_of, names


def numbered(count: int, dimensions: int = 3) -> TextColumns:
    columns = TextColumns.unread(count, dimensions)
    columns.score[:] = np.arange(count)
    columns.vectors[:] = np.arange(count)[:, None]
    return columns


def test_accounts_whose_words_were_not_read_are_unknown_and_admitted() -> None:
    columns = TextColumns.unread(2)
    assert np.isnan(columns.score).all()
    assert columns.texts.tolist() == [NOT_READ] * 2
    assert columns.language.tolist() == columns.place.tolist() == [NO_CODE] * 2
    assert columns.admitted.all()
    assert columns.vectors.shape == (2, 0)


def test_parts_are_joined_in_order_and_those_without_vectors_get_zeros() -> None:
    joined = TextColumns.concat([numbered(2), TextColumns.unread(1), numbered(1)])
    np.testing.assert_array_equal(joined.score, [0, 1, np.nan, 0])
    assert joined.vectors.tolist() == [[0] * 3, [1] * 3, [0] * 3, [0] * 3]
    assert len(joined) == 4


def test_taking_keeps_the_order_that_was_asked_for() -> None:
    taken = numbered(4).take(np.array([3, 1]))
    assert taken.score.tolist() == [3, 1]
    assert numbered(4).take(np.array([True, False, False, True])).score.tolist() == [0, 3]
    assert all(getattr(taken, name).dtype == getattr(numbered(1), name).dtype for name in names(TextColumns))


@given(st.sampled_from("abcxyzABCXYZ"), st.sampled_from("abcxyzABCXYZ"))
def test_a_code_of_two_letters_comes_back_in_small_letters(first: str, second: str) -> None:
    assert letters_of(code_of(first + second)) == (first + second).lower()


@pytest.mark.parametrize("letters", [None, "", "e", "eng", "1a", "é1", "éa", "  "])
def test_what_is_no_code_has_no_number(letters: str | None) -> None:
    assert code_of(letters) == NO_CODE
