import pytest

from api.checked import CheckedCaller
from api.conftest import NewCaller
from app.domain.tenant import Scope

URL = "/v1/handles/resolve"


def test_a_link_is_answered_with_the_account_that_it_names(caller: CheckedCaller) -> None:
    answer = caller.post(URL, json={"text": "https://bsky.app/profile/Star.test/post/3k?ref=1"})
    assert answer.status_code == 200
    assert answer.json() == {
        "platform": "bluesky",
        "handle": "star.test",
        "form": "url",
        "profile_url": "https://bsky.app/profile/star.test",
        "fetchable": True,
        "advice": "",
    }


def test_where_nothing_can_be_fetched_the_answer_says_what_to_do(caller: CheckedCaller) -> None:
    answer = caller.post(URL, json={"text": "@Alice", "platform": "tiktok"}).json()
    assert (answer["handle"], answer["fetchable"]) == ("alice", False)
    assert "POST /v1/audiences" in answer["advice"]


@pytest.mark.parametrize("platform", [{}, {"platform": None}])
def test_a_name_that_fits_several_platforms_gets_the_candidates(
    caller: CheckedCaller, platform: dict[str, None]
) -> None:
    problem = caller.problem("POST", URL, "handle_ambiguous", json={"text": "ab", **platform})
    assert problem["status"] == 409
    assert [error["pointer"] for error in problem["errors"]] == ["/text"]
    assert [one["platform"] for one in problem["candidates"]] == ["instagram", "tiktok", "x"]
    for candidate in problem["candidates"]:
        again = caller.post(URL, json={"text": candidate["handle"], "platform": candidate["platform"]}).json()
        assert {name: again[name] for name in candidate} == candidate


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "alice!"}, "malformed_handle"),
        ({"text": "al ice"}, "malformed_handle"),
        ({"text": "https://youtu.be/abc"}, "malformed_handle"),
        ({"text": "alice", "platform": "bluesky"}, "malformed_handle"),
        ({"text": "https://x.com/alice", "platform": "bluesky"}, "platform_mismatch"),
    ],
)
def test_what_names_no_account_is_refused_where_it_stands(
    caller: CheckedCaller, body: dict[str, str], code: str
) -> None:
    problem = caller.problem("POST", URL, code, json=body)
    assert [error["pointer"] for error in problem["errors"]] == ["/text"]
    assert problem["candidates"] == []
    assert "alice" not in problem["errors"][0]["detail"].replace("alice.bsky.social", "")


def test_a_key_that_may_only_read_is_enough(new_caller: NewCaller) -> None:
    assert new_caller(Scope.READ).post(URL, json={"text": "x:@alice"}).status_code == 200


def test_a_vetting_takes_any_form_and_stores_the_canonical_name(caller: CheckedCaller) -> None:
    bodies = [
        {"handle": "https://bsky.app/profile/Nobody.test"},
        {"handle": "bluesky:@nobody.test"},
        {"handle": " @NOBODY.test", "platform": "bluesky"},
    ]
    vettings = [caller.post("/v1/vettings", json=body).json() for body in bodies]
    assert {(vetting["platform"], vetting["handle"]) for vetting in vettings} == {("bluesky", "nobody.test")}


def test_an_ambiguous_vetting_gets_the_candidates_and_records_nothing(caller: CheckedCaller) -> None:
    problem = caller.problem("POST", "/v1/vettings", "handle_ambiguous", json={"handle": "@alice"})
    assert [error["pointer"] for error in problem["errors"]] == ["/handle"]
    assert [one["handle"] for one in problem["candidates"]] == ["alice"] * 5
    assert caller.get("/v1/vettings").json()["data"] == []
