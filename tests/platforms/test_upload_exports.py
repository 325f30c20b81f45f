import gzip
import io
import json
from contextlib import suppress
from datetime import UTC, datetime

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
    read_audience,
    read_lines,
    recognise_form,
)

FIRST_OF_MAY = datetime(2025, 5, 1, tzinfo=UTC)
SECONDS = 1_746_057_600


def instagram_entry(name: str) -> dict[str, object]:
    link = {"href": f"https://www.instagram.example/{name}", "value": name, "timestamp": SECONDS}
    return {"title": "", "media_list_data": [], "string_list_data": [link]}


INSTAGRAM = [instagram_entry("anna"), instagram_entry("bea")]
NAMED_BY_TITLE = [
    {"title": "anna", "string_list_data": [{"href": "https://instagram.example/_u/anna", "timestamp": SECONDS}]},
    {"title": "", "string_list_data": [{"href": "https://instagram.example/bea/", "timestamp": SECONDS}]},
]
TIKTOK_LIST = [{"Date": "2025-05-01 00:00:00", "UserName": name} for name in ("anna", "bea")]
TIKTOK = {
    "Activity": {
        "Comments": [{"comment": 'about "FansList": ['}],
        "Follower List": {"FansList": TIKTOK_LIST},
        "Following List": {"Following": [{"Date": "2025-05-01 00:00:00", "UserName": "somebody.else"}]},
    }
}
TIKTOK_TEXT = "Date: 2025-05-01 00:00:00 UTC\nUsername: anna\n\nDate: 2025-05-01 00:00:00\r\nUserName: bea\n"
X = [{"follower": {"accountId": str(n), "userLink": f"https://x.example/intent/user?user_id={n}"}} for n in (12, 34)]

FOLLOWED = [
    pytest.param(json.dumps(INSTAGRAM), id="Instagram"),
    pytest.param(json.dumps(INSTAGRAM, indent=2), id="Instagram, indented"),
    pytest.param(json.dumps({"relationships_followers": INSTAGRAM}), id="Instagram, an object"),
    pytest.param(json.dumps(NAMED_BY_TITLE), id="Instagram, named by title or address"),
    pytest.param(json.dumps(TIKTOK), id="TikTok"),
    pytest.param(json.dumps({"Profile And Settings": {"Follower": {"FansList": TIKTOK_LIST}}}, indent=1), id="newer"),
    pytest.param(TIKTOK_TEXT, id="TikTok as text"),
]


def accounts(text: str | bytes, limits: UploadLimits | None = None) -> list[Account]:
    data = text.encode() if isinstance(text, str) else text
    return [account for batch in read_audience(io.BytesIO(data), limits=limits or UploadLimits()) for account in batch]


def refusal(text: str | bytes, limits: UploadLimits | None = None) -> UploadError:
    with pytest.raises(UploadError) as caught:
        accounts(text, limits)
    return caught.value


def lines(text: str) -> list[Account | LineError]:
    return [result for _, result in read_lines(io.BytesIO(text.encode()))]


@pytest.mark.parametrize("text", FOLLOWED)
@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_the_followers_of_a_platforms_file_are_read_with_the_time_of_their_follow(
    text: str,
    packed: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    data = gzip.compress(text.encode()) if packed else b"\xef\xbb\xbf" + text.encode()
    assert recognise_form(io.BytesIO(data)) is UploadFormat.EXPORT
    assert accounts(data) == [
        Account(account_id=name, handle=name, followed_at=FIRST_OF_MAY) for name in ("anna", "bea")
    ]


def test_the_file_of_x_gives_ids_and_nothing_else() -> None:
    text = f"window.YTD.follower.part0 = {json.dumps(X, indent=2)}"
    assert recognise_form(io.BytesIO(text.encode())) is UploadFormat.EXPORT
    assert accounts(text) == [Account(account_id="12"), Account(account_id="34")]


def test_a_time_that_is_not_told_is_unknown() -> None:
    entry = {"string_list_data": [{"value": "anna", "timestamp": 0}]}
    assert accounts(json.dumps([entry])) == [Account(account_id="anna", handle="anna")]


def test_a_list_longer_than_a_block_is_read_to_its_end_whatever_is_cut_where() -> None:
    names = [f"reader{number}_\u00e9" for number in range(3_000)]
    text = json.dumps([instagram_entry(name) for name in names], ensure_ascii=False)
    assert len(text) > 4 * (1 << 16)
    assert [account.account_id for account in accounts(text)] == names


def test_a_list_far_into_a_file_is_found() -> None:
    whole = {"Activity": {"Browsing": [{"Link": "x" * 100}] * 3_000, "Follower List": {"FansList": TIKTOK_LIST}}}
    assert [account.account_id for account in accounts(json.dumps(whole))] == ["anna", "bea"]


def test_entries_that_are_none_are_named_by_their_place_and_cost_no_other() -> None:
    text = json.dumps([instagram_entry("anna"), {"string_list_data": []}, 7, {"string_list_data": [{"value": ""}]}])
    anna, *wrong = lines(text)
    assert anna == Account(account_id="anna", handle="anna", followed_at=FIRST_OF_MAY)
    assert [error.line for error in wrong if isinstance(error, LineError)] == [2, 3, 4]


def test_a_line_that_is_neither_date_nor_name_is_named() -> None:
    anna, wrong, *_ = lines("Date: 2025-05-01\nUsername: anna\nnonsense\n")
    assert isinstance(anna, Account)
    assert isinstance(wrong, LineError)
    assert wrong.line == 3


def test_a_date_that_is_none_is_named() -> None:
    [wrong] = lines("Date: long ago\nUsername: anna\n")
    assert wrong == LineError(2, "/followed_at", "is no date as the platform writes them")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (json.dumps(INSTAGRAM)[:-5], UploadCode.TRUNCATED),
        ('{"relationships_followers": []}', UploadCode.EMPTY),
        ('{"Activity": {"Comments": []}}', UploadCode.EMPTY),
        ("[]", UploadCode.UNKNOWN_FORMAT),
        ('[{"account_id": "a"}]', UploadCode.UNKNOWN_FORMAT),
        (json.dumps(INSTAGRAM).replace("bea", "\u00e9").encode("latin-1"), UploadCode.NOT_UTF8),
        (json.dumps([instagram_entry("anna")]) + "x" * 10, None),
    ],
)
def test_a_file_that_holds_no_whole_list_says_why(text: str | bytes, code: UploadCode | None) -> None:
    if code is None:
        assert len(accounts(text)) == 1
    else:
        assert refusal(text).code is code


def test_an_entry_over_the_limit_refuses_the_file_with_the_limit() -> None:
    error = refusal('[{"string_list_data": ' + "[" * 500_000, UploadLimits(line_bytes=1_000))
    assert (error.code, error.limit) == (UploadCode.UNKNOWN_FORMAT, 1_000)


def test_ndjson_with_a_property_that_an_export_has_too_stays_ndjson() -> None:
    assert accounts('{"Activity": 7, "account_id": "a"}\n{"account_id": "b"}\n') == [
        Account(account_id="a"),
        Account(account_id="b"),
    ]


@given(st.sampled_from([one.values[0] for one in FOLLOWED]), st.binary(max_size=30), st.integers(0, 400))
def test_any_damage_to_a_platforms_file_is_an_upload_error_or_none(text: object, damage: bytes, place: int) -> None:
    data = str(text).encode()
    with suppress(UploadError):
        accounts(data[:place] + damage + data[place:])
