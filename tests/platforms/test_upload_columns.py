import io
import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account
from app.platforms.upload import LineError, UploadCode, UploadError, UploadFormat, parse_columns, read_lines

FIRST_OF_MAY = datetime(2025, 5, 1, tzinfo=UTC)


def rows(text: str | bytes, columns: dict[str, str] | None = None) -> list[Account | LineError]:
    data = text.encode() if isinstance(text, str) else text
    return [result for _, result in read_lines(io.BytesIO(data), form=UploadFormat.CSV, columns=columns)]


def refusal(text: str, columns: dict[str, str] | None = None) -> UploadError:
    with pytest.raises(UploadError) as caught:
        rows(text, columns)
    return caught.value


@pytest.mark.parametrize(
    "header",
    ["Username", "user name", "USER_NAME", "userName", "screen_name", "Handle", "Account address", "\ufeffLogin"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_handle_of_a_known_export_is_the_id_of_the_account(header: str, separator: str) -> None:
    text = f"{header}{separator}Followers\n@anna{separator}1234\n"
    assert rows(text) == [Account(account_id="anna", handle="anna", followers_count=1_234)]


def test_the_columns_of_known_exports_are_read_and_others_left_out() -> None:
    text = (
        "User ID,Username,Full name,Biography,Followers,Follows,Media count,Is private,Is verified,Joined,"
        "Follow date,Website,Mood\n"
        '7,anna,Anna B,"Tea, trains","1,234",1.2K,12,no,Yes,2019-02-03,1746057600,https://anna.example,fine\n'
    )
    assert rows(text) == [
        Account(
            account_id="7",
            handle="anna",
            display_name="Anna B",
            bio="Tea, trains",
            followers_count=1_234,
            posts_count=12,
            is_private=False,
            is_verified=True,
            created_at=datetime(2019, 2, 3, tzinfo=UTC),
            followed_at=FIRST_OF_MAY,
            url="https://anna.example",
        )
    ]


def test_the_address_of_a_profile_gives_the_handle_where_nothing_else_does() -> None:
    text = "Profile URL,Followers\nhttps://platform.example/@anna/?igsh=1,3\nplatform.example/bea,4\nanna,5\n"
    anna, bea, neither = rows(text)
    assert anna == Account(account_id="anna", handle="anna", followers_count=3)
    assert bea == Account(account_id="bea", handle="bea", followers_count=4)
    assert isinstance(neither, LineError)
    assert (neither.line, neither.pointer, neither.reason) == (4, "/account_id", "is required")


def test_a_list_that_names_nobody_is_no_known_export() -> None:
    for text in ("Followers,Bio\n1,x\n", "id,bio\n1,x\n", "handle\nanna\n", "handle,bio\nanna,x\n"):
        assert refusal(text).code is UploadCode.BAD_HEADER


def test_a_file_in_our_own_names_is_read_as_ever_even_beside_known_headers() -> None:
    [found] = rows("account_id,Username,followers_count\na,anna,7\n")
    assert found == Account(account_id="a", followers_count=7)


def test_two_columns_that_may_be_the_same_field_are_named() -> None:
    error = refusal("Username,Screen name\nanna,bea\n")
    assert error.code is UploadCode.BAD_HEADER
    assert "'Username' and 'Screen name' may both be handle" in error.detail


def test_a_mapping_reads_the_columns_that_it_names_and_no_others() -> None:
    columns = {"Kto": "handle", "Ilu": "followers_count", "Kiedy": "followed_at", "Wpisy": "texts"}
    text = 'Kto;Ilu;Followers;Kiedy;Wpisy\nanna;"1,234";9;2025-05-01;"[""hello""]"\n'
    assert rows(text, columns) == [
        Account(account_id="anna", handle="anna", followers_count=1_234, followed_at=FIRST_OF_MAY, texts=("hello",))
    ]


def test_a_mapping_takes_the_header_that_is_spelt_alike_before_one_that_is_only_similar() -> None:
    assert rows("user_name,User name\nanna,bea\n", {"User name": "account_id"}) == [Account(account_id="bea")]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Nobody": "handle"}, "no column 'Nobody'"),
        ({"Twice": "handle"}, "the column 'Twice' twice"),
        ({"user name": "handle", "User_Name": "account_id"}, "'User_Name' is named twice"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_names_the_column(columns: dict[str, str], said: str) -> None:
    error = refusal("Username,Twice,Twice\nanna,a,b\n", columns)
    assert error.code is UploadCode.BAD_COLUMNS
    assert said in error.detail


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "JSON object"),
        ("[]", "JSON object"),
        ('[["A", "handle"]]', "JSON object"),
        ('{"A": 7}', "JSON object"),
        ('{"A": {"B": "handle"}}', "JSON object"),
        ("[" * 100_000, "JSON object"),
        ("{}", "account_id or handle"),
        ('{"A": "bio"}', "account_id or handle"),
        ('{"A": "handle", "B": "mood"}', "'B' is to be 'mood', which is no field"),
        ('{"A": "handle", "B": "handle"}', "'A' and 'B' are both to be handle"),
        ('{"A": "handle", "A": "bio"}', "'A' is named twice"),
        ('{"\\ud800": "mood"}', r"'\ud800'"),
    ],
)
def test_a_mapping_that_is_none_says_why(text: str, said: str) -> None:
    with pytest.raises(UploadError) as caught:
        parse_columns(text)
    assert caught.value.code is UploadCode.BAD_COLUMNS
    assert said in caught.value.detail


def test_a_mapping_is_for_csv_only() -> None:
    with pytest.raises(UploadError, match="CSV only") as caught:
        list(read_lines(io.BytesIO(b'{"account_id": "a"}'), columns={"a": "account_id"}))
    assert caught.value.code is UploadCode.BAD_COLUMNS


def test_a_cell_that_cannot_be_read_names_our_field() -> None:
    [found] = rows("Username;Joined\nanna;03/04/2025\n")
    assert isinstance(found, LineError)
    assert (found.line, found.pointer) == (2, "/created_at")


@given(st.dictionaries(st.text(max_size=5), st.sampled_from(["handle", "bio", "mood"])), st.binary(max_size=80))
def test_any_mapping_and_any_bytes_are_rows_or_an_upload_error(columns: dict[str, str], data: bytes) -> None:
    with suppress(UploadError):
        named = parse_columns(json.dumps(columns))
        rows(",".join(columns).encode() + b"\n" + data, named)
    with suppress(UploadError):
        rows(b"Username\tFollowers\n" + data)
