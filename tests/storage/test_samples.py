from dataclasses import replace
from datetime import timedelta

import msgspec

from app.domain.audience import Role
from app.domain.readings import Listed, Sketch
from app.storage.store import Store

from .rows import NOW, add_tenant, add_vetting, begin_audience, finish_audience, make_readings

LATER = NOW + timedelta(days=30)
FOLLOWERS, LIKERS = make_readings("a", "b", "c"), make_readings("d", role=Role.LIKERS)


def test_the_samples_of_a_vetting_come_back_one_for_each_role(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [FOLLOWERS, LIKERS], now=NOW, expires_at=LATER)
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id, now=NOW) == [FOLLOWERS, LIKERS]


def test_lists_are_read_without_the_accounts_and_only_while_the_sample_is_kept(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    sketch = Sketch(key_id="ab", size=4, listed=9, hashes=b"\x01\xff")
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [replace(FOLLOWERS, sketch=sketch), LIKERS], now=NOW, expires_at=LATER)
        listed = books.samples.get_listed(vetting_id, now=NOW)
        assert books.samples.get_listed(vetting_id, now=LATER) is None
    assert listed == [Listed(note=FOLLOWERS.note, sketch=sketch), Listed(note=LIKERS.note)]
    with store.books(add_tenant(store, "other")) as books:
        assert books.samples.get_listed(vetting_id, now=NOW) is None


def test_a_sample_that_was_stored_before_there_were_sketches_has_none(store: Store, tenant: str) -> None:
    older = msgspec.to_builtins(FOLLOWERS)
    del older["sketch"]
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [older], now=NOW, expires_at=LATER)
        assert books.samples.get(vetting_id, now=NOW) == [FOLLOWERS]
        assert books.samples.get_listed(vetting_id, now=NOW) == [Listed(note=FOLLOWERS.note)]


def test_a_sample_that_has_expired_is_not_there_though_nothing_was_purged_yet(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [FOLLOWERS], now=NOW, expires_at=LATER)
        assert books.samples.get(vetting_id, now=LATER - timedelta(seconds=1)) == [FOLLOWERS]
        assert books.samples.get(vetting_id, now=LATER) is None


def test_a_purge_removes_what_has_expired_and_nothing_else(store: Store, tenant: str) -> None:
    moments = {"before": -1, "now": 0, "after": 1}
    ids = {name: add_vetting(store, tenant, handle=name) for name in moments}
    with store.books(tenant) as books:
        for name, seconds in moments.items():
            books.samples.add(ids[name], [], now=NOW, expires_at=NOW + timedelta(seconds=seconds))
    with store.system() as system:
        assert system.purge(now=NOW, begun_before=NOW) == 2
    with store.books(tenant) as books:
        assert [name for name in moments if books.samples.get(ids[name], now=NOW) is not None] == ["after"]
        assert books.vettings.get(ids["before"]) is not None


def test_the_samples_of_an_upload_are_erased_and_no_others(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        finish_audience(books, audience_id)
    of_upload = [add_vetting(store, tenant, audience_id=audience_id, handle=name) for name in ("one", "two")]
    of_handle = add_vetting(store, tenant)
    with store.books(tenant) as books:
        for vetting_id in (*of_upload, of_handle):
            books.samples.add(vetting_id, [FOLLOWERS], now=NOW, expires_at=LATER)
        books.samples.delete_of(audience_id)
        kept = [one for one in (*of_upload, of_handle) if books.samples.get(one, now=NOW) is not None]
    assert kept == [of_handle]
