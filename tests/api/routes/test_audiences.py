import gzip
import hashlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from service import ServiceThread

from api.checked import CheckedCaller
from api.conftest import NewCaller
from api.routes.uploads import CSV, GZIP, NDJSON, accounts, count_stored, ndjson

TWO = ndjson({"account_id": "a", "handle": "anna"}, {"account_id": "b", "followers_count": 7})
AS_CSV = b'account_id,handle,followers_count,texts\na,anna,,"[""hello""]"\nb,,7,\n'


def upload(caller: CheckedCaller, body: bytes = TWO, headers: dict[str, str] = NDJSON, **query: Any) -> dict[str, Any]:  # noqa: ANN401 - any text or number
    answer = caller.post("/v1/audiences", params={"platform": "x", **query}, content=body, headers=headers)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/v1/audiences/{answer.json()['id']}"
    stored: dict[str, Any] = answer.json()
    return stored


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(TWO, NDJSON, id="ndjson"),
        pytest.param(TWO, {"Content-Type": "application/jsonl; charset=utf-8"}, id="jsonl"),
        pytest.param(TWO, {"Content-Type": "APPLICATION/X-NDJSON"}, id="in capitals"),
        pytest.param(TWO.replace(b"\n", b"\r\n\r\n"), NDJSON, id="blank lines"),
        pytest.param(AS_CSV, CSV, id="csv"),
        pytest.param(gzip.compress(TWO), GZIP, id="gzip"),
        pytest.param(gzip.compress(TWO), NDJSON, id="gzip called ndjson"),
        pytest.param(gzip.compress(AS_CSV), GZIP, id="gzipped csv"),
        pytest.param(AS_CSV, {"Content-Type": "application/octet-stream"}, id="recognised"),
    ],
)
def test_an_audience_is_taken_in_any_of_its_forms(caller: CheckedCaller, body: bytes, headers: dict[str, str]) -> None:
    stored = upload(caller, body, headers)
    assert stored["accounts_count"] == 2
    assert stored["sha256"] == hashlib.sha256(body).hexdigest()
    assert caller.get(f"/v1/audiences/{stored['id']}").json() == stored


def test_a_body_in_chunks_of_any_size_is_taken(caller: CheckedCaller) -> None:
    answer = caller.post(
        "/v1/audiences?platform=x", content=(TWO[start : start + 7] for start in range(0, len(TWO), 7)), headers=NDJSON
    )
    assert answer.json()["sha256"] == hashlib.sha256(TWO).hexdigest()


def test_what_the_uploader_says_is_kept(caller: CheckedCaller) -> None:
    stored = upload(caller, platform="tiktok", handle=" @star ", population=9_007_199_254_740_991, order="oldest_first")
    assert (stored["platform"], stored["handle"], stored["order"]) == ("tiktok", "star", "oldest_first")
    assert stored["population"] == 9_007_199_254_740_991
    kept_for = datetime.fromisoformat(stored["expires_at"]) - datetime.fromisoformat(stored["created_at"])
    assert kept_for == timedelta(days=30)


@pytest.mark.parametrize(
    ("said", "frame"),
    [
        ({}, "complete"),
        ({"population": 2}, "complete"),
        ({"population": 3}, "newest"),
        ({"population": 3, "frame": "random"}, "random"),
        ({"frame": "newest"}, "newest"),
    ],
)
def test_the_frame_is_what_was_said_or_what_the_population_implies(
    caller: CheckedCaller, said: dict[str, Any], frame: str
) -> None:
    stored = upload(caller, **said)
    assert (stored["frame"], stored["order"]) == (frame, "newest_first")


def test_an_upload_is_vetted_deleted_and_gone(caller: CheckedCaller, service: ServiceThread) -> None:
    before = count_stored(service.settings.url)
    stored = upload(caller, accounts(2_500), handle="star", population=10_000)
    assert count_stored(service.settings.url) == (before[0] + 1, before[1] + 3)
    question = {"platform": "x", "audience_id": stored["id"]}
    vetting = caller.vet(**question)
    assert vetting["status"] == "succeeded", vetting
    assert vetting["audience_id"] == stored["id"]
    assert vetting["assessment"]["frame"]["frame"] == "newest"
    assert (vetting["assessment"]["frame"]["population"], vetting["assessment"]["sampled"]) == (10_000, 2_500)
    assert vetting["progress"]["calls"] == 0

    deleted = caller.delete(f"/v1/audiences/{stored['id']}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert count_stored(service.settings.url) == before
    caller.problem("GET", f"/v1/audiences/{stored['id']}", "audience_not_found")
    caller.problem("DELETE", f"/v1/audiences/{stored['id']}", "audience_not_found")
    caller.problem("POST", "/v1/vettings", "audience_not_found", json=question)
    assert caller.get(f"/v1/vettings/{vetting['id']}").json() == vetting


def test_an_upload_is_vetted_under_its_own_platform_only(caller: CheckedCaller) -> None:
    stored = upload(caller, platform="x")
    question = {"platform": "tiktok", "audience_id": stored["id"]}
    caller.problem("POST", "/v1/vettings", "platform_mismatch", json=question)


def test_another_tenants_upload_cannot_be_vetted(caller: CheckedCaller, new_caller: NewCaller) -> None:
    stored = upload(caller)
    question = {"platform": "x", "audience_id": stored["id"]}
    new_caller().problem("POST", "/v1/vettings", "audience_not_found", json=question)


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "/query/platform"),
        ("platform=facebook", "/query/platform"),
        ("platform=x&population=-1", "/query/population"),
        ("platform=x&population=9007199254740992", "/query/population"),
        ("platform=x&population=" + "9" * 400, "/query/population"),
        ("platform=x&order=random", "/query/order"),
        ("platform=x&frame=oldest", "/query/frame"),
        ("platform=x&handle=" + "a" * 2_049, "/query/handle"),
    ],
)
def test_a_bad_description_is_pointed_at(caller: CheckedCaller, query: str, pointer: str) -> None:
    problem = caller.problem("POST", f"/v1/audiences?{query}", "validation_failed", content=TWO, headers=NDJSON)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize("handle", ["", "%20", "@", "a%20b", "%00", "a%0Ab", "%E2%80%8B"])
def test_a_handle_that_no_platform_could_have_is_refused(caller: CheckedCaller, handle: str) -> None:
    url = f"/v1/audiences?platform=x&handle={handle}"
    problem = caller.problem("POST", url, "malformed_handle", content=TWO, headers=NDJSON)
    assert [error["pointer"] for error in problem["errors"]] == ["/query/handle"]
