import gzip
import socket
import time

import pytest
from service import ServiceThread, make_key

from api.checked import CheckedCaller
from api.routes.uploads import CSV, GZIP, NDJSON, accounts, count_stored, ndjson

URL = "/v1/audiences?platform=x"
GOOD = accounts(1_200)
"""More than one page, so that something is stored before the end is seen."""


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        pytest.param(b"", NDJSON, "upload_empty", id="nothing"),
        pytest.param(b"\n \r\n\t\n", NDJSON, "upload_empty", id="blank lines"),
        pytest.param(b"", CSV, "upload_empty", id="no csv"),
        pytest.param(b"account_id,handle\n", CSV, "upload_empty", id="a header only"),
        pytest.param(gzip.compress(b""), GZIP, "upload_empty", id="empty gzip"),
        pytest.param(gzip.compress(GOOD)[:-20], GZIP, "upload_truncated", id="gzip cut off"),
        pytest.param(b"\x1f\x8b" + b"\x00" * 100, GZIP, "upload_gzip_corrupt", id="damaged gzip"),
        pytest.param(GOOD.decode().encode("utf-16"), NDJSON, "upload_not_utf8", id="utf-16"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 50, GZIP, "upload_unknown_format", id="zip"),
        pytest.param(b'[{"account_id": "a"}]', GZIP, "upload_unknown_format", id="one json array"),
        pytest.param(b"handle\nanna\n", CSV, "upload_bad_header", id="csv without ids"),
        pytest.param(b"account_id,bio,bio\na,b,c\n", CSV, "upload_bad_header", id="csv with a column twice"),
        pytest.param(gzip.compress((b" " * 9_999 + b"\n") * 4_000), GZIP, "upload_too_large", id="gzip bomb"),
        pytest.param(b"\n" * 5_000_001, NDJSON, "payload_too_large", id="over the limit"),
    ],
)
def test_an_upload_that_cannot_be_used_leaves_nothing_behind(
    caller: CheckedCaller, service: ServiceThread, body: bytes, headers: dict[str, str], code: str
) -> None:
    before = count_stored(service.settings.url)
    caller.problem("POST", URL, code, content=body, headers=headers)
    assert count_stored(service.settings.url) == before


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        pytest.param(b'{"account_id": "x", "bio": "cut of', "", id="cut off"),
        pytest.param(b'{"account_id": "x", "bio": "\xff\xfe"}', "", id="not utf-8"),
        pytest.param(b'{"account_id": "a\\u0000b"}', "/account_id", id="NUL"),
        pytest.param(b'{"account_id": "x", "avatar_id": "a\\ud800b"}', "/avatar_id", id="lone surrogate"),
        pytest.param(b'{"account_id": "x", "followers_count": 18446744073709551616}', "/followers_count", id="65 bits"),
        pytest.param(b'{"account_id": "x", "followers_count": 9007199254740992}', "/followers_count", id="54 bits"),
        pytest.param(b'{"account_id": "x", "followers_count": -1}', "/followers_count", id="negative"),
        pytest.param(
            b'{"account_id": "x", "followers_count": ' + b"9" * 5_000 + b"}", "/followers_count", id="5,000 digits"
        ),
        pytest.param(b'{"account_id": "x", "followers_count": NaN}', "", id="NaN"),
        pytest.param(b'{"account_id": "x", "created_at": "0001-01-01T00:00:00+14:00"}', "/created_at", id="year 0"),
        pytest.param(b'{"account_id": ""}', "/account_id", id="empty id"),
        pytest.param(b'{"handle": "x"}', "/account_id", id="no id"),
        pytest.param(b'"account_id"', "", id="no object"),
        pytest.param(b"[" * 100_000, "", id="deeply nested"),
        pytest.param(b'{"account_id": "account-7"}', "/account_id", id="an id again"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_nothing_is_stored(
    caller: CheckedCaller, service: ServiceThread, line: bytes, pointer: str
) -> None:
    before = count_stored(service.settings.url)
    problem = caller.problem("POST", URL, "upload_rejected", content=GOOD + line + b"\n", headers=NDJSON)
    assert [error["pointer"] for error in problem["errors"]] == [f"/lines/1201{pointer}"]
    assert problem["detail"].startswith("1 line is wrong")
    assert count_stored(service.settings.url) == before


def test_a_bad_line_in_csv_is_named_too(caller: CheckedCaller) -> None:
    body = b"account_id,followers_count\na,1\nb,many\nc,99999999999999999999999\n"
    problem = caller.problem("POST", URL, "upload_rejected", content=body, headers=CSV)
    pointers = [error["pointer"] for error in problem["errors"]]
    assert pointers == ["/lines/3/followers_count", "/lines/4/followers_count"]


def test_an_upload_that_was_cut_in_the_middle_of_a_line_names_its_last_line(caller: CheckedCaller) -> None:
    problem = caller.problem("POST", URL, "upload_rejected", content=GOOD[:-10], headers=NDJSON)
    assert [error["pointer"] for error in problem["errors"]] == ["/lines/1200"]


def test_the_list_of_bad_lines_is_capped_but_their_number_is_told(caller: CheckedCaller) -> None:
    body = ndjson({"account_id": "a"}, *({"account_id": 7} for _ in range(250)))
    problem = caller.problem("POST", URL, "upload_rejected", content=body, headers=NDJSON)
    assert [error["pointer"] for error in problem["errors"]] == [
        f"/lines/{number}/account_id" for number in range(2, 102)
    ]
    assert "250 lines" in problem["detail"]


def test_a_bad_line_is_not_repeated_to_whoever_sent_it(caller: CheckedCaller) -> None:
    body = b'{"account_id": "zyxw-1", "bio": "zyxw\\u0000", "followers_count": "zyxw"}\n{"zyxw": zyxw}\n'
    answer = caller.post(URL, content=body, headers=NDJSON)
    assert answer.json()["code"] == "upload_rejected"
    assert "zyxw" not in answer.text


def test_an_upload_over_the_limit_is_refused_with_the_limit(caller: CheckedCaller) -> None:
    chunks = (b"\n" * 1_000_000 for _ in range(6))
    for body in (b"\n" * 6_000_000, chunks):
        problem = caller.problem("POST", URL, "payload_too_large", content=body, headers=NDJSON)
        assert [error["limit"] for error in problem["errors"]] == [5_000_000]


@pytest.mark.parametrize(
    "media_type",
    [None, "", "application/json", "text/plain", "multipart/form-data; boundary=x", "application/x-ndjson-not", "csv"],
)
def test_a_media_type_that_cannot_be_read_is_refused_with_those_that_can(
    caller: CheckedCaller, media_type: str | None
) -> None:
    headers = {} if media_type is None else {"Content-Type": media_type}
    problem = caller.problem("POST", URL, "unsupported_media_type", content=GOOD, headers=headers)
    assert "application/x-ndjson" in problem["detail"]


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
def test_a_caller_who_hangs_up_in_the_middle_leaves_nothing_and_no_crash_behind(
    service: ServiceThread, caller: CheckedCaller, caplog: pytest.LogCaptureFixture, *, chunked: bool
) -> None:
    before = count_stored(service.settings.url)
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {2 * len(GOOD)}"
    head = (
        f"POST {URL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
        f"Authorization: Bearer {make_key(service.settings)}\r\n{length}\r\n\r\n"
    )
    body = b"%x\r\n%s\r\n" % (len(GOOD), GOOD) if chunked else GOOD
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(head.encode() + body)
        time.sleep(0.2)
    time.sleep(0.2)
    assert caller.get("/healthz").status_code == 200
    assert count_stored(service.settings.url) == before
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
