import json
import logging

import pytest
from credentialed import SECRET

from api.checked import CheckedCaller
from app.domain.credential import MAX_CREDENTIAL_NAME, MAX_VALUE_LENGTH

from .conftest import JSON, KEY, URL, keep


def test_a_name_that_is_taken_is_a_conflict(caller: CheckedCaller) -> None:
    keep(caller)
    problem = caller.problem("POST", URL, "credential_name_taken", json={"platform": "youtube", "fields": KEY})
    assert [error["pointer"] for error in problem["errors"]] == ["/name"]
    keep(caller, name="another")


def test_a_platform_that_needs_no_credential_takes_none(caller: CheckedCaller) -> None:
    for platform in ("bluesky", "tiktok"):
        problem = caller.problem("POST", URL, "credential_not_needed", json={"platform": platform, "fields": KEY})
        assert SECRET not in str(problem)


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ([{"name": "key", "value": SECRET}], ["/fields/0/name", "/fields"]),
        ([{"name": SECRET, "value": "api_key"}], ["/fields/0/name", "/fields"]),
        ([*KEY, *KEY], ["/fields/1/name"]),
        ([*KEY, {"name": "more", "value": SECRET}], ["/fields/1/name"]),
    ],
)
def test_fields_of_another_platform_are_pointed_at_and_not_repeated(
    caller: CheckedCaller, fields: list[dict[str, str]], pointers: list[str]
) -> None:
    problem = caller.problem("POST", URL, "credential_fields_wrong", json={"platform": "youtube", "fields": fields})
    assert [error["pointer"] for error in problem["errors"]] == pointers
    assert "api_key" in problem["detail"]
    assert SECRET not in str(problem)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"platform": SECRET}, "/platform"),
        ({"name": ""}, "/name"),
        ({"name": "  "}, "/name"),
        ({"name": SECRET * MAX_CREDENTIAL_NAME}, "/name"),
        ({"name": f"{SECRET}\x00"}, "/name"),
        ({"name": {SECRET: SECRET}}, "/name"),
        ({"fields": SECRET}, "/fields"),
        ({"fields": {"api_key": SECRET}}, "/fields"),
        ({"fields": {SECRET: "api_key"}}, "/fields"),
        ({"fields": []}, "/fields"),
        ({"fields": KEY * 11}, "/fields"),
        ({"fields": [SECRET]}, "/fields/0"),
        ({"fields": [{SECRET: "api_key"}]}, "/fields/0"),
        ({"fields": [{"api_key": SECRET}]}, "/fields/0"),
        ({"fields": [{**KEY[0], SECRET: 1}]}, "/fields/0"),
        ({"fields": [{"name": "api_key"}]}, "/fields/0/value"),
        ({"fields": [{"value": SECRET}]}, "/fields/0/name"),
        ({"fields": [{"name": SECRET * 3, "value": SECRET}]}, "/fields/0/name"),
        ({"fields": [{"name": "api_key", "value": ""}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": f"{SECRET} {SECRET}"}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": f"{SECRET}\r\nX-Other: 1"}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": f"{SECRET}\n"}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": f"{SECRET}\u00e9"}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": f"{SECRET}\ud800"}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": SECRET * MAX_VALUE_LENGTH}]}, "/fields/0/value"),
        ({"fields": [{"name": "api_key", "value": [SECRET]}]}, "/fields/0/value"),
        ({"api_key": SECRET}, ""),
        ({SECRET: "api_key"}, ""),
        ({"tenant_id": "ten_1"}, ""),
        ({"status": "working"}, ""),
    ],
)
def test_a_body_that_does_not_fit_is_pointed_at_and_nothing_of_it_repeated(
    caller: CheckedCaller, caplog: pytest.LogCaptureFixture, change: dict[str, object], pointer: str
) -> None:
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"platform": "youtube", "fields": KEY, **change})
    problem = caller.problem("POST", URL, "validation_failed", content=body, headers=JSON)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert SECRET not in str(problem)
    assert SECRET not in caplog.text
    assert caller.get(URL).json()["data"] == []
