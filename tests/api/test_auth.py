from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from service import ServiceThread, make_key

from api.checked import CheckedCaller, problem_of
from api.conftest import NewCaller
from api.contract import list_operations
from app.clock import utc_now
from app.domain.tenant import Scope
from app.storage.store import Store
from app.vetting.access import CHECK_LENGTH, KEY_LENGTH, MARK, NAME_LENGTH, _check, create_api_key

OPERATIONS = [(method, path, bool(operation.get("security"))) for method, path, operation in list_operations()]
GUARDED = [(method, path) for method, path, is_guarded in OPERATIONS if is_guarded]
OPEN = [path for _, path, is_guarded in OPERATIONS if not is_guarded]
READING = {("POST", "/v1/handles/resolve")}
"""What changes nothing although it takes a body."""

NOBODY = "0" * 32


def filled(path: str) -> str:
    """The path with an id that nobody has."""
    return (
        path.replace("{vetting_id}", f"vet_{NOBODY}")
        .replace("{audience_id}", f"aud_{NOBODY}")
        .replace("{brief_id}", f"brf_{NOBODY}")
        .replace("{credential_id}", f"crd_{NOBODY}")
        .replace("{insights_id}", f"ins_{NOBODY}")
        .replace("{code}", "not_found")
    )


def assert_unauthenticated(answer: httpx.Response) -> None:
    assert answer.status_code == 401
    problem_of(answer, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_no_guarded_operation_serves_somebody_without_a_key(anonymous: CheckedCaller, method: str, path: str) -> None:
    assert_unauthenticated(anonymous.request(method, filled(path)))


@pytest.mark.parametrize("path", OPEN)
def test_what_needs_no_key_is_served_to_anybody(anonymous: CheckedCaller, path: str) -> None:
    assert anonymous.get(filled(path)).status_code == 200


def test_only_health_and_catalogues_need_no_key() -> None:
    assert set(OPEN) == {
        "/v1/platforms",
        "/v1/signals",
        "/v1/methods",
        "/v1/problems",
        "/v1/problems/{code}",
        "/healthz",
        "/readyz",
    }


def test_a_key_is_taken_in_either_header(anonymous: CheckedCaller, service: ServiceThread) -> None:
    key = make_key(service.settings)
    for headers in ({"X-API-Key": key}, {"Authorization": f"Bearer {key}"}, {"Authorization": f"bearer {key}"}):
        assert anonymous.get("/v1/vettings", headers=headers).status_code == 200


def with_last_letter_changed(key: str) -> str:
    return key[:-1] + ("0" if key[-1] != "0" else "1")


def with_another_secret(key: str) -> str:
    """The name of a real key, a guessed secret, a checksum that is right."""
    start = key[: len(MARK) + NAME_LENGTH] + "0" * (KEY_LENGTH - len(MARK) - NAME_LENGTH - CHECK_LENGTH)
    return start + _check(start)


def with_another_name(key: str) -> str:
    start = MARK + "0" * NAME_LENGTH + key[len(MARK) + NAME_LENGTH : -CHECK_LENGTH]
    return start + _check(start)


@pytest.mark.parametrize("change", [with_last_letter_changed, with_another_secret, with_another_name, str.lower])
def test_a_key_that_is_nearly_right_is_refused(
    anonymous: CheckedCaller, service: ServiceThread, change: Callable[[str], str]
) -> None:
    key = change(make_key(service.settings))
    assert len(key) == KEY_LENGTH
    assert_unauthenticated(anonymous.get("/v1/vettings", headers={"Authorization": f"Bearer {key}"}))
    assert_unauthenticated(anonymous.get("/v1/vettings", headers={"X-API-Key": key}))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"Bearer",
        b"Basic YWxpY2U6c2VjcmV0",
        b"tr_live_x",
        b"Bearer tr_live_",
        b"Bearer \xff\xfe",
        b"Bearer " + "tr_live_\N{LATIN SMALL LETTER E WITH ACUTE}".encode("latin-1") * 7,
        b"Bearer " + b"x" * 20_000,
        b"Bearer ' OR 1=1 --",
    ],
)
def test_a_malformed_key_is_refused(anonymous: CheckedCaller, header: bytes) -> None:
    assert_unauthenticated(anonymous.get("/v1/vettings", headers={b"Authorization": header}))


def test_of_two_authorization_headers_the_first_counts(anonymous: CheckedCaller, service: ServiceThread) -> None:
    right = ("Authorization", f"Bearer {make_key(service.settings)}")
    wrong = ("Authorization", "Bearer x")
    assert anonymous.get("/v1/vettings", headers=[right, wrong]).status_code == 200
    assert_unauthenticated(anonymous.get("/v1/vettings", headers=[wrong, right]))


def test_an_expired_key_is_refused(anonymous: CheckedCaller, service: ServiceThread) -> None:
    store = Store(service.settings.url)
    now = utc_now()
    key = create_api_key(
        store, "expiring", name="k", scopes=Scope, now=now - timedelta(days=2), expires_at=now - timedelta(days=1)
    )
    store.close()
    assert_unauthenticated(anonymous.get("/v1/vettings", headers={"X-API-Key": key}))


def test_a_revoked_key_is_refused(anonymous: CheckedCaller, service: ServiceThread) -> None:
    key = make_key(service.settings)
    store = Store(service.settings.url)
    with store.system() as system:
        found = system.api_keys.get_by_prefix(key[: len(MARK) + NAME_LENGTH])
        assert found is not None
        assert system.api_keys.revoke(found.api_key_id, now=utc_now())
    store.close()
    assert_unauthenticated(anonymous.get("/v1/vettings", headers={"X-API-Key": key}))


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_each_operation_asks_for_its_scope(new_caller: NewCaller, method: str, path: str) -> None:
    changing = Scope.ADMIN if path.startswith("/v1/credentials") else Scope.WRITE
    enough = Scope.READ if method == "GET" or (method, path) in READING else changing
    too_little = Scope.READ if enough is Scope.WRITE else Scope.WRITE
    body: dict[str, str] | None = {} if method in {"POST", "PUT"} else None
    problem = new_caller(too_little).problem(method, filled(path), "forbidden", json=body)
    assert enough in problem["detail"]
    for scope in (enough, Scope.ADMIN):
        assert new_caller(scope).request(method, filled(path), json=body).status_code in {200, 404, 422}
