import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.credential import MAX_VALUE_LENGTH, OpenedCredential, hint_of, is_sendable


@pytest.mark.parametrize(("secret", "hint"), [("a" * 15, None), ("a" * 12 + "wxyz", "wxyz"), ("", None)])
def test_the_end_is_shown_of_long_secrets_only(secret: str, hint: str | None) -> None:
    assert hint_of(secret) == hint


@given(st.text())
def test_what_can_be_sent_cannot_end_a_header_line(value: str) -> None:
    if is_sendable(value):
        assert value.isascii()
        assert value.isprintable()
        assert value == value.strip() != ""


@pytest.mark.parametrize("value", ["", " ", "a b", "a\n", "a\r\nX-Other: 1", "\x00", "\x7f", "é", "a" * 4_097])
def test_what_would_break_a_header_is_not_sendable(value: str) -> None:
    assert not is_sendable(value)


def test_ordinary_tokens_are_sendable() -> None:
    for value in ("a", "AIzaSy-x_y", "AAAA%2Fb==", "~!", "a" * MAX_VALUE_LENGTH):
        assert is_sendable(value)


def test_an_opened_credential_does_not_print_its_secret() -> None:
    opened = OpenedCredential(credential_id="crd_1", fields={"api_key": "s3cret"}, fingerprint="f")
    assert "s3cret" not in repr(opened)
