from hypothesis import given
from hypothesis import strategies as st

from app.scoring.handle_shape import read_handles


def test_letter_runs_count_once_and_digits_each() -> None:
    templates, shares = read_handles(["Maria_Lopez19842", "jose.garcia553"])
    assert templates == ["Aa_Aa99999", "a.a999"]
    assert shares == [5 / 16, 3 / 14]


def test_a_handle_with_few_digits_has_no_template() -> None:
    assert read_handles(["maria84", "MARIA"])[0] == [None, None]


def test_the_domain_is_no_part_of_the_name() -> None:
    templates, shares = read_handles(["maria123.bsky.social", "maria123@example.social"])
    assert templates == ["a999", "a999"]
    assert shares == [3 / 8, 3 / 8]


def test_an_unknown_handle_stays_unknown_between_known_ones() -> None:
    templates, shares = read_handles(["ann111", None, "", "bob222"])
    assert templates == ["a999", None, None, "a999"]
    assert shares[1:3] == [None, None]


@given(st.lists(st.none() | st.text()))
def test_every_handle_gets_its_own_answer_whatever_it_holds(handles: list[str | None]) -> None:
    templates, shares = read_handles(handles)
    assert len(templates) == len(shares) == len(handles)
    assert all(share is None or 0 <= share <= 1 for share in shares)
    one_by_one = [read_handles([handle])[0][0] for handle in handles]
    assert templates == one_by_one
