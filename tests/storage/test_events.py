from datetime import timedelta

from app.domain.event import EventKind
from app.storage.store import Store

from .rows import NOW


def test_events_are_listed_in_the_order_in_which_they_happened_and_can_be_asked_for(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        told = [
            books.events.add(EventKind.VETTING_SUCCEEDED, f"vet_{number}", {"number": number}, now=NOW)
            for number in range(4)
        ]
        assert books.events.list_since(None, limit=3) == told[:3]
        assert books.events.list_since(told[1].event_id, limit=9) == told[2:]
        assert books.events.get(told[2].event_id) == told[2]
        assert books.events.get("evt_nothing") is None


def test_another_tenant_hears_nothing(store: Store, tenant: str, stranger: str) -> None:
    with store.books(tenant) as books:
        event = books.events.add(EventKind.VETTING_FAILED, "vet_1", {}, now=NOW)
    with store.books(stranger) as books:
        assert books.events.list_since(None, limit=9) == []
        assert books.events.get(event.event_id) is None


def test_events_are_forgotten_after_a_month(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        books.events.add(EventKind.VETTING_FAILED, "vet_1", {}, now=NOW - timedelta(days=31))
        kept = books.events.add(EventKind.VETTING_FAILED, "vet_2", {}, now=NOW)
    with store.system() as system:
        system.purge(now=NOW, begun_before=NOW)
    with store.books(tenant) as books:
        assert books.events.list_since(None, limit=9) == [kept]
