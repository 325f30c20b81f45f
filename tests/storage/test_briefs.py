from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.domain.brief import Brief, StoredBrief
from app.storage.ids import new_id
from app.storage.store import Store

from .rows import NOW

LATER = NOW + timedelta(minutes=5)
TEA = Brief(
    text="Green tea \u2603",
    taxonomy_ids=("216",),
    languages=("de", "en"),
    places=("AT",),
    must_include=("tea",),
    must_exclude=("coffee",),
)
COFFEE = Brief(text="Coffee")


def add_brief(store: Store, tenant: str, name: str = "Tea", brief: Brief = TEA) -> str:
    brief_id = new_id("brf")
    with store.books(tenant) as books:
        books.briefs.add(brief_id, name, brief, now=NOW)
    return brief_id


def change(store: Store, tenant: str, brief_id: str, brief: Brief, name: str = "Tea") -> bool:
    with store.books(tenant) as books:
        return books.briefs.change(brief_id, name, brief, now=LATER)


def read(store: Store, tenant: str, brief_id: str, version: int | None = None) -> StoredBrief | None:
    with store.books(tenant) as books:
        return books.briefs.get(brief_id, version)


def test_a_brief_comes_back_as_it_was_stored(store: Store, tenant: str) -> None:
    brief_id = add_brief(store, tenant)
    stored = StoredBrief(brief_id=brief_id, version=1, name="Tea", brief=TEA, created_at=NOW, changed_at=NOW)
    assert read(store, tenant, brief_id) == read(store, tenant, brief_id, 1) == stored
    assert read(store, tenant, brief_id, 2) is None


def test_a_change_makes_the_next_version_and_leaves_the_ones_before(store: Store, tenant: str) -> None:
    brief_id = add_brief(store, tenant)
    assert change(store, tenant, brief_id, COFFEE, name="Coffee")
    latest, first = read(store, tenant, brief_id), read(store, tenant, brief_id, 1)
    assert latest is not None
    assert first is not None
    assert (latest.version, latest.brief, latest.created_at, latest.changed_at) == (2, COFFEE, NOW, LATER)
    assert (first.version, first.brief, first.changed_at) == (1, TEA, NOW)
    assert latest.name == first.name == "Coffee"


def test_the_same_brief_again_makes_no_version_but_may_have_another_name(store: Store, tenant: str) -> None:
    brief_id = add_brief(store, tenant)
    assert change(store, tenant, brief_id, TEA, name="Green tea")
    latest = read(store, tenant, brief_id)
    assert latest is not None
    assert (latest.version, latest.name, latest.changed_at) == (1, "Green tea", NOW)


def test_changes_at_the_same_time_make_a_version_each(store: Store, tenant: str) -> None:
    brief_id = add_brief(store, tenant)
    wanted = [Brief(text=f"tea number {number}") for number in range(12)]
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda brief: change(store, tenant, brief_id, brief), wanted))
    with store.books(tenant) as books:
        versions = books.briefs.list_versions(brief_id, limit=100, below=None)
    assert [one.version for one in versions] == list(range(13, 0, -1))
    assert {one.brief for one in versions} == {TEA, *wanted}


def test_a_walk_over_the_versions_goes_from_the_newest_to_the_first(store: Store, tenant: str) -> None:
    brief_id = add_brief(store, tenant)
    add_brief(store, tenant)
    for brief in (COFFEE, TEA, COFFEE):
        change(store, tenant, brief_id, brief)
    with store.books(tenant) as books:
        assert [one.version for one in books.briefs.list_versions(brief_id, limit=3, below=None)] == [4, 3, 2]
        assert [one.version for one in books.briefs.list_versions(brief_id, limit=3, below=2)] == [1]
        assert books.briefs.list_versions(brief_id, limit=3, below=1) == []


def test_a_walk_over_the_pages_sees_the_latest_version_of_each_brief_once(store: Store, tenant: str) -> None:
    added = [add_brief(store, tenant, name=str(number)) for number in range(3)]
    change(store, tenant, added[0], COFFEE)
    with store.books(tenant) as books:
        seen: list[StoredBrief] = []
        after = None
        while page := books.briefs.list_page(limit=1, after=after):
            seen += page
            after = page[-1].created_at, page[-1].brief_id
    assert [one.brief_id for one in seen] == sorted(added, reverse=True)
    assert [one.version for one in seen] == [1, 1, 2]


def test_an_archived_brief_is_not_seen_changed_or_archived_again(store: Store, tenant: str) -> None:
    brief_id = add_brief(store, tenant)
    with store.books(tenant) as books:
        assert books.briefs.archive(brief_id, now=LATER)
        assert not books.briefs.archive(brief_id, now=LATER)
        assert not books.briefs.change(brief_id, "Tea", COFFEE, now=LATER)
        assert books.briefs.get(brief_id) is None
        assert books.briefs.get(brief_id, 1) is None
        assert books.briefs.list_page(limit=5, after=None) == []
        assert books.briefs.list_versions(brief_id, limit=5, below=None) == []


def test_a_brief_is_seen_changed_and_archived_by_its_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    brief_id = add_brief(store, tenant)
    with store.books(stranger) as books:
        assert books.briefs.get(brief_id) is None
        assert not books.briefs.change(brief_id, "Mine", COFFEE, now=LATER)
        assert not books.briefs.archive(brief_id, now=LATER)
        assert books.briefs.list_page(limit=5, after=None) == []
        assert books.briefs.list_versions(brief_id, limit=5, below=None) == []
    stored = read(store, tenant, brief_id)
    assert stored is not None
    assert (stored.name, stored.version) == ("Tea", 1)


@pytest.mark.parametrize("version", [0, -1, 2**31 - 1])
def test_a_version_that_does_not_exist_is_none(store: Store, tenant: str, version: int) -> None:
    assert read(store, tenant, add_brief(store, tenant), version) is None
