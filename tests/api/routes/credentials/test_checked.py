import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from credentialed import KEYS, SECRET, FakePlatforms, make_vault
from service import ServiceThread

from api.checked import CheckedCaller
from app.platforms.errors import PlatformAuthError, PlatformError, RateLimitedError, UpstreamError
from app.storage.vault import key_id_of

from .conftest import KEY, URL, keep, serve


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
    ("answer", "status", "wait"),
    [
        (UpstreamError("YouTube is silent."), 503, "5"),
        (RateLimitedError("YouTube asks to wait.", wait_seconds=6.2), 429, "7"),
    ],
)
def test_a_platform_that_does_not_answer_is_a_problem_of_its_own_and_changes_nothing(
    caller: CheckedCaller, platforms: FakePlatforms, answer: PlatformError, status: int, wait: str
) -> None:
    stored = keep(caller)
    platforms.answer = answer
    refused = caller.post(f"{URL}/{stored['id']}/check")
    assert (refused.status_code, refused.json()["code"]) == (status, answer.code)
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
