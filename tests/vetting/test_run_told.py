"""What a vetting tells when it ends, and of whom it keeps nothing."""

import asyncio
import json
from datetime import timedelta

import sqlalchemy as sa
from storage.rows import NOW

from app.domain.handle import Platform
from app.platforms import errors
from app.storage.codec import unpack
from app.storage.pages import vetting_pages
from app.storage.store import Store
from app.vetting.objections import Objections
from app.vetting.request import cancel_vetting

from .fake_connector import FakeConnector, people
from .running import begin_vetting, make_runner

MOMENT = timedelta(seconds=1)
PLATFORM_ERRORS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.PlatformError) and kind is not errors.PlatformError
]


def run(store: Store, tenant: str, vetting_id: str, connector: FakeConnector) -> None:
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))


def failing_at(method: str, error: Exception) -> FakeConnector:
    def fail(called: str, _: int) -> None:
        if called == method:
            raise error

    return FakeConnector(people(120), on_call=fail)


def test_who_objected_is_in_no_page_no_sample_and_no_document(store: Store, tenant: str) -> None:
    followers = people(60)
    objector = followers[7].account_id
    with store.system() as system:
        hashed = Objections(platform=Platform.BLUESKY, key=b"another secret of the tests").key_of_id(objector)
        system.erasures.add(Platform.BLUESKY, [hashed], now=NOW)
    vetting_id = begin_vetting(store, tenant)
    seen: list[str] = []

    def peek(_method: str, _call: int) -> None:
        with store.engine.connect() as connection:
            bodies = connection.execute(sa.select(vetting_pages.c.body)).scalars().all()
        seen.extend(json.dumps(unpack(body, object)) for body in bodies)

    connector = FakeConnector(
        followers, likers=[followers[5:9]], followings=[one.account_id for one in followers[:9]], on_call=peek
    )
    run(store, tenant, vetting_id, connector)
    with store.books(tenant) as books:
        document, samples = books.documents.get(vetting_id), books.samples.get(vetting_id, now=NOW)
    assert document is not None
    assert samples is not None
    assert any(followers[8].account_id in page for page in seen)
    assert not any(f'"{objector}"' in page for page in seen)
    assert objector not in {one for sample in samples for one in sample.account_ids}
    assert f'"{objector}"' not in document.body.decode()


def test_whoever_listens_hears_how_a_vetting_ended(store: Store, tenant: str) -> None:
    for handle, connector in (
        ("good.test", FakeConnector(people(60))),
        ("gone.test", failing_at("subject", errors.HandleNotFoundError("Nobody has this handle."))),
    ):
        run(store, tenant, begin_vetting(store, tenant, handle=handle), connector)
    cancel_vetting(store, tenant, begin_vetting(store, tenant, handle="off.test"), now=NOW)
    with store.books(tenant) as books:
        told = books.events.list_since(None, limit=9)
    assert [event.kind for event in told] == ["vetting.succeeded", "vetting.failed", "vetting.cancelled"]
    assert told[0].data["decision"] is not None
    assert told[1].data["failure_code"] == "handle_not_found"
    assert [event.data["handle"] for event in told] == ["good.test", "gone.test", "off.test"]
