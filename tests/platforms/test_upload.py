import gzip
import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account
from app.platforms.upload import (
    LineError,
    UploadCode,
    UploadError,
    UploadFormat,
    UploadLimits,
    UploadRejectedError,
    read_audience,
    read_lines,
)


def accounts(data: bytes, form: UploadFormat = UploadFormat.AUTO, limits: UploadLimits | None = None) -> list[Account]:
    batches = read_audience(io.BytesIO(data), form=form, limits=limits or UploadLimits())
    return [account for batch in batches for account in batch]


def refusal(data: bytes, form: UploadFormat = UploadFormat.AUTO, limits: UploadLimits | None = None) -> UploadError:
    with pytest.raises(UploadError) as caught:
        accounts(data, form, limits)
    return caught.value


def ndjson(*names: str) -> bytes:
    return b"".join(json.dumps({"account_id": name}).encode() + b"\n" for name in names)


CSV = b"account_id,bio\na,x\nb,y\n"


def test_lines_keep_their_numbers_over_blank_and_bad_ones() -> None:
    data = b'\n{"account_id": "a"}\n \t\nnonsense\n{"account_id": "b"}'
    found = list(read_lines(io.BytesIO(data), form=UploadFormat.NDJSON))
    assert found == [
        (2, Account(account_id="a")),
        (4, LineError(4, "", "is not JSON")),
        (5, Account(account_id="b")),
    ]


def test_lines_stand_for_themselves_so_a_repeated_id_is_no_error_among_them() -> None:
    assert len(list(read_lines(io.BytesIO(ndjson("a", "a"))))) == 2


@pytest.mark.parametrize("data", [ndjson("a", "b"), CSV, b"\n\n" + ndjson("a", "b"), b"\xef\xbb\xbf" + CSV])
@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_the_form_is_recognised(data: bytes, packed: bool) -> None:  # noqa: FBT001 - pytest gives it
    found = accounts(gzip.compress(data) if packed else data)
    assert [account.account_id for account in found] == ["a", "b"]


def test_a_form_that_is_given_is_not_guessed() -> None:
    assert isinstance(refusal(CSV, UploadFormat.NDJSON), UploadRejectedError)
    assert refusal(ndjson("a"), UploadFormat.CSV).code is UploadCode.BAD_HEADER


def test_batches_have_the_size_of_the_limits() -> None:
    batches = read_audience(io.BytesIO(ndjson(*"abcde")), limits=UploadLimits(batch_rows=2))
    assert [len(batch) for batch in batches] == [2, 2, 1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", UploadCode.EMPTY),
        (b"\n \n\r\n", UploadCode.EMPTY),
        (gzip.compress(b"", mtime=0), UploadCode.EMPTY),
        (b"account_id,bio\n", UploadCode.EMPTY),
        (b'[{"account_id": "a"}]', UploadCode.UNKNOWN_FORMAT),
        (b"hello there\n", UploadCode.BAD_HEADER),
        (gzip.compress(ndjson("a"), mtime=0)[:-3], UploadCode.TRUNCATED),
        ('{"account_id": "a"}'.encode("utf-16"), UploadCode.NOT_UTF8),
    ],
)
def test_an_upload_that_cannot_be_used_says_why(data: bytes, code: UploadCode) -> None:
    error = refusal(data)
    assert error.code is code
    assert error.detail.endswith(".")


def test_more_accounts_than_the_limit_are_refused_with_the_limit() -> None:
    error = refusal(ndjson(*"abc"), limits=UploadLimits(rows=2))
    assert (error.code, error.limit) == (UploadCode.TOO_MANY_ROWS, 2)
    assert len(accounts(ndjson(*"ab"), limits=UploadLimits(rows=2))) == 2


def test_wrong_lines_are_listed_in_order_up_to_the_cap_and_all_are_counted() -> None:
    data = ndjson("a") + b"bad\n" * 5 + ndjson("a")
    error = refusal(data, limits=UploadLimits(errors=3))
    assert isinstance(error, UploadRejectedError)
    assert [each.line for each in error.errors] == [2, 3, 4]
    assert error.total == 6
    assert error.code == "upload_rejected"


def test_a_repeated_account_id_names_both_lines() -> None:
    error = refusal(ndjson("a", "b", "a"))
    assert isinstance(error, UploadRejectedError)
    assert error.errors == (LineError(3, "/account_id", "repeats the account_id of line 1"),)


def test_a_last_line_that_is_cut_off_is_a_bad_line() -> None:
    error = refusal(ndjson("a") + b'{"account_id": "b')
    assert isinstance(error, UploadRejectedError)
    assert error.errors == (LineError(2, "", "is cut off before its JSON object ends"),)


def test_after_a_wrong_line_no_more_accounts_are_given() -> None:
    batches = read_audience(io.BytesIO(ndjson("a") + b"bad\n" + ndjson("b", "c")), limits=UploadLimits(batch_rows=1))
    assert next(batches) == [Account(account_id="a")]
    with pytest.raises(UploadRejectedError):
        next(batches)


def test_a_line_over_the_limit_is_a_bad_line_with_the_limit() -> None:
    long = json.dumps({"account_id": "b", "texts": ["x" * 500]}).encode() + b"\n"
    error = refusal(ndjson("a") + long, limits=UploadLimits(line_bytes=100))
    assert isinstance(error, UploadRejectedError)
    assert [(each.line, each.limit) for each in error.errors] == [(2, 100)]


@given(st.binary(max_size=200), st.sampled_from(UploadFormat))
def test_any_bytes_are_an_audience_or_an_upload_error(data: bytes, form: UploadFormat) -> None:
    with suppress(UploadError):
        accounts(data, form)
    with suppress(UploadError):
        accounts(gzip.compress(data), form)
