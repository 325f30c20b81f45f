import re

import pytest

from api.checked import CheckedCaller
from api.routes.uploads import NDJSON
from app.api.problems import PROBLEMS
from app.domain.brief import MAX_BRIEF_LENGTH, MAX_TERM_LENGTH, TERMS_AT_MOST
from app.domain.handle import Platform
from app.platforms.registry import list_connectors
from app.platforms.upload import UploadCode
from app.vetting import errors as vetting_errors

QUESTION = {"platform": "bluesky", "handle": "star.test"}
MARK = "zyxw"
"""What must not come back to whoever sent it."""


@pytest.mark.parametrize("code", PROBLEMS)
def test_the_type_of_every_problem_leads_to_its_page(anonymous: CheckedCaller, code: str) -> None:
    page = anonymous.get(f"/v1/problems/{code}").json()
    assert page == {
        "code": code,
        "status": PROBLEMS[code].status,
        "title": PROBLEMS[code].title,
        "remedy": PROBLEMS[code].remedy,
    }
    assert page["remedy"].endswith(".")


def test_every_code_that_the_use_cases_and_uploads_can_raise_is_in_the_catalogue() -> None:
    raised = {kind.code for kind in vetting_errors.RequestError.__subclasses__()} | set(UploadCode)
    assert raised <= set(PROBLEMS)


def test_the_request_id_of_the_caller_is_kept_when_it_is_harmless(anonymous: CheckedCaller) -> None:
    for given in ("my-id", "a" * 64, "01.A_b:c-d"):
        answer = anonymous.get("/nothing", headers={"X-Request-Id": given})
        assert answer.headers["x-request-id"] == given
        assert answer.json()["request_id"] == given


@pytest.mark.parametrize("given", [b"", b"a" * 65, b"a b", b"a\tb", b"\xff", b'a"b', b"<script>"])
def test_a_request_id_that_would_harm_a_log_is_replaced(anonymous: CheckedCaller, given: bytes) -> None:
    answer = anonymous.get("/healthz", headers={b"X-Request-Id": given})
    assert re.fullmatch("req_[0-9a-f]{32}", answer.headers["x-request-id"])


def test_each_request_gets_an_id_of_its_own(anonymous: CheckedCaller) -> None:
    assert len({anonymous.get("/healthz").headers["x-request-id"] for _ in range(5)}) == 5


@pytest.mark.parametrize(
    ("change", "pointer", "limit"),
    [
        ({"platform": "facebook"}, "/platform", None),
        ({"platform": None, "audience_id": f"aud_{'0' * 32}"}, "", None),
        ({"handle": ""}, "/handle", 1),
        ({"handle": "a" * 2_049}, "/handle", 2_048),
        ({"brief": "a" * 100_000}, "/brief", MAX_BRIEF_LENGTH),
        ({"brief": {"text": "a" * 100_000}}, "/brief/text", MAX_BRIEF_LENGTH),
        ({"brief": {"must_include": ["a"] * 51}}, "/brief/must_include", TERMS_AT_MOST),
        ({"brief": {"must_exclude": ["a", "b" * 101], "text": "c"}}, "/brief/must_exclude/1", MAX_TERM_LENGTH),
        ({"brief": {"languages": ["de"]}}, "/brief", None),
        ({"brief": {"text": "c", "languages": ["de", "xx"]}}, "/brief/languages/1", None),
        ({"brief": {"text": "c", "places": ["de"]}}, "/brief/places/0", None),
        ({"brief": 7}, "/brief", None),
        ({"brief_id": "brf_1"}, "/brief_id", None),
        ({"brief_version": 1}, "", None),
        ({"fee": {"amount_minor": 0, "currency": "EUR"}}, "/fee/amount_minor", 1),
        ({"fee": {"amount_minor": 10**12 + 1, "currency": "EUR"}}, "/fee/amount_minor", 10**12),
        ({"fee": {"amount_minor": 500, "currency": "ERU"}}, "/fee/currency", None),
        ({"sample_size": 49}, "/sample_size", 50),
        ({"sample_size": 5_001}, "/sample_size", 5_000),
        ({"sample_size": "50"}, "/sample_size", None),
        ({"policy": {"level": 2}}, "/policy/level", 0.999),
        ({"policy": {"name": "a" * 101}}, "/policy/name", 100),
        ({"policy": {"approve_below": 0.5, "reject_above": 0.4}}, "/policy", None),
        ({"policy": {"level": 0.9, "": 1}}, "/policy/", None),
        ({"a~b/c": 1}, "/a~0b~1c", None),
        ({"audience_id": "aud_1"}, "/audience_id", None),
        ({"handle": None}, "", None),
    ],
)
def test_a_field_that_does_not_fit_is_pointed_at_with_its_limit(
    caller: CheckedCaller, change: dict[str, object], pointer: str, limit: float | None
) -> None:
    problem = caller.problem("POST", "/v1/vettings", "validation_failed", json={**QUESTION, **change})
    assert [(error["pointer"], error["limit"]) for error in problem["errors"]] == [(pointer, limit)]


@pytest.mark.parametrize(
    ("change", "code", "pointers"),
    [
        ({"handle": "a b"}, "malformed_handle", ["/handle"]),
        ({"brief": "Tea.", "brief_id": "brf_" + "0" * 32}, "brief_given_twice", [""]),
        (
            {"brief": {"must_include": ["Green tea"], "must_exclude": ["bags", " green TEA "]}},
            "contradictory_terms",
            ["/brief/must_exclude/1"],
        ),
    ],
)
def test_what_contradicts_itself_has_a_code_of_its_own(
    caller: CheckedCaller, change: dict[str, object], code: str, pointers: list[str]
) -> None:
    problem = caller.problem("POST", "/v1/vettings", code, json={**QUESTION, **change})
    assert [error["pointer"] for error in problem["errors"]] == pointers
    caller.problem("POST", "/v1/vettings", "validation_failed", json={**QUESTION, **change, "extra": 1})


def test_all_fields_that_do_not_fit_are_named_at_once_but_not_more_than_a_hundred(caller: CheckedCaller) -> None:
    body = {"platform": "facebook", "sample_size": 0, "policy": {"level": 7}}
    problem = caller.problem("POST", "/v1/vettings", "validation_failed", json=body)
    assert {error["pointer"] for error in problem["errors"]} >= {"/platform", "/sample_size", "/policy/level"}
    many = {f"field_{number}": number for number in range(250)}
    assert len(caller.problem("POST", "/v1/vettings", "validation_failed", json=many)["errors"]) == 100


@pytest.mark.parametrize(
    "body",
    [
        {**QUESTION, "platform": MARK},
        {**QUESTION, "handle": MARK * 1_000},
        {**QUESTION, "brief": MARK * 10_000},
        {**QUESTION, "brief": f"{MARK}\x00"},
        {**QUESTION, "brief": {"text": MARK * 2_000, "languages": [MARK], "places": [MARK]}},
        {**QUESTION, "brief": {"must_include": [MARK * 100]}},
        {**QUESTION, "brief_id": MARK},
        {**QUESTION, "fee": {"amount_minor": MARK, "currency": MARK}},
        {**QUESTION, "sample_size": MARK},
        {**QUESTION, "policy": MARK},
        {**QUESTION, "policy": {"level": MARK, "name": [MARK]}},
        {**QUESTION, "audience_id": MARK},
        {**QUESTION, "extra": MARK},
        [MARK],
        MARK,
    ],
)
def test_what_does_not_fit_is_not_repeated(caller: CheckedCaller, body: object) -> None:
    answer = caller.post("/v1/vettings", json=body)
    assert answer.json()["code"] == "validation_failed"
    assert MARK not in answer.text


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        (f"{MARK} {MARK}", "malformed_handle"),
        (MARK, "malformed_handle"),
        (f"https://x.com/{MARK}", "platform_mismatch"),
        (f"{MARK}@gmail.com", "malformed_handle"),
    ],
)
def test_a_handle_that_is_refused_is_not_repeated(caller: CheckedCaller, handle: str, code: str) -> None:
    answer = caller.post("/v1/vettings", json={**QUESTION, "handle": handle})
    assert answer.json()["code"] == code
    assert MARK not in answer.text


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        (f"/v1/vettings?cursor={MARK}", {}),
        (f"/v1/vettings?status={MARK}&limit={MARK}", {}),
        (f"/{MARK}", {}),
        (f"/v1/problems/{MARK}", {}),
        ("/v1/vettings", {"Authorization": f"Bearer {MARK}"}),
        ("/v1/vettings", {"Authorization": "", "X-API-Key": MARK}),
    ],
)
def test_parameters_and_keys_are_not_repeated(caller: CheckedCaller, url: str, headers: dict[str, str]) -> None:
    answer = caller.get(url, headers=headers)
    assert answer.is_client_error
    assert MARK not in answer.text


def test_a_media_type_and_a_preference_are_not_repeated(caller: CheckedCaller) -> None:
    refused = caller.post("/v1/audiences?platform=x", content=b"x", headers={"Content-Type": f"{MARK}/{MARK}"})
    too_long = caller.post("/v1/vettings", json=QUESTION, headers={"Prefer": MARK * 100})
    assert (refused.status_code, too_long.status_code) == (415, 422)
    assert MARK not in refused.text + too_long.text


def test_every_platform_without_a_connector_is_refused_with_what_to_do(caller: CheckedCaller) -> None:
    without = set(Platform) - list_connectors().keys()
    assert without
    for platform in without:
        body = {"handle": f"{platform}:star"}
        assert "Upload" in caller.problem("POST", "/v1/vettings", "platform_not_fetchable", json=body)["detail"]


def test_a_platform_that_asks_the_operator_for_something_says_what_is_missing(caller: CheckedCaller) -> None:
    body = {"platform": "youtube", "handle": "star"}
    assert "TRUEREACH_OPT_INS" in caller.problem("POST", "/v1/vettings", "opt_in_needed", json=body)["detail"]


def test_an_upload_of_more_than_the_json_limit_is_taken(caller: CheckedCaller) -> None:
    padding = b" " * 900_000 + b"\n"
    answer = caller.post("/v1/audiences?platform=x", content=b'{"account_id": "a"}\n' + padding * 2, headers=NDJSON)
    assert answer.status_code == 201
