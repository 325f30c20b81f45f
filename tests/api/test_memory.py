import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.memory import Remembered, Shelf
from app.domain.document import Document
from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.vetting import Question
from app.storage.ids import new_id
from app.storage.store import Store

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_what_was_put_is_found_until_its_time_is_over() -> None:
    fresh: Remembered[str] = Remembered(60, 10)
    fresh.put(("a",), "value", 1)
    assert fresh.get(("a",)) == "value"
    assert fresh.get(("b",)) is None
    stale: Remembered[str] = Remembered(-1, 10)
    stale.put(("a",), "value", 1)
    assert stale.get(("a",)) is None


def test_the_longest_unused_go_first() -> None:
    memory: Remembered[str] = Remembered(60, 3)
    for name in "abc":
        memory.put((name,), name, 1)
    assert memory.get(("a",)) == "a"
    memory.put(("d",), "d", 1)
    assert [memory.get((name,)) for name in "abcd"] == ["a", None, "c", "d"]


def test_what_is_larger_than_all_there_is_room_for_is_not_kept() -> None:
    memory: Remembered[str] = Remembered(60, 3)
    memory.put(("a",), "a", 4)
    assert memory.get(("a",)) is None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(min_value=0, max_value=5))))
def test_the_bound_on_the_sum_of_sizes_holds_whatever_is_put(puts: list[tuple[str, int]]) -> None:
    memory: Remembered[int] = Remembered(60, 10)
    for name, size in puts:
        memory.put((name,), size, size)
    assert sum(memory.get((name,)) or 0 for name in "abcdef") <= 10


def test_a_document_is_found_by_its_own_tenant_only_also_when_remembered(store: Store) -> None:
    with store.system() as system:
        owner, stranger = (system.tenants.add(name, now=NOW).tenant_id for name in ("owner", "stranger"))
    vetting_id, document = new_id("vet"), Document("tag", b"{}")
    question = Question(platform=Platform.X, handle="a", audience_id=None, brief=None, policy=Policy(), sample_size=50)
    with store.books(owner) as books:
        assert books.vettings.add(vetting_id, question, now=NOW)
        books.documents.add(vetting_id, document, now=NOW)
    shelf = Shelf(store)
    assert asyncio.run(shelf.find(owner, vetting_id)) == document
    assert asyncio.run(shelf.find(owner, vetting_id)) == document
    assert asyncio.run(shelf.find(stranger, vetting_id)) is None


@pytest.mark.parametrize("vetting_id", ["", "\0", "vet_\0", "aud_" + "0" * 32, "x" * 64])
def test_what_is_no_id_has_no_document(store: Store, vetting_id: str) -> None:
    assert asyncio.run(Shelf(store).find("ten_x", vetting_id)) is None


def test_a_document_that_was_redacted_is_read_again_when_its_time_in_memory_is_over(store: Store) -> None:
    with store.system() as system:
        owner = system.tenants.add("owner", now=NOW).tenant_id
    vetting_id, before, after = new_id("vet"), Document("tag", b"{}"), Document("other", b"[]")
    question = Question(platform=Platform.X, handle="a", audience_id=None, brief=None, policy=Policy(), sample_size=50)
    with store.books(owner) as books:
        assert books.vettings.add(vetting_id, question, now=NOW)
        books.documents.add(vetting_id, before, now=NOW)
    for_long, for_no_time = Shelf(store), Shelf(store, seconds=-1)
    assert asyncio.run(for_long.find(owner, vetting_id)) == before
    assert asyncio.run(for_no_time.find(owner, vetting_id)) == before
    with store.sweep() as sweep:
        sweep.redact(vetting_id, after, now=NOW)
    assert asyncio.run(for_long.find(owner, vetting_id)) == before
    assert asyncio.run(for_no_time.find(owner, vetting_id)) == after
