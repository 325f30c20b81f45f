import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.storage.store import Store


def reserve(store: Store, *, interval: float, burst: int, key: str = "bluesky") -> float:
    with store.system() as system:
        return system.rate_limits.reserve(key, interval=interval, burst=burst)


def test_a_burst_goes_at_once_and_the_rest_keeps_the_rate(store: Store) -> None:
    waits = [reserve(store, interval=100, burst=3) for _ in range(6)]
    assert waits == pytest.approx([0, 0, 0, 100, 200, 300], abs=5)


def test_threads_together_never_get_more_than_the_rate_and_the_burst_allow(store: Store) -> None:
    interval, burst, calls = 50.0, 4, 32
    began = time.monotonic()
    with ThreadPoolExecutor(8) as threads:
        waits = sorted(threads.map(lambda _: reserve(store, interval=interval, burst=burst), range(calls)))
    took = time.monotonic() - began
    for number, wait in enumerate(waits):
        earliest = max(0.0, (number - burst + 1) * interval)
        assert earliest - took - 0.1 <= wait <= earliest + 0.1


def test_slots_come_back_with_time(store: Store) -> None:
    for _ in range(2):
        reserve(store, interval=0.05, burst=2)
    time.sleep(0.15)
    assert reserve(store, interval=0.05, burst=2) == 0


def test_platforms_do_not_wait_for_each_other(store: Store) -> None:
    reserve(store, interval=100, burst=1)
    assert reserve(store, interval=100, burst=1, key="mastodon") == 0


def test_a_hold_pushes_everybody_back_and_then_the_rate_goes_on_without_a_burst(store: Store) -> None:
    with store.system() as system:
        system.rate_limits.hold("bluesky", wait=500, interval=100, burst=3)
    assert [reserve(store, interval=100, burst=3) for _ in range(3)] == pytest.approx([500, 600, 700], abs=5)


def test_a_shorter_hold_does_not_shorten_a_longer_one(store: Store) -> None:
    with store.system() as system:
        for wait in (500.0, 5.0):
            system.rate_limits.hold("bluesky", wait=wait, interval=1, burst=5)
    assert reserve(store, interval=1, burst=5) == pytest.approx(500, abs=5)
