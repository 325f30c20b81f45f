"""Accepting vettings: recorded and queued together, or not at all; and all that were accepted end."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from databases import settings_for
from platform_stub.audience import AudienceOptions
from platform_stub.server import PlatformStub
from service import Caller, ServiceThread, make_key
from vetting.fake_connector import FakeConnector
from vetting.running import anything, connections_to

from app.clock import utc_now
from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.vetting import Question
from app.engine.engine import Engine
from app.main import Methods, _engine_options, _reach, _runner
from app.scoring.known_models import KnownModels
from app.storage.store import Books, Store
from app.vetting.request import Queue, request_vetting

from .scene import ask

MANY = 40
QUESTION = Question(
    platform=Platform.BLUESKY, handle="a.test", audience_id=None, brief=None, policy=Policy(), sample_size=100
)


class Breaking:
    """A queue that fails before or after the engine has queued."""

    def __init__(self, engine: Engine, *, before: bool) -> None:
        self.engine = engine
        self.before = before

    def enqueue(self, books: Books, tenant_id: str, vetting_id: str) -> None:
        if not self.before:
            self.engine.enqueue(books, tenant_id, vetting_id)
        raise ConnectionResetError


METHODS = Methods(models=KnownModels.of_package(), niche_model=None)


@pytest.fixture
def engine(database_url: str, store: Store, tmp_path: Path) -> Iterator[Engine]:
    """Accepts vettings and does not run them."""
    settings = settings_for(database_url, tmp_path)
    made = Engine(
        store,
        _runner(settings, _reach(settings, store, connections_to(FakeConnector())), METHODS),
        _engine_options(settings, works=False),
    )
    yield made
    asyncio.run(made.stop())


@pytest.fixture
def tenant_id(store: Store) -> str:
    with store.system() as system:
        return system.tenants.add("somebody", now=utc_now()).tenant_id


def recorded(store: Store) -> tuple[list[str], list[str]]:
    """Ids in our table and in the engine's."""
    schema = "dbos." if store.engine.dialect.name == "postgresql" else ""
    with store.engine.connect() as connection:
        ours = connection.execute(sa.text("SELECT vetting_id FROM vettings"))
        engines = connection.execute(sa.text(f"SELECT workflow_uuid FROM {schema}workflow_status"))  # noqa: S608
        return list(ours.scalars()), list(engines.scalars())


def request(store: Store, queue: Queue, tenant_id: str) -> str:
    vetting = request_vetting(store, queue, tenant_id, QUESTION, require=anything, now=utc_now())
    return vetting.vetting_id


def test_a_vetting_and_its_workflow_are_recorded_together(store: Store, engine: Engine, tenant_id: str) -> None:
    vetting_id = request(store, engine, tenant_id)
    assert recorded(store) == ([vetting_id], [vetting_id])


def test_the_same_question_is_queued_once(store: Store, engine: Engine, tenant_id: str) -> None:
    vetting_id = request(store, engine, tenant_id)
    assert request(store, engine, tenant_id) == vetting_id
    assert recorded(store) == ([vetting_id], [vetting_id])


@pytest.mark.parametrize("before", [True, False], ids=["before queueing", "after queueing"])
def test_a_failure_between_both_leaves_neither(store: Store, engine: Engine, tenant_id: str, *, before: bool) -> None:
    with pytest.raises(ConnectionResetError):
        request(store, Breaking(engine, before=before), tenant_id)
    assert recorded(store) == ([], [])
    vetting_id = request(store, engine, tenant_id)  # the question is free again
    assert recorded(store) == ([vetting_id], [vetting_id])


def test_many_vettings_at_once_all_end(database_url: str, stub: PlatformStub, tmp_path: Path) -> None:
    handles = [f"star{number}.test" for number in range(MANY)]
    stub.set_audiences(*(AudienceOptions(handle=handle, population=120, posts=2, likers=10) for handle in handles))
    stub.reset_counts()
    settings = settings_for(
        database_url,
        tmp_path,
        platform_urls={"bluesky": stub.url},
        platform_calls_per_second={"bluesky": 10_000},
    )
    with ServiceThread(settings) as service, Caller(service.url, make_key(settings)) as caller:
        asked = [ask(caller, handle, sample_size=100) for handle in handles]
        ends = [caller.await_end(vetting_id, within_seconds=150) for vetting_id in asked]
    assert [end["status"] for end in ends] == ["succeeded"] * MANY
    assert stub.counts().repeated() == []
