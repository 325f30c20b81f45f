"""Vettings that nobody runs although their worker lives."""

from collections.abc import Iterable

from factories import DRAWN_AT

from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.vetting import Question
from app.engine.strays import Strays
from app.storage.ids import new_id
from app.storage.store import Store


class Work:
    """What the engine says about this worker's workflows, and what it was told to do."""

    def __init__(self) -> None:
        self.pending: set[str] = set()
        self.running: set[str] = set()
        self.ended: set[str] = set()
        self.resumed: list[str] = []
        self.given_up: list[tuple[str, str]] = []

    def resume(self, vetting_id: str) -> None:
        self.resumed.append(vetting_id)
        self.pending.discard(vetting_id)

    def list_ended(self, vetting_ids: Iterable[str]) -> frozenset[str]:
        return frozenset(self.ended & set(vetting_ids))

    def strays(self, store: Store) -> Strays:
        return Strays(
            store,
            list_pending=lambda: frozenset(self.pending),
            list_running=lambda: frozenset(self.running),
            resume=self.resume,
            list_ended=self.list_ended,
            give_up=lambda *whose: self.given_up.append(whose),
        )


def test_a_vetting_that_is_idle_at_two_looks_is_resumed_once(store: Store) -> None:
    work = Work()
    work.pending = {"busy", "stray"}
    work.running = {"busy"}
    strays = work.strays(store)
    strays.look()
    assert work.resumed == []
    strays.look()
    strays.look()
    assert work.resumed == ["stray"]


def test_a_vetting_that_is_about_to_start_is_left_alone(store: Store) -> None:
    work = Work()
    work.pending = {"fresh"}
    strays = work.strays(store)
    strays.look()
    work.running = {"fresh"}
    strays.look()
    work.running = set()  # it has just ended, and the engine is writing that down
    strays.look()
    work.pending = set()
    strays.look()
    assert work.resumed == []


def test_a_running_vetting_whose_workflow_is_over_is_given_up_and_no_other(store: Store) -> None:
    with store.system() as system:
        tenant_id = system.tenants.add("somebody", now=DRAWN_AT).tenant_id
    begun, queued, healthy = (new_id("vet") for _ in range(3))
    with store.books(tenant_id) as books:
        for number, vetting_id in enumerate((begun, queued, healthy)):
            question = Question(
                platform=Platform.BLUESKY,
                handle=f"{number}.test",
                audience_id=None,
                brief=None,
                policy=Policy(),
                sample_size=100,
            )
            books.vettings.add(vetting_id, question, now=DRAWN_AT)
        books.vettings.begin(begun, now=DRAWN_AT)
        books.vettings.begin(healthy, now=DRAWN_AT)
    work = Work()
    work.ended = {begun, "of-another-time"}
    work.strays(store).look()
    assert work.given_up == [(tenant_id, begun)]
