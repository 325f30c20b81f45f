import time

from app.storage.heartbeats import worker_heartbeats
from app.storage.store import Store


def test_a_worker_is_alive_from_its_beat_until_it_gives_none_for_too_long(store: Store) -> None:
    with store.system() as system:
        system.heartbeats.beat("one")
        system.heartbeats.beat("two")
        system.connection.execute(
            worker_heartbeats.update().where(worker_heartbeats.c.worker_id == "two").values(last_seen=time.time() - 60)
        )
    with store.system() as system:
        assert system.heartbeats.list_live(dead_after=30) == {"one"}
        assert system.heartbeats.list_live(dead_after=90) == {"one", "two"}
        system.heartbeats.beat("two")
    with store.system() as system:
        assert system.heartbeats.list_live(dead_after=30) == {"one", "two"}
