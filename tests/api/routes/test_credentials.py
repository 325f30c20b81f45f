"""Against a service whose platforms are made up: of the real ones each wants another secret."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from credentialed import KEYS, PLATFORMS, SECRET, TOKEN, FakePlatforms, make_vault
from databases import SECRET as CURSOR_KEY
from databases import settings_for
from service import ServiceThread

from api.checked import CheckedCaller
from api.conftest import NewCaller
from api.routes.test_health import NoQueue
from app.api.application import create_application, set_context
from app.api.context import Context
from app.api.memory import KeyRing, Shelf
from app.clock import utc_now
from app.domain.credential import MAX_CREDENTIAL_NAME, MAX_VALUE_LENGTH
from app.domain.tenant import Scope
from app.platforms.errors import PlatformAuthError, PlatformError, RateLimitedError, UpstreamError
from app.scoring.known_models import KnownModels
from app.storage.ids import new_id
from app.storage.store import Store
from app.storage.vault import Vault, key_id_of

URL = "/v1/credentials"
JSON = {"Content-Type": "application/json"}
KEY = [{"name": "api_key", "value": SECRET}]


@pytest.fixture(scope="module")
def platforms() -> FakePlatforms:
    return FakePlatforms()


@pytest.fixture(autouse=True)
def _nothing_asked_yet(platforms: FakePlatforms) -> None:
    platforms.answer = None
    platforms.seen.clear()


def serve(url: str, folder: Path, platforms: FakePlatforms, vault: Vault) -> Iterator[ServiceThread]:
    store = Store(url)
    app = create_application()
    context = Context(
        store=store,
        vault=vault,
        connect=platforms.connect,
        keys=KeyRing(store),
        shelf=Shelf(store),
        queue=NoQueue(),
        models=KnownModels.of_package(),
        clock=utc_now,
        platforms=PLATFORMS,
        fetchable=frozenset(),
        opt_ins=frozenset(),
        cursor_key=CURSOR_KEY.encode(),
        keep_days=30,
        upload_bytes_at_most=1,
    )
    set_context(app, context)
    with ServiceThread(settings_for(url, folder), app) as started:
        yield started
    store.close()


@pytest.fixture(scope="module")
def service(
    module_database_url: str, platforms: FakePlatforms, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceThread]:
    yield from serve(module_database_url, tmp_path_factory.mktemp("data"), platforms, make_vault(KEYS[0]))


def keep(caller: CheckedCaller, **body: object) -> dict[str, Any]:
    answer = caller.post(URL, json={"platform": "youtube", "fields": KEY, **body})
    assert answer.status_code == 201, answer.text
    stored: dict[str, Any] = answer.json()
    return stored


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


def test_a_check_asks_the_platform_and_the_credential_says_what_came_out(
    caller: CheckedCaller, platforms: FakePlatforms
) -> None:
    stored = keep(caller)
    url = f"{URL}/{stored['id']}"
    working = caller.post(f"{url}/check").json()
    assert platforms.seen == [("youtube", {"api_key": SECRET})]
    assert (working["status"], working["status_detail"]) == ("working", None)
    platforms.answer = PlatformAuthError("refused")
    refused = caller.post(f"{url}/check").json()
    assert (refused["status"], refused["status_detail"]) == ("refused", "platform_auth")
    assert "refused" in refused["status_text"]
    assert caller.get(url).json() == refused
    assert refused["created_at"] == stored["created_at"] < working["checked_at"] < refused["checked_at"]


@pytest.mark.parametrize(
    ("answer", "wait"),
    [(UpstreamError("YouTube is silent."), None), (RateLimitedError("YouTube asks to wait.", wait_seconds=6.2), "7")],
)
def test_a_platform_that_does_not_answer_is_a_problem_of_its_own_and_changes_nothing(
    caller: CheckedCaller, platforms: FakePlatforms, answer: PlatformError, wait: str | None
) -> None:
    stored = keep(caller)
    platforms.answer = answer
    refused = caller.post(f"{URL}/{stored['id']}/check")
    assert (refused.status_code, refused.json()["code"]) == (503, "platform_unavailable")
    assert refused.json()["detail"] == answer.detail
    assert refused.headers.get("retry-after") == wait
    assert caller.get(f"{URL}/{stored['id']}").json() == stored


def test_a_platform_whose_terms_the_operator_did_not_accept_is_not_called(
    caller: CheckedCaller, platforms: FakePlatforms
) -> None:
    stored = keep(caller, platform="x", fields=[{"name": "bearer_token", "value": SECRET}])
    problem = caller.problem("POST", f"{URL}/{stored['id']}/check", "opt_in_needed")
    assert "x-pays" in problem["detail"]
    assert platforms.seen == []


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


@pytest.mark.parametrize("row_id", ["x", "crd_", new_id("crd"), new_id("vet"), "%00", "check"])
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


def test_nothing_of_a_secret_is_logged(
    caller: CheckedCaller, platforms: FakePlatforms, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"{URL}/{keep(caller)['id']}"
    for answer in (None, PlatformAuthError("refused"), UpstreamError("silent")):
        platforms.answer = answer
        caller.post(f"{url}/check")
    assert caplog.records, "there is a log"
    assert SECRET not in caplog.text


ServeWith = Callable[..., ServiceThread]


@pytest.fixture
def serve_with(service: ServiceThread, tmp_path: Path) -> Iterator[ServeWith]:
    """Starts services on the same database with other keys."""
    started: list[Iterator[ServiceThread]] = []

    def start(*keys: bytes) -> ServiceThread:
        serving = serve(service.settings.url, tmp_path, FakePlatforms(), make_vault(*keys))
        started.append(serving)
        return next(serving)

    yield start
    for serving in started:
        next(serving, None)


def with_key_of(caller: CheckedCaller, service: ServiceThread) -> CheckedCaller:
    return CheckedCaller(service.url, caller.headers["Authorization"].removeprefix("Bearer "))


def test_a_server_without_keys_says_what_the_operator_has_to_set(caller: CheckedCaller, serve_with: ServeWith) -> None:
    with with_key_of(caller, serve_with()) as other:
        problem = other.problem("POST", URL, "credentials_unavailable", json={"platform": "youtube", "fields": KEY})
        assert "TRUEREACH_ENCRYPTION_KEYS" in problem["detail"]
        assert other.get(URL).json()["data"] == []


def test_a_server_that_lost_the_key_names_it(caller: CheckedCaller, serve_with: ServeWith) -> None:
    stored = keep(caller)
    with with_key_of(caller, serve_with(KEYS[1])) as other:
        assert other.get(f"{URL}/{stored['id']}").json() == stored
        problem = other.problem("POST", f"{URL}/{stored['id']}/check", "credential_unreadable")
    assert key_id_of(KEYS[0]) in problem["detail"]
