"""When a worker takes over the work of another, on a clock of the test's own."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.engine.takeover import Takeover
from app.storage.errors import StorageUnavailableError
from app.storage.heartbeats import worker_heartbeats
from app.storage.store import Store

DEAD_AFTER = 100.0
"""Much longer than a test takes: a sign of life given in it is recent by the database's clock."""


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Peers:
    """Who has unfinished work, and whose work was adopted."""

    def __init__(self, *owners: str) -> None:
        self.owners = owners
        self.adopted: list[list[str]] = []

    def list_owners(self) -> frozenset[str]:
        return frozenset(self.owners)

    def recover(self, workers: list[str]) -> int:
        self.adopted.append(workers)
        return 2 * len(workers)


def takeover_of(store: Store, peers: Peers, clock: Clock | None = None) -> Takeover:
    return Takeover(
        store,
        "me",
        dead_after=DEAD_AFTER,
        list_owners=peers.list_owners,
        recover=peers.recover,
        monotonic=clock or Clock(),
    )


def see(store: Store, worker_id: str, *, seconds_ago: float = 0) -> None:
    with store.system() as system:
        system.heartbeats.beat(worker_id)
        later = worker_heartbeats.c.last_seen - seconds_ago
        mine = worker_heartbeats.c.worker_id == worker_id
        system.connection.execute(worker_heartbeats.update().where(mine).values(last_seen=later))


def test_the_work_of_workers_that_gave_no_sign_is_adopted_and_counted(store: Store) -> None:
    peers = Peers("silent", "unheard-of", "alive")
    see(store, "alive", seconds_ago=DEAD_AFTER / 2)
    see(store, "silent", seconds_ago=DEAD_AFTER + 1)
    assert takeover_of(store, peers).sweep() == 4
    assert peers.adopted == [["silent", "unheard-of"]]


def test_a_worker_never_adopts_its_own_work_even_when_its_own_sign_is_old(store: Store) -> None:
    peers = Peers("me")
    see(store, "me", seconds_ago=DEAD_AFTER + 1)
    assert takeover_of(store, peers).sweep() == 0
    assert peers.adopted == []


def test_nothing_is_adopted_while_all_owners_live(store: Store) -> None:
    peers = Peers("alive", "me")
    see(store, "alive")
    assert takeover_of(store, peers).sweep() == 0
    assert peers.adopted == []


def test_a_worker_that_beats_is_seen_alive_by_its_peers(store: Store) -> None:
    takeover_of(store, Peers()).beat()
    with store.system() as system:
        assert system.heartbeats.list_live(dead_after=DEAD_AFTER) == {"me"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def peers() -> Peers:
    return Peers("dead")


@pytest.fixture
def started(store: Store, peers: Peers, clock: Clock) -> Iterator[Takeover]:
    """Its own rounds come every twenty seconds; the test calls for its own."""
    takeover = takeover_of(store, peers, clock)
    takeover.start()
    yield takeover
    takeover.stop()


def test_a_fresh_worker_waits_a_whole_dead_period_before_it_takes_anything(
    started: Takeover, peers: Peers, clock: Clock
) -> None:
    for _ in range(4):
        clock.now += DEAD_AFTER / 4 - 0.1
        started.beat()
        started.sweep_when_sure()
    assert peers.adopted == []
    clock.now += 1
    started.sweep_when_sure()
    assert peers.adopted == [["dead"]]


def test_a_worker_that_was_cut_off_lets_its_peers_beat_first(started: Takeover, peers: Peers, clock: Clock) -> None:
    clock.now += 10 * DEAD_AFTER  # no beat got through
    started.sweep_when_sure()
    started.beat()
    started.sweep_when_sure()
    assert peers.adopted == []
    for _ in range(3):
        clock.now += DEAD_AFTER / 3 + 0.1
        started.beat()
        started.sweep_when_sure()
    assert peers.adopted == [["dead"]]


def test_a_beat_without_a_database_says_so_and_does_not_count(store: Store, peers: Peers, clock: Clock) -> None:
    takeover = takeover_of(store, peers, clock)
    with store.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE worker_heartbeats RENAME TO elsewhere"))
    clock.now += DEAD_AFTER
    with pytest.raises((StorageUnavailableError, sa.exc.ProgrammingError)):
        takeover.beat()
    takeover.sweep_when_sure()
    assert peers.adopted == []
