import threading

import pytest
from credentialed import SECRET, TOKEN, FakePlatforms

from api.checked import CheckedCaller
from api.conftest import NewCaller
from app.domain.tenant import Scope

from .conftest import KEY, URL, keep


def test_a_credential_is_stored_under_its_address_and_told_without_its_secret(caller: CheckedCaller) -> None:
    answer = caller.post(URL, json={"platform": "youtube", "name": "Production", "fields": KEY})
    stored = answer.json()
    assert answer.headers["location"] == f"{URL}/{stored['id']}"
    assert caller.get(answer.headers["location"]).json() == stored
    assert caller.get(URL).json()["data"] == [stored]
    assert (stored["platform"], stored["name"], stored["field_names"]) == ("youtube", "Production", ["api_key"])
    assert (stored["hint"], stored["status"], stored["checked_at"]) == ("wxyz", "untested", None)
    assert SECRET[:-4] not in answer.text + caller.get(URL).text


def test_a_credential_of_several_fields_is_told_by_their_names(caller: CheckedCaller) -> None:
    fields = [{"name": "access_token", "value": TOKEN}, {"name": "user_id", "value": "17841400000000000"}]
    answer = caller.post(URL, json={"platform": "instagram", "fields": fields})
    stored = answer.json()
    assert (stored["name"], stored["field_names"], stored["hint"]) == ("default", ["user_id", "access_token"], "abcd")
    assert "178414" not in answer.text


def test_of_a_short_secret_no_end_is_shown(caller: CheckedCaller) -> None:
    assert keep(caller, fields=[{"name": "api_key", "value": "fifteen-letters"}])["hint"] is None


def test_a_walk_over_the_pages_sees_each_once_the_newest_first(caller: CheckedCaller) -> None:
    added = [keep(caller, name=str(number))["id"] for number in range(5)]
    seen: list[str] = []
    next_url: str | None = f"{URL}?limit=2"
    while next_url is not None:
        answer = caller.get(next_url)
        seen += [one["id"] for one in answer.json()["data"]]
        assert answer.json()["has_more"] == ("link" in answer.headers)
        next_url = answer.links.get("next", {}).get("url")
    assert seen == added[::-1]


def test_a_cursor_leads_on_in_its_own_list_only(caller: CheckedCaller) -> None:
    for name in ("a", "b"):
        keep(caller, name=name)
    cursor = caller.get(f"{URL}?limit=1").json()["next_cursor"]
    caller.problem("GET", f"/v1/briefs?cursor={cursor}", "invalid_cursor")


def test_a_deleted_credential_is_not_found(caller: CheckedCaller) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    assert caller.delete(url).status_code == 204
    for method, where in (("GET", url), ("DELETE", url), ("POST", f"{url}/check")):
        caller.problem(method, where, "credential_not_found")
    keep(caller)


def test_another_tenants_credential_is_neither_seen_nor_tried_nor_deleted(
    caller: CheckedCaller, new_caller: NewCaller, platforms: FakePlatforms
) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    stranger = new_caller()
    for method, where in (("GET", url), ("DELETE", url), ("POST", f"{url}/check")):
        stranger.problem(method, where, "credential_not_found")
    assert stranger.get(URL).json()["data"] == []
    assert platforms.seen == []
    assert caller.get(url).status_code == 200


def test_who_may_only_read_or_write_lists_credentials_but_changes_none(
    caller: CheckedCaller, new_caller: NewCaller
) -> None:
    url = f"{URL}/{keep(caller)['id']}"
    for scope in (Scope.READ, Scope.WRITE):
        other = new_caller(scope)
        for method, where in (("POST", URL), ("DELETE", url), ("POST", f"{url}/check")):
            assert "admin" in other.problem(method, where, "forbidden")["detail"]
    assert new_caller(Scope.READ).get(URL).status_code == 200


@pytest.mark.parametrize("row_id", ["x", "crd_", "crd_" + "0" * 32, "vet_" + "0" * 32, "%00", "check"])
def test_what_is_no_id_is_not_found(caller: CheckedCaller, row_id: str) -> None:
    caller.problem("GET", f"{URL}/{row_id}", "credential_not_found")
    caller.problem("POST", f"{URL}/{row_id}/check", "credential_not_found")


def test_of_those_who_take_a_name_at_once_one_gets_it(caller: CheckedCaller) -> None:
    statuses: list[int] = []

    def take() -> None:
        statuses.append(caller.post(URL, json={"platform": "youtube", "fields": KEY}).status_code)

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409, 409, 409, 409, 409]
