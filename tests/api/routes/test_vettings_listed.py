import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from service import ServiceThread

from api.checked import CheckedCaller
from api.conftest import NewCaller
from app.api.pagination import write_cursor
from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.vetting import Question, VettingStatus
from app.storage.ids import new_id
from app.storage.store import Store

MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)
_names = itertools.count()


class Shelf:
    """Puts vettings into the list of one tenant, without a worker that touches them."""

    def __init__(self, store: Store, tenant: str) -> None:
        self._store = store
        with store.system() as system:
            found = system.tenants.get_by_name(tenant)
        assert found is not None
        self.tenant_id = found.tenant_id

    def add(self, *, at: datetime = MOMENT, status: VettingStatus = VettingStatus.QUEUED) -> str:
        vetting_id, handle = new_id("vet"), f"listed-{next(_names)}.test"
        question = Question(
            platform=Platform.BLUESKY, handle=handle, audience_id=None, brief=None, policy=Policy(), sample_size=50
        )
        with self._store.books(self.tenant_id) as books:
            assert books.vettings.add(vetting_id, question, now=at)
            if status.is_final:
                books.vettings.end(vetting_id, status, None, now=at)
        return vetting_id


@pytest.fixture
def opened(service: ServiceThread) -> Iterator[Store]:
    store = Store(service.settings.url)
    yield store
    store.close()


@pytest.fixture
def lister(new_caller: NewCaller, request: pytest.FixtureRequest) -> CheckedCaller:
    return new_caller(tenant=request.node.nodeid[-150:])


@pytest.fixture
def shelf(lister: CheckedCaller, opened: Store, request: pytest.FixtureRequest) -> Shelf:
    del lister  # its key made the tenant
    return Shelf(opened, request.node.nodeid[-150:])


def ids(page: dict[str, list[dict[str, str]]]) -> list[str]:
    return [vetting["id"] for vetting in page["data"]]


def test_a_list_of_nothing_is_one_empty_page(lister: CheckedCaller) -> None:
    answer = lister.get("/v1/vettings")
    assert answer.json() == {"data": [], "has_more": False, "next_cursor": None}
    assert "link" not in answer.headers


def test_a_walk_over_all_pages_sees_each_vetting_once_though_new_ones_come_and_times_are_equal(
    lister: CheckedCaller, shelf: Shelf
) -> None:
    originals = [shelf.add(at=MOMENT + timedelta(microseconds=number // 5)) for number in range(23)]
    seen: list[str] = []
    page = lister.get("/v1/vettings", params={"limit": 4}).json()
    while True:
        assert len(page["data"]) <= 4
        seen += ids(page)
        shelf.add(at=MOMENT + timedelta(hours=1))
        if not page["has_more"]:
            break
        page = lister.get("/v1/vettings", params={"limit": 4, "cursor": page["next_cursor"]}).json()
    assert len(seen) == len(set(seen))
    assert set(seen) == set(originals)
    assert seen == sorted(originals, key=lambda one: (originals.index(one) // 5, one), reverse=True)
    assert page["next_cursor"] is None


def test_the_last_full_page_says_that_it_is_the_last(lister: CheckedCaller, shelf: Shelf) -> None:
    added = {shelf.add() for _ in range(3)}
    page = lister.get("/v1/vettings", params={"limit": 3}).json()
    assert set(ids(page)) == added
    assert (page["has_more"], page["next_cursor"]) == (False, None)


def test_fifty_are_listed_unless_another_limit_is_named(lister: CheckedCaller, shelf: Shelf) -> None:
    for _ in range(51):
        shelf.add()
    assert len(lister.get("/v1/vettings").json()["data"]) == 50
    assert len(lister.get("/v1/vettings?limit=200").json()["data"]) == 51


def test_the_link_header_leads_to_the_next_page_under_the_same_filter(lister: CheckedCaller, shelf: Shelf) -> None:
    for status in (VettingStatus.FAILED, VettingStatus.QUEUED, VettingStatus.FAILED, VettingStatus.FAILED):
        shelf.add(status=status)
    first = lister.get("/v1/vettings", params={"limit": 2, "status": "failed"})
    link = first.links["next"]["url"]
    assert f"cursor={first.json()['next_cursor']}" in link
    second = lister.get(link)
    assert [one["status"] for one in first.json()["data"] + second.json()["data"]] == ["failed"] * 3
    assert not set(ids(first.json())) & set(ids(second.json()))
    assert "link" not in second.headers


@pytest.mark.parametrize("status", VettingStatus)
def test_a_status_can_be_asked_for(lister: CheckedCaller, shelf: Shelf, status: VettingStatus) -> None:
    wanted = [shelf.add(status=status) for _ in range(2)]
    others = [shelf.add(status=other) for other in VettingStatus if other.is_final and other is not status]
    if status is VettingStatus.RUNNING:  # only a worker makes it so
        assert ids(lister.get("/v1/vettings?status=running").json()) == []
        return
    found = ids(lister.get("/v1/vettings", params={"status": status}).json())
    assert set(found) == set(wanted)
    assert not set(found) & set(others)


@pytest.mark.parametrize("cursor", ["a", "abc", "0" * 300, "_-_-", "MjAyNi0xMS0wMlQwOToyOTo1OFo"])
def test_a_made_up_cursor_is_refused(lister: CheckedCaller, cursor: str) -> None:
    lister.problem("GET", f"/v1/vettings?cursor={cursor}", "invalid_cursor")


@pytest.mark.parametrize("cursor", ["", "!!!", "%00", "a%20b", "caf%C3%A9", "0" * 301])
def test_a_cursor_that_no_list_could_have_given_points_at_the_parameter(lister: CheckedCaller, cursor: str) -> None:
    problem = lister.problem("GET", f"/v1/vettings?cursor={cursor}", "validation_failed")
    assert [error["pointer"] for error in problem["errors"]] == ["/query/cursor"]


def test_a_changed_cursor_is_refused(lister: CheckedCaller, shelf: Shelf) -> None:
    shelf.add()
    shelf.add()
    cursor = lister.get("/v1/vettings?limit=1").json()["next_cursor"]
    assert lister.get(f"/v1/vettings?cursor={cursor}").status_code == 200
    for place in range(0, len(cursor), 7):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        lister.problem("GET", f"/v1/vettings?cursor={changed}", "invalid_cursor")


def test_a_cursor_signed_with_another_key_is_refused(lister: CheckedCaller, shelf: Shelf) -> None:
    forged = write_cursor(b"another key", shelf.tenant_id, (MOMENT, shelf.add()))
    lister.problem("GET", f"/v1/vettings?cursor={forged}", "invalid_cursor")


def test_a_cursor_of_another_tenant_is_refused(lister: CheckedCaller, shelf: Shelf, new_caller: NewCaller) -> None:
    shelf.add()
    shelf.add()
    cursor = lister.get("/v1/vettings?limit=1").json()["next_cursor"]
    new_caller().problem("GET", f"/v1/vettings?cursor={cursor}", "invalid_cursor")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/query/limit"),
        ("limit=-1", "/query/limit"),
        ("limit=201", "/query/limit"),
        ("limit=true", "/query/limit"),
        ("limit=1e2", "/query/limit"),
        ("limit=" + "9" * 30, "/query/limit"),
        ("status=done", "/query/status"),
        ("status=", "/query/status"),
        ("status=%00", "/query/status"),
    ],
)
def test_a_bad_parameter_is_pointed_at(lister: CheckedCaller, query: str, pointer: str) -> None:
    problem = lister.problem("GET", f"/v1/vettings?{query}", "validation_failed")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
