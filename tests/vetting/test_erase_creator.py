import asyncio
from dataclasses import replace

import pytest
import sqlalchemy as sa
from storage.rows import NOW

from app.api.schemas.vetting import Vetting as Answer
from app.domain.comparison import Choice
from app.domain.vetting import VettingStatus
from app.reports.document import vetting_document
from app.storage.audiences import audiences
from app.storage.store import Store
from app.storage.vettings import vettings
from app.vetting.compare import compare_candidates
from app.vetting.errors import VettingErasedError
from app.vetting.kept import get_kept
from app.vetting.request import get_vetting

from .erasing import (
    BOTH,
    NOTHING,
    bytes_of,
    crowd,
    erase,
    upload,
    vet,
)
from .fake_connector import people
from .running import begin_vetting, collect, count_pages, read_vetting


def test_a_creators_vettings_are_tombstones_without_name_document_and_sample(store: Store, tenant: str) -> None:
    theirs = vet(store, tenant, crowd(with_zebra=False), handle="Zebra.Example")
    others = vet(store, tenant, crowd(with_zebra=False), handle="other.test")
    running = begin_vetting(store, tenant, handle="id-of-zebra")
    asyncio.run(collect(store, tenant, running, crowd(with_zebra=False)))
    before = read_vetting(store, tenant, theirs)
    done = erase(store, BOTH, is_creator=True)
    assert done == replace(NOTHING, vettings=2)
    after = get_vetting(store, tenant, theirs)
    assert after == replace(before, question=replace(before.question, handle=None), redacted_at=NOW)
    Answer.model_validate(vetting_document(after))
    ended = read_vetting(store, tenant, running)
    assert (ended.status, ended.finished_at, count_pages(store, tenant, running)) == (VettingStatus.CANCELLED, NOW, 0)
    with store.books(tenant) as books:
        assert books.documents.get(theirs) is None
        assert books.samples.get(theirs, now=NOW) is None
        assert books.documents.get(others) is not None
    store.compact()
    assert b"zebra" not in bytes_of(store).lower()
    with pytest.raises(VettingErasedError):
        get_kept(store, tenant, theirs, now=NOW)
    with pytest.raises(VettingErasedError) as caught:
        compare_candidates(store, tenant, [Choice(vetting_id=one, fee=None) for one in (others, theirs)], now=NOW)
    assert [fault.pointer for fault in caught.value.faults] == ["/candidates/1/vetting_id"]
    with store.engine.connect() as connection:
        left = connection.execute(sa.select(vettings.c.handle, vettings.c.in_flight_key)).all()
    assert sorted(left, key=str) == [("other.test", None), (None, None), (None, None)]


def test_without_being_asked_for_it_a_creators_vettings_stay(store: Store, tenant: str) -> None:
    theirs = vet(store, tenant, crowd(with_zebra=False), handle="zebra.example")
    assert erase(store, BOTH) == NOTHING
    assert read_vetting(store, tenant, theirs).question.handle == "zebra.example"


def test_an_upload_loses_the_name_of_its_creator(store: Store, tenant: str) -> None:
    upload(store, tenant, [people(2)])
    with store.engine.begin() as connection:
        connection.execute(audiences.update().values(handle="zebra.example"))
    erase(store, BOTH, is_creator=True)
    with store.engine.connect() as connection:
        assert connection.execute(sa.select(audiences.c.handle, audiences.c.accounts_count)).all() == [(None, 2)]
