import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.api.errors import ApiError
from app.api.pagination import MAX_CURSOR, _sign, read_cursor, write_cursor

KEY = b"k" * 32
PLACE = (datetime(2026, 11, 1, 12, 30, 5, 123456, tzinfo=UTC), "vet_" + "0" * 32)

moments = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside it


def refused(cursor: str, *, key: bytes = KEY, owner: str = "ten_a") -> bool:
    """Whether a cursor is refused under the one code; any other exception fails the test."""
    try:
        read_cursor(key, owner, cursor)
    except ApiError as error:
        return error.code == "invalid_cursor"
    return False


@given(moments, st.text(max_size=36))
def test_a_cursor_comes_back_as_it_went(moment: datetime, row_id: str) -> None:
    assert read_cursor(KEY, "ten_a", write_cursor(KEY, "ten_a", (moment, row_id))) == (moment, row_id)


def test_a_time_of_another_zone_comes_back_in_utc() -> None:
    moment = PLACE[0].astimezone(timezone(timedelta(hours=5)))
    found = read_cursor(KEY, "ten_a", write_cursor(KEY, "ten_a", (moment, "x")))[0]
    assert (found, found.utcoffset()) == (moment, timedelta(0))


def test_a_cursor_is_short_and_needs_no_escaping_in_an_address() -> None:
    cursor = write_cursor(KEY, "ten_a", PLACE)
    assert len(cursor) <= MAX_CURSOR
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text())
def test_any_text_is_refused_and_nothing_else_is_raised(cursor: str) -> None:
    assert refused(cursor)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_nothing_else_is_raised(raw: bytes) -> None:
    assert refused(base64.urlsafe_b64encode(raw).decode().rstrip("="))


@given(st.binary(max_size=100) | st.sampled_from([b"[]", b'["2026-11-01T12:00:00Z"]', b"[1,2]", b'["x","y"]', b"null"]))
def test_a_signed_place_that_is_none_is_refused(body: bytes) -> None:
    assert refused(base64.urlsafe_b64encode(_sign(KEY, "ten_a", body) + body).decode())


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_a_cursor_with_one_letter_changed_is_refused(place: int, letter: str) -> None:
    cursor = write_cursor(KEY, "ten_a", PLACE)
    place %= len(cursor)
    changed = cursor[:place] + letter + cursor[place + 1 :]

    def decoded(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    with suppress(ValueError):
        assume(decoded(changed) != decoded(cursor))
    assert refused(changed)


@pytest.mark.parametrize("owner", ["ten_b", "", "ten_", "ten_a\0"])
def test_the_cursor_of_another_tenant_is_refused(owner: str) -> None:
    assert refused(write_cursor(KEY, "ten_a", PLACE), owner=owner)


def test_the_cursor_of_another_installation_is_refused() -> None:
    assert refused(write_cursor(b"another key", "ten_a", PLACE))
