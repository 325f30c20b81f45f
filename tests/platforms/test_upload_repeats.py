import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.upload_repeats import SeenIds


def repeats(ids: list[str], batch: int) -> list[tuple[int, int]]:
    seen = SeenIds(batch)
    found = []
    for line, account_id in enumerate(ids, start=1):
        if seen.add(account_id, line):
            found += seen.list_repeats()
    return found + seen.list_repeats()


def test_a_repetition_names_its_line_and_the_first() -> None:
    assert repeats(["a", "b", "a", "c", "b", "a"], 100) == [(3, 1), (5, 2), (6, 1)]


def test_a_repetition_is_found_across_batches() -> None:
    assert repeats(["a", "b", "c", "a"], 2) == [(4, 1)]


def test_nothing_noted_repeats_nothing() -> None:
    assert SeenIds().list_repeats() == []


@given(st.lists(st.sampled_from("abcdefg")), st.integers(1, 5))
def test_it_agrees_with_a_dictionary(ids: list[str], batch: int) -> None:
    first: dict[str, int] = {}
    expected = [(line, first[name]) for line, name in enumerate(ids, start=1) if first.setdefault(name, line) != line]
    assert repeats(ids, batch) == expected


def test_ids_take_less_than_forty_bytes_each() -> None:
    tracemalloc.start()
    seen = SeenIds(50_000)
    for line in range(200_000):
        if seen.add(f"did:plc:{line:024x}", line):
            seen.list_repeats()
    assert seen.list_repeats() == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200_000 * 40


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_the_batch_size_changes_nothing(rows: int) -> None:
    assert repeats(["x", "x", "x"], rows) == [(2, 1), (3, 1)]
