from typing import Any

import pytest
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub
from service import ServiceThread
from storage.rows import NOTHING_SEALED, make_credential

from api.checked import CheckedCaller
from api.conftest import NewCaller
from api.contract import list_operations
from api.routes.told import INSIGHTS
from api.routes.uploads import NDJSON, accounts
from app.clock import utc_now
from app.storage.ids import new_id
from app.storage.store import Store
from app.vetting.access import authenticate

NO_IDS = ["x", "%00", "%FF%FE", "vet_", "aud_" + "G" * 32, "%27%20OR%201%3D1", "..%2e", "%F0%9F%92%A9"]
BY_ID = [(method, path) for method, path, _ in list_operations() if "_id}" in path]

BODIES = {
    ("POST", "/v1/vettings/{vetting_id}/reviews"): {"reviews": [{"account_id": "account-1", "label": "genuine"}]},
    ("PUT", "/v1/briefs/{brief_id}"): {"name": "Mine", "brief": "Tea."},
}


@pytest.fixture
def owned(caller: CheckedCaller, quick_stub: PlatformStub, service: ServiceThread) -> dict[str, str]:
    """Ids of what the caller owns: a running vetting, an upload, a brief, insights, a credential."""
    quick_stub.set_audiences(AudienceOptions(handle="star.test", population=200))
    quick_stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.3))
    vetting = caller.post("/v1/vettings", json={"platform": "bluesky", "handle": "star.test"}).json()
    upload = caller.post("/v1/audiences?platform=x", content=accounts(3), headers=NDJSON).json()
    brief = caller.post("/v1/briefs", json={"name": "Shoes", "brief": "Running shoes."}).json()
    insights = caller.post("/v1/insights", json=INSIGHTS).json()
    return {
        "vetting_id": vetting["id"],
        "audience_id": upload["id"],
        "brief_id": brief["id"],
        "insights_id": insights["id"],
        "credential_id": add_credential(service, caller.headers["Authorization"].removeprefix("Bearer ")),
    }


def add_credential(service: ServiceThread, key: str) -> str:
    """Store a credential of a platform that does not exist yet, for the tenant of this key."""
    store = Store(service.settings.url)
    owner = authenticate(store, key, now=utc_now())
    assert owner is not None
    credential = make_credential()
    with store.books(owner.tenant_id) as books:
        books.credentials.add(credential, NOTHING_SEALED)
    store.close()
    return credential.credential_id


def without_ids(problem: dict[str, Any], row_id: str) -> dict[str, Any]:
    """A problem as every caller would get it."""
    return {**problem, "request_id": "", "detail": problem["detail"].replace(row_id, "")}


def test_every_kind_of_row_has_operations_by_its_id() -> None:
    assert {path for _, path in BY_ID} == {
        "/v1/vettings/{vetting_id}",
        "/v1/vettings/{vetting_id}/cancel",
        "/v1/vettings/{vetting_id}/rescore",
        "/v1/vettings/{vetting_id}/review-sample",
        "/v1/vettings/{vetting_id}/reviews",
        "/v1/audiences/{audience_id}",
        "/v1/briefs/{brief_id}",
        "/v1/briefs/{brief_id}/versions",
        "/v1/credentials/{credential_id}",
        "/v1/credentials/{credential_id}/check",
        "/v1/insights/{insights_id}",
    }


@pytest.mark.parametrize(("method", "path"), BY_ID)
def test_another_tenant_gets_what_an_id_gets_that_nobody_has(
    caller: CheckedCaller, new_caller: NewCaller, owned: dict[str, str], method: str, path: str
) -> None:
    stranger = new_caller()
    nobodys = {name: new_id(row_id[:3]) for name, row_id in owned.items()}
    name = path.partition("{")[2].partition("}")[0]
    body = BODIES.get((method, path))
    refused = stranger.request(method, path.format(**owned), json=body)
    assert refused.status_code == 404
    unknown = stranger.request(method, path.format(**nobodys), json=body)
    assert without_ids(refused.json(), owned[name]) == without_ids(unknown.json(), nobodys[name])
    assert set(refused.headers) == set(unknown.headers)

    mine = caller.get(path[: path.index("}") + 1].format(**owned))
    assert mine.status_code == 200
    assert mine.json().get("status") != "cancelled"
    assert mine.json().get("version", 1) == 1


def test_another_tenants_finished_verdict_is_not_shown_though_its_tag_is_known(
    caller: CheckedCaller, new_caller: NewCaller, owned: dict[str, str], stub: PlatformStub
) -> None:
    stub.behave()
    url = f"/v1/vettings/{owned['vetting_id']}"
    caller.await_end(owned["vetting_id"])
    tag = caller.get(url).headers["etag"]
    stranger = new_caller()
    stranger.problem("GET", url, "vetting_not_found", headers={"If-None-Match": tag})
    stranger.problem("GET", url, "vetting_not_found", headers={"If-None-Match": "*"})


def test_lists_hold_the_rows_of_their_own_tenant_only(
    caller: CheckedCaller, new_caller: NewCaller, owned: dict[str, str]
) -> None:
    assert [vetting["id"] for vetting in caller.get("/v1/vettings").json()["data"]] == [owned["vetting_id"]]
    assert [brief["id"] for brief in caller.get("/v1/briefs").json()["data"]] == [owned["brief_id"]]
    assert [one["id"] for one in caller.get("/v1/credentials").json()["data"]] == [owned["credential_id"]]
    assert [insights["id"] for insights in caller.get("/v1/insights").json()["data"]] == [owned["insights_id"]]
    for path in ("/v1/vettings", "/v1/briefs", "/v1/credentials", "/v1/insights"):
        assert new_caller().get(path).json()["data"] == []


def test_a_vetting_cannot_use_the_brief_of_another_tenant(new_caller: NewCaller, owned: dict[str, str]) -> None:
    question = {"platform": "bluesky", "handle": "star.test", "brief_id": owned["brief_id"]}
    problem = new_caller().problem("POST", "/v1/vettings", "brief_not_found", json=question)
    assert [error["pointer"] for error in problem["errors"]] == ["/brief_id"]


def test_two_keys_of_one_tenant_see_the_same(new_caller: NewCaller) -> None:
    first, second = new_caller(tenant="shared"), new_caller(tenant="shared")
    upload = first.post("/v1/audiences?platform=x", content=accounts(3), headers=NDJSON).json()
    assert second.get(f"/v1/audiences/{upload['id']}").json() == upload


@pytest.mark.parametrize(
    "path",
    [
        *("/v1/vettings/{}", "/v1/audiences/{}", "/v1/briefs/{}", "/v1/briefs/{}/versions"),
        *("/v1/credentials/{}", "/v1/insights/{}"),
    ],
)
@pytest.mark.parametrize(
    "row_id", ["x", "%00", "%FF%FE", "vet_", "aud_" + "G" * 32, "%27%20OR%201%3D1", "..%2e", "%F0%9F%92%A9"]
)
def test_what_is_no_id_at_all_is_not_found_either(caller: CheckedCaller, path: str, row_id: str) -> None:
    assert caller.get(path.format(row_id)).status_code == 404
