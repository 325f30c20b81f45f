import json
import socket

import pytest
from service import ServiceThread

from api.checked import CheckedCaller
from api.contract import list_operations

URL = "/v1/vettings"
JSON = {"Content-Type": "application/json"}
QUESTION = {"platform": "bluesky", "handle": "nobody.test"}
TAKING_JSON = [
    (method, path)
    for method, path, operation in list_operations()
    if "application/json" in operation.get("requestBody", {}).get("content", {})
]
ODD_QUERIES = ["handle=%00", "handle=%ff%fe", "limit=1&limit=2", "a=" + "b" * 60_000, "&&=", "%00=%00", "?limit=1"]
NO_JSON = [None, "", "text/plain", "text/json", "application/notjson", "multipart/form-data; boundary=x", "json", "/"]
START = json.dumps(QUESTION)[:-1].encode()


pytestmark = pytest.mark.usefixtures("quick_stub")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(START + b', "brief": "a\\u0000b"}', "validation_failed", id="NUL"),
        pytest.param(START + b', "brief": "a\\ud800b"}', "validation_failed", id="lone surrogate"),
        pytest.param(START + b', "\\ud800": 1}', "validation_failed", id="lone surrogate as a name"),
        pytest.param(START + b', "policy": {"\\u0000": 1}}', "validation_failed", id="NUL as a name"),
        pytest.param(START + b', "policy": {"name": "\\ud800"}}', "validation_failed", id="lone surrogate further in"),
        pytest.param(START + b', "sample_size": NaN}', "validation_failed", id="NaN"),
        pytest.param(START + b', "policy": {"level": Infinity}}', "validation_failed", id="infinity"),
        pytest.param(START + b', "policy": {"level": 1e999}}', "validation_failed", id="1e999"),
        pytest.param(START + b', "sample_size": 18446744073709551616}', "validation_failed", id="65 bits"),
        pytest.param(START + b', "policy": {"version": 9223372036854775808}}', "validation_failed", id="64 bits"),
        pytest.param(START + b', "sample_size": %s}' % (b"9" * 5_000), "invalid_json", id="5,000 digits"),
        pytest.param(b"[" * 100_000, "invalid_json", id="nested and open"),
        pytest.param(b"[" * 50_000 + b"]" * 50_000, "invalid_json", id="nested and closed"),
        pytest.param(b'{"a":' * 100_000, "invalid_json", id="objects nested"),
        pytest.param(START + b', "brief": "\xff\xfe"}', "invalid_json", id="not utf-8"),
        pytest.param(START + b', "brief": "\xed\xa0\x80"}', "validation_failed", id="a surrogate in utf-8"),
        pytest.param(b"{", "invalid_json", id="cut off"),
        pytest.param(START + b"}}", "invalid_json", id="one brace more"),
        pytest.param(b"\x00", "invalid_json", id="a NUL only"),
        pytest.param(b"", "validation_failed", id="nothing"),
        pytest.param(b"null", "validation_failed", id="null"),
        pytest.param(b"[]", "validation_failed", id="a list"),
        pytest.param(b'"handle"', "validation_failed", id="a text"),
        pytest.param(b"7", "validation_failed", id="a number"),
        pytest.param(START + b', "created_at": "0001-01-01T00:00:00+14:00"}', "validation_failed", id="unknown field"),
        pytest.param(START + b', "status": "succeeded", "tenant_id": "x"}', "validation_failed", id="mass assignment"),
        pytest.param(START + b', "handle": ["a"]}', "validation_failed", id="a name twice, then wrong"),
    ],
)
def test_a_body_that_would_harm_is_refused(caller: CheckedCaller, body: bytes, code: str) -> None:
    caller.problem("POST", URL, code, content=body, headers=JSON)
    assert caller.get(URL).json()["data"] == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(json.dumps(QUESTION).encode("utf-16"), id="utf-16"),
        pytest.param(b'{"handle": "other.test", %s}' % START[1:], id="a name twice"),
        pytest.param(START + b', "sample_size": 5e1}', id="an integer written as a float"),
        pytest.param(b" \r\n\t" + START + b', "brief": "\xf0\x9f\x92\xa9 \\ud83d\\udca9"}\n', id="emoji"),
        pytest.param(START + b', "brief": null, "policy": null, "audience_id": null}', id="null"),
    ],
)
def test_a_body_that_is_only_odd_is_taken(caller: CheckedCaller, body: bytes) -> None:
    answer = caller.post(URL, content=body, headers={**JSON, "Prefer": "wait=20"})
    assert answer.json()["handle"] == "nobody.test"
    assert answer.json()["failure"]["code"] == "handle_not_found"


@pytest.mark.parametrize(
    "media_type",
    [
        None,
        "",
        "text/plain",
        "text/json",
        "application/notjson",
        "application/x-www-form-urlencoded",
        "json",
        "/",
        "*/*",
    ],
)
def test_json_under_another_name_is_refused(caller: CheckedCaller, media_type: str | None) -> None:
    headers = {} if media_type is None else {"Content-Type": media_type}
    problem = caller.problem("POST", URL, "unsupported_media_type", content=START + b"}", headers=headers)
    assert "application/json" in problem["detail"]


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/v1+json"])
def test_json_under_any_of_its_names_is_taken(caller: CheckedCaller, media_type: str) -> None:
    assert caller.post(URL, content=START + b"}", headers={"Content-Type": media_type}).status_code == 202


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
@pytest.mark.parametrize(("method", "path"), TAKING_JSON)
def test_a_body_over_the_limit_is_refused_with_the_limit(
    caller: CheckedCaller, method: str, path: str, *, chunked: bool
) -> None:
    body = START + b', "brief": "' + b"a" * 3_000_000 + b'"}'
    content = iter([body[:500_000], body[500_000:]]) if chunked else body
    problem = caller.problem(method, path, "payload_too_large", content=content, headers=JSON)
    assert [error["limit"] for error in problem["errors"]] == [1_000_000]
    assert caller.get("/healthz").status_code == 200


def test_a_body_at_the_limit_is_read(caller: CheckedCaller) -> None:
    body = START + b"}"
    padded = body + b" " * (1_000_000 - len(body))
    assert caller.post(URL, content=padded, headers=JSON).status_code == 202
    caller.problem("POST", URL, "payload_too_large", content=padded + b" ", headers=JSON)


@pytest.mark.parametrize(
    "query",
    [
        "handle=%00",
        "handle=%ff%fe",
        "limit=1&limit=2",
        "a=" + "b" * 60_000,
        "&&&===",
        "%00=%00",
        "limit[]=1",
        "?limit=1",
    ],
)
def test_an_odd_query_is_ignored(caller: CheckedCaller, query: str) -> None:
    assert caller.get(f"{URL}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"Accept", b"application/xml"),
        (b"If-None-Match", b"\xff"),
        (b"Prefer", b"wait=\xb2"),
        (b"Idempotency-Key", b"a b"),
        (b"Content-Type", b"\xff/\xff"),
        (b"X-Request-Id", b"\xff" * 100),
        (b"X-Odd", b"\xe2\x82\xac"),
        (b"Range", b"bytes=5-1"),
        (b"Expect", b"200-ok"),
    ],
)
def test_an_odd_header_is_no_crash(caller: CheckedCaller, name: bytes, value: bytes) -> None:
    assert caller.get(f"{URL}?limit=1", headers={name: value}).status_code == 200
    assert caller.post(URL, json=QUESTION, headers={name: value}).status_code in {202, 415}


@pytest.mark.parametrize(
    "request_line",
    [b"GET /v1/vettings HTTP/9.9", b"GET", b"\x00\x01\x02", b"GET /\xff\xfe HTTP/1.1", b"POST /v1/vettings HTTP/1.1"],
)
def test_what_is_hardly_http_gets_no_500_and_the_next_caller_is_served(
    service: ServiceThread, caller: CheckedCaller, request_line: bytes
) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(request_line + b"\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        answer = connection.recv(65_536)
    assert b" 500 " not in answer.partition(b"\r\n")[0]
    assert caller.get("/healthz").status_code == 200
