from typing import Any

import pytest
from platform_stub.audience import AudienceOptions
from platform_stub.server import PlatformStub

from api.checked import CheckedCaller
from api.conftest import NewCaller
from api.routes.told import INSIGHTS
from api.routes.uploads import CSV, NDJSON, accounts

URL = "/v1/insights"
TIKTOK = b"Top territories,Distribution\nDE,0.125\nOthers,0.82\n"
TOLD = {"platform": "tiktok", "handle": "star", "taken_at": "2026-02-01T00:00:00Z"}


def tell(caller: CheckedCaller, **changes: object) -> dict[str, Any]:
    answer = caller.post(URL, json={**INSIGHTS, **changes})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"{URL}/{answer.json()['id']}"
    kept: dict[str, Any] = answer.json()
    return kept


def test_what_an_owner_tells_is_kept_as_told_and_marked_as_not_checked(caller: CheckedCaller) -> None:
    kept = tell(caller)
    assert caller.get(f"{URL}/{kept['id']}").json() == kept
    assert (kept["platform"], kept["handle"], kept["audience"]) == ("instagram", "alice.example", "followers")
    assert (kept["source"], kept["is_verified"]) == ("owner", False)
    assert "not checked" in kept["text"]
    assert (kept["taken_at"], kept["period"]) == ("2026-01-31T08:00:00Z", None)
    assert kept["age_gender"][2] == {"age_from": 65, "age_to": None, "gender": "female", "share": 0.3}
    assert kept["countries"] == INSIGHTS["countries"]
    assert kept["rests"] == {"age_gender": 0.05, "age": None, "gender": 0.3, "countries": 0.3, "cities": 0.7}


def test_a_period_stands_for_a_moment(caller: CheckedCaller) -> None:
    period = {"from": "2026-01-01", "to": "2026-01-28"}
    kept = tell(caller, taken_at=None, period=period, audience="viewers")
    assert (kept["taken_at"], kept["period"], kept["audience"]) == (None, period, "viewers")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"handle": ""}, "/handle"),
        ({"audience": "everybody"}, "/audience"),
        ({"source": "platform"}, "/source"),
        ({"is_verified": True}, "/is_verified"),
        ({"taken_at": None}, ""),
        ({"period": {"from": "2026-01-01", "to": "2026-01-28"}}, ""),
        ({"taken_at": 1_700_000_000}, "/taken_at"),
        ({"taken_at": "1700000000"}, "/taken_at"),
        ({"taken_at": "2026-01-31T08:00:00"}, "/taken_at"),
        ({"taken_at": "0001-01-01T00:00:00+14:00"}, "/taken_at"),
        ({"taken_at": None, "period": {"from": "2026-01-28", "to": "2026-01-01"}}, "/period"),
        ({"taken_at": None, "period": {"from": 0, "to": "2026-01-01"}}, "/period/from"),
        ({"age_gender": [], "countries": [], "cities": []}, ""),
        ({"age_gender": [{"share": 0.1}]}, "/age_gender/0"),
        ({"age_gender": [{"age_from": 24, "age_to": 18, "share": 0.1}]}, "/age_gender/0"),
        ({"age_gender": [{"age_from": 18, "age_to": 24, "gender": "women", "share": 0.1}]}, "/age_gender/0/gender"),
        ({"age_gender": [{"age_from": 1e9, "share": 0.1}]}, "/age_gender/0/age_from"),
        ({"age_gender": [{"age_from": 18, "share": 0.1}, {"age_from": 25, "share": 0.1}]}, "/age_gender/1"),
        ({"age_gender": [{"gender": "male", "share": 0.1}, {"gender": "male", "share": 0.1}]}, "/age_gender/1"),
        ({"countries": [{"country": "UK", "share": 0.1}]}, "/countries/0/country"),
        ({"countries": [{"country": "AT", "share": 0.1}, {"country": "AT", "share": 0.1}]}, "/countries/1"),
        ({"countries": [{"country": "AT", "share": 1.1}]}, "/countries/0/share"),
        ({"countries": [{"country": "AT", "share": "0.1"}]}, "/countries/0/share"),
        ({"countries": [{"country": "AT", "share": 0.6}, {"country": "DE", "share": 0.5}]}, "/countries"),
        ({"cities": [{"name": "a\u0000", "share": 0.1}]}, "/cities/0/name"),
        ({"cities": [{"name": "Vienna", "share": 0.01}] * 501}, "/cities"),
    ],
)
def test_figures_that_do_not_fit_are_pointed_at(caller: CheckedCaller, change: dict[str, object], pointer: str) -> None:
    problem = caller.problem("POST", URL, "validation_failed", json={**INSIGHTS, **change})
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert caller.get(URL).json()["data"] == []


def test_shares_that_were_rounded_up_one_by_one_are_taken_and_leave_nothing(caller: CheckedCaller) -> None:
    kept = tell(caller, countries=[{"country": "AT", "share": 0.51}, {"country": "DE", "share": 0.5}])
    assert kept["rests"]["countries"] == 0


def test_figures_of_days_to_come_are_refused(caller: CheckedCaller) -> None:
    problem = caller.problem("POST", URL, "insights_ahead", json={**INSIGHTS, "taken_at": "2999-01-01T00:00:00Z"})
    assert [error["pointer"] for error in problem["errors"]] == ["/taken_at"]
    period = {"from": "2026-01-01", "to": "9999-12-31"}
    body = {**INSIGHTS, "taken_at": None, "period": period}
    problem = caller.problem("POST", URL, "insights_ahead", json=body)
    assert [error["pointer"] for error in problem["errors"]] == ["/period/to"]


def test_a_file_of_a_platform_is_taken_with_what_the_address_says_of_it(caller: CheckedCaller) -> None:
    answer = caller.post(URL, params=TOLD, content=TIKTOK, headers=CSV)
    assert answer.status_code == 201, answer.text
    assert answer.json()["countries"] == [{"country": "DE", "share": 0.125}, {"country": None, "share": 0.82}]
    assert answer.json()["rests"]["countries"] == 0.055
    params = {"platform": "tiktok", "handle": "star", "from": "2026-01-01", "to": "2026-01-28", "audience": "viewers"}
    body = b"Gender,Value\nMale,51\nFemale,49\n"
    counted = caller.post(URL, params={**params, "unit": "percent"}, content=body, headers=CSV).json()
    assert (counted["audience"], counted["period"]) == ("viewers", {"from": "2026-01-01", "to": "2026-01-28"})
    assert [row["share"] for row in counted["age_gender"]] == [0.51, 0.49]


@pytest.mark.parametrize(
    ("change", "body", "code", "pointer"),
    [
        ({"platform": None}, TIKTOK, "validation_failed", "/query/platform"),
        ({"handle": "a b"}, TIKTOK, "malformed_handle", "/query/handle"),
        ({"taken_at": None}, TIKTOK, "validation_failed", "/query"),
        ({"taken_at": None, "from": "2026-01-01"}, TIKTOK, "validation_failed", "/query/to"),
        ({"unit": "permille"}, TIKTOK, "validation_failed", "/query/unit"),
        ({}, b"Country,Share\nDE,0.9\nAT,0.9\n", "validation_failed", "/countries"),
        ({}, b"Country,Share\nDE,0.1\nAtlantis,0.1\n", "insights_unreadable", "/lines/3"),
        ({}, b"Country,Share\nDE,12\n", "insights_unreadable", "/lines/2"),
        ({}, b"\xff\x00\xff", "insights_unreadable", ""),
        ({}, b"Date,Primary\n2026-01-01,5\n", "insights_unreadable", ""),
    ],
)
def test_a_file_that_does_not_fit_is_pointed_at(
    caller: CheckedCaller, change: dict[str, str | None], body: bytes, code: str, pointer: str
) -> None:
    params = {name: value for name, value in {**TOLD, **change}.items() if value is not None}
    problem = caller.problem("POST", URL, code, params=params, content=body, headers=CSV)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_neither_json_nor_csv_is_refused(caller: CheckedCaller) -> None:
    problem = caller.problem(
        "POST", URL, "unsupported_media_type", params=TOLD, content=TIKTOK, headers={"Content-Type": "text/plain"}
    )
    assert "text/csv" in problem["detail"]


def test_a_walk_sees_each_once_the_last_told_first_and_deleted_ones_are_gone(caller: CheckedCaller) -> None:
    told = [tell(caller, handle=f"star{number}")["id"] for number in range(5)]
    assert caller.delete(f"{URL}/{told[2]}").status_code == 204
    caller.problem("GET", f"{URL}/{told[2]}", "insights_not_found")
    caller.problem("DELETE", f"{URL}/{told[2]}", "insights_not_found")
    seen: list[str] = []
    next_url: str | None = f"{URL}?limit=2"
    while next_url is not None:
        answer = caller.get(next_url)
        seen += [one["id"] for one in answer.json()["data"]]
        assert answer.json()["has_more"] == ("link" in answer.headers)
        next_url = answer.links.get("next", {}).get("url")
    assert seen == [told[place] for place in (4, 3, 1, 0)]


def test_a_vetting_shows_the_newest_figures_and_its_verdict_is_the_same_without_them(
    caller: CheckedCaller, new_caller: NewCaller, quick_stub: PlatformStub
) -> None:
    quick_stub.set_audiences(AudienceOptions(handle="star.test", population=200))
    about = {"platform": "bluesky", "handle": "STAR.test"}
    newest = tell(caller, **about, taken_at="2026-03-01T00:00:00Z")
    tell(caller, **about, taken_at="2026-02-01T00:00:00Z")
    vetting = caller.vet(platform="bluesky", handle="star.test")
    assert vetting["owner_insights"] == newest
    stranger = new_caller().vet(platform="bluesky", handle="star.test")
    assert stranger["owner_insights"] is None
    assert stranger["verdict"] == vetting["verdict"]
    assert stranger["assessment"]["inauthentic_share"] == vetting["assessment"]["inauthentic_share"]
    assert stranger["assessment"]["score"] == vetting["assessment"]["score"]
    assert caller.get("/v1/vettings").json()["data"][0]["owner_insights"] is None


def test_a_vetting_of_an_upload_shows_the_figures_of_its_creator(caller: CheckedCaller) -> None:
    upload = caller.post("/v1/audiences?platform=instagram&handle=alice.example", content=accounts(60), headers=NDJSON)
    kept = tell(caller)
    vetting = caller.vet(platform="instagram", audience_id=upload.json()["id"])
    assert (vetting["handle"], vetting["owner_insights"]) == (None, kept)
    caller.delete(f"{URL}/{kept['id']}")
    assert caller.get(f"/v1/vettings/{vetting['id']}").json() == vetting
