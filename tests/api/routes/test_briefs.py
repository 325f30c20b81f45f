from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.checked import CheckedCaller
from app.storage.ids import new_id

URL = "/v1/briefs"
SHOES = {"name": "Shoes", "brief": "Trail running shoes."}
MARKUP = "<script>alert(1)</script> {{7*7}} [bold]tea[/bold] '; DROP TABLE briefs; -- \u202e"


def plain(text: str) -> dict[str, Any]:
    """A brief of nothing but a text, as answers show it."""
    lists = ("taxonomy_ids", "languages", "places", "must_include", "must_exclude", "sensitivities")
    return {"text": text, **{name: [] for name in lists}}


def keep(caller: CheckedCaller, **body: object) -> dict[str, Any]:
    answer = caller.post(URL, json={**SHOES, **body})
    assert answer.status_code == 201, answer.text
    stored: dict[str, Any] = answer.json()
    return stored


def test_a_brief_is_kept_under_its_address(caller: CheckedCaller) -> None:
    answer = caller.post(URL, json=SHOES)
    stored = answer.json()
    assert answer.headers["location"] == f"{URL}/{stored['id']}"
    assert caller.get(answer.headers["location"]).json() == stored
    assert (stored["version"], stored["name"], stored["brief"]) == (1, "Shoes", plain("Trail running shoes."))
    assert stored["created_at"] == stored["changed_at"]


def test_a_brief_with_lists_comes_back_with_them(caller: CheckedCaller) -> None:
    brief = {"languages": ["de"], "places": ["AT", "DE"], "must_include": ["trail"], "must_exclude": ["giveaway"]}
    assert keep(caller, brief=brief)["brief"] == {**plain(""), **brief}


def test_a_change_makes_the_next_version_and_the_first_can_still_be_read(caller: CheckedCaller) -> None:
    first = keep(caller)
    url = f"{URL}/{first['id']}"
    second = caller.put(url, json={"name": "Boots", "brief": {"text": "Hiking boots."}}).json()
    assert (second["version"], second["name"], second["brief"]) == (2, "Boots", plain("Hiking boots."))
    assert second["created_at"] == first["created_at"] < second["changed_at"]
    assert caller.get(url).json() == second
    assert caller.get(url, params={"version": 1}).json() == {**first, "name": "Boots"}
    assert caller.put(url, json={"name": "Boots", "brief": "Hiking boots."}).json() == second
    caller.problem("GET", f"{url}?version=3", "brief_not_found")


def test_changes_at_the_same_time_make_a_version_each(caller: CheckedCaller) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    with ThreadPoolExecutor(6) as threads:
        bodies = [{"name": "Shoes", "brief": f"Shoe number {number}."} for number in range(12)]
        answers = list(threads.map(lambda body: caller.put(url, json=body), bodies))
    assert sorted(answer.json()["version"] for answer in answers) == list(range(2, 14))


def test_a_walk_over_the_versions_sees_each_once_the_newest_first(caller: CheckedCaller) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    for number in range(4):
        caller.put(url, json={**SHOES, "brief": f"Shoe number {number}."})
    seen: list[int] = []
    next_url: str | None = f"{url}/versions?limit=2"
    while next_url is not None:
        answer = caller.get(next_url)
        seen += [one["version"] for one in answer.json()["data"]]
        assert answer.json()["has_more"] == ("link" in answer.headers)
        next_url = answer.links.get("next", {}).get("url")
    assert seen == [5, 4, 3, 2, 1]


def test_a_walk_over_the_briefs_sees_each_once_the_newest_first(caller: CheckedCaller) -> None:
    added = [keep(caller, name=str(number))["id"] for number in range(5)]
    seen: list[str] = []
    page = caller.get(URL, params={"limit": 2}).json()
    while True:
        seen += [one["id"] for one in page["data"]]
        if not page["has_more"]:
            break
        page = caller.get(URL, params={"limit": 2, "cursor": page["next_cursor"]}).json()
    assert seen == added[::-1]
    assert page["next_cursor"] is None


def test_a_cursor_leads_on_in_its_own_list_only(caller: CheckedCaller) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    keep(caller)
    caller.put(url, json={**SHOES, "brief": "Boots."})
    of_list = caller.get(f"{URL}?limit=1").json()["next_cursor"]
    of_versions = caller.get(f"{url}/versions?limit=1").json()["next_cursor"]
    caller.problem("GET", f"{url}/versions?cursor={of_list}", "invalid_cursor")
    caller.problem("GET", f"{URL}?cursor={of_versions}", "invalid_cursor")
    caller.problem("GET", f"/v1/vettings?cursor={of_list}", "invalid_cursor")


def test_a_deleted_brief_is_not_found_and_can_be_used_for_nothing(caller: CheckedCaller) -> None:
    stored = keep(caller)
    url = f"{URL}/{stored['id']}"
    assert caller.delete(url).status_code == 204
    for method in ("GET", "DELETE"):
        caller.problem(method, url, "brief_not_found")
    caller.problem("PUT", url, "brief_not_found", json=SHOES)
    caller.problem("GET", f"{url}/versions", "brief_not_found")
    question = {"platform": "bluesky", "handle": "star.test", "brief_id": stored["id"]}
    caller.problem("POST", "/v1/vettings", "brief_not_found", json=question)
    assert caller.get(URL).json()["data"] == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "n" * 201}, "/name"),
        ({"brief": None}, "/brief"),
        ({"brief": {}}, "/brief"),
        ({"brief": {"text": "Tea.", "places": ["UK"]}}, "/brief/places/0"),
        ({"version": 7}, "/version"),
        ({"tenant_id": "ten_1"}, "/tenant_id"),
    ],
)
def test_a_body_that_does_not_fit_is_pointed_at(caller: CheckedCaller, change: dict[str, object], pointer: str) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    for method, where in (("POST", URL), ("PUT", url)):
        problem = caller.problem(method, where, "validation_failed", json={**SHOES, **change})
        assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert caller.get(url).json()["version"] == 1


@pytest.mark.parametrize("version", ["0", "-1", "x", "", "1.5", str(2**31)])
def test_what_is_no_version_is_pointed_at(caller: CheckedCaller, version: str) -> None:
    url = f"{URL}/{new_id('brf')}?version={version}"
    problem = caller.problem("GET", url, "validation_failed")
    assert [error["pointer"] for error in problem["errors"]] == ["/query/version"]


def test_a_preview_tells_the_words_that_are_looked_for_and_stores_nothing(caller: CheckedCaller) -> None:
    preview = caller.post(f"{URL}/preview", json={"text": "Vegan protein bars", "languages": ["en"]}).json()
    assert preview["brief"] == {**plain("Vegan protein bars"), "languages": ["en"]}
    assert {"vegan", "protein"} <= {one["word"].lower() for one in preview["key_words"]}
    assert caller.get(URL).json()["data"] == []


@pytest.mark.parametrize("text", ["x", "?!", "\N{ZERO WIDTH SPACE}.", "of the and"])
def test_a_preview_of_nothing_to_look_for_says_so(caller: CheckedCaller, text: str) -> None:
    preview = caller.post(f"{URL}/preview", json={"text": text}).json()
    assert preview["key_words"] == []
    assert preview["notes"]


def test_markup_is_text_like_any_other(caller: CheckedCaller) -> None:
    for answer in (
        caller.post(f"{URL}/preview", json={"text": MARKUP, "must_exclude": ["<b>"]}),
        caller.post(URL, json={"name": MARKUP, "brief": {"text": MARKUP, "must_exclude": ["<b>"]}}),
    ):
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["brief"] == {**plain(MARKUP), "must_exclude": ["<b>"]}
    assert [one["name"] for one in caller.get(URL).json()["data"]] == [MARKUP]


@pytest.mark.parametrize(
    ("body", "code", "pointer", "limit"),
    [
        ({"text": "a" * 100_000}, "validation_failed", "/text", 5_000),
        ({"text": "Tea.", "languages": ["xx"]}, "validation_failed", "/languages/0", None),
        ({"must_include": ["a"], "must_exclude": ["A"]}, "contradictory_terms", "/must_exclude/0", None),
        ({"must_exclude": ["a"]}, "validation_failed", "", None),
    ],
)
def test_a_preview_of_what_is_no_brief_is_refused(
    caller: CheckedCaller, body: dict[str, object], code: str, pointer: str, limit: int | None
) -> None:
    problem = caller.problem("POST", f"{URL}/preview", code, json=body)
    assert [(error["pointer"], error["limit"]) for error in problem["errors"]] == [(pointer, limit)]


def test_preview_is_no_brief_of_that_name(caller: CheckedCaller) -> None:
    for method in ("PUT", "DELETE"):
        answer = caller.request(method, f"{URL}/{new_id('brf')}", json=SHOES)
        assert answer.json()["code"] == "brief_not_found"
    assert caller.post(f"{URL}/{new_id('brf')}", json=SHOES).headers["allow"] == "DELETE, GET, HEAD, PUT"
