import io
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account, Engagement, EngagementKind
from app.platforms.upload_csv import MAX_CELL_CHARACTERS, read_csv
from app.platforms.upload_errors import LineError, UploadCode, UploadError


def rows(text: str | bytes, line_bytes: int = 1_000_000) -> list[tuple[int, Account | LineError]]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_csv(io.BufferedReader(io.BytesIO(data)), line_bytes))


def error(text: str | bytes, line_bytes: int = 1_000_000) -> LineError:
    (found,) = [result for _, result in rows(text, line_bytes) if isinstance(result, LineError)]
    return found


def test_cells_are_read_by_the_kind_of_their_column() -> None:
    text = (
        "account_id,followers_count,handle_digit_share,has_avatar,is_private,created_at,texts,engagements,unknown\n"
        'a,12.0,0.5,TRUE,0,2026-05-01T14:00:00+02:00,"[""x"",""y""]","[{""kind"":""like"",""post_id"":""p""}]",z\n'
    )
    account = Account(
        account_id="a",
        followers_count=12,
        handle_digit_share=0.5,
        has_avatar=True,
        is_private=False,
        created_at=datetime(2026, 5, 1, 12, tzinfo=UTC),
        texts=("x", "y"),
        engagements=(Engagement(EngagementKind.LIKE, "p"),),
    )
    assert rows(text) == [(2, account)]


def test_an_empty_cell_is_unknown_and_a_blank_line_is_skipped() -> None:
    assert rows("account_id,bio,followers_count\n\na,,\n\n") == [(3, Account(account_id="a"))]


def test_a_quoted_cell_may_run_over_lines_and_the_row_has_the_number_of_its_last() -> None:
    assert rows('account_id,bio\na,"tea\nand ""trains"""\nb,x\n') == [
        (3, Account(account_id="a", bio='tea\nand "trains"')),
        (4, Account(account_id="b", bio="x")),
    ]


@pytest.mark.parametrize(
    ("row", "pointer", "reason"),
    [
        ("a,x,,,", "/followers_count", "whole number"),
        ("a,1.5,,,", "/followers_count", "whole number"),
        ("a,-1,,,", "/followers_count", "at least 0"),
        ("a,9007199254740992,,,", "/followers_count", "2^53-1"),
        (f"a,{'9' * 5_000},,,", "/followers_count", "whole number"),
        ("a,,yes,,", "/has_avatar", "true, false, 1 or 0"),
        ("a,,,much,", "/handle_digit_share", "must be a number"),
        ("a,,,1e400,", "/handle_digit_share", "at most 1"),
        ("a,,,2,", "/handle_digit_share", "at most 1"),
        ("a,,,,one text", "/texts", "JSON array"),
        ('a,,,,"{""a"":1}"', "/texts", "must be a list"),
        (f'a,,,,"{"[" * 50_000}"', "/texts", "JSON array"),
        (",,,,", "/account_id", "is required"),
        ("a,1", "", "has 2 cells, the header names 5"),
        ("a,1,,,,", "", "has 6 cells"),
        ('a,"1"2,,,', "", "quote"),
    ],
)
def test_a_bad_cell_names_its_column(row: str, pointer: str, reason: str) -> None:
    found = error(f"account_id,followers_count,has_avatar,handle_digit_share,texts\n{row}\n")
    assert (found.line, found.pointer) == (2, pointer)
    assert reason in found.reason


def test_bad_rows_do_not_cost_the_good_ones() -> None:
    data = b"account_id,bio\na,caf\xe9\nb,x\nc\x00,b\nd,y\n"
    assert [getattr(result, "account_id", None) for _, result in rows(data)] == [None, "b", None, "d"]


def test_a_quote_that_is_never_closed_costs_no_more_than_its_limit() -> None:
    text = "account_id,bio\n" + 'a,"never closed\n' + "b,x\n" * 100
    found = rows(text, line_bytes=100)
    assert isinstance(found[0][1], LineError)
    assert found[-1] == (102, Account(account_id="b", bio="x"))


def test_a_quote_that_is_open_at_the_end_is_a_bad_row() -> None:
    assert "quote" in error('account_id,bio\na,"cut off').reason


def test_a_cell_that_is_too_long_is_a_bad_row() -> None:
    assert "cell over" in error(f"account_id,zzz\na,{'z' * (MAX_CELL_CHARACTERS + 1)}\n").reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", UploadCode.EMPTY),
        ("\n\n", UploadCode.EMPTY),
        ("id,bio\n", UploadCode.BAD_HEADER),
        ("account_id;bio\na;b\n", UploadCode.BAD_HEADER),
        ("account_id,bio,bio\n", UploadCode.BAD_HEADER),
        (b"account_id,caf\xe9\n", UploadCode.BAD_HEADER),
        ('account_id,"bio\n', UploadCode.BAD_HEADER),
    ],
)
def test_a_header_that_cannot_be_used_refuses_the_upload(text: str | bytes, code: UploadCode) -> None:
    with pytest.raises(UploadError) as caught:
        rows(text)
    assert caught.value.code is code


def test_columns_that_are_not_ours_may_repeat_and_names_may_have_spaces_around() -> None:
    assert rows(" account_id ,x,x\na,1,2\n") == [(2, Account(account_id="a"))]


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_an_upload_error(data: bytes) -> None:
    with suppress(UploadError):
        rows(b"account_id,followers_count,texts\n" + data)
    with suppress(UploadError):
        rows(data)
