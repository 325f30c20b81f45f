"""A person with a name that stands out, in everything that tests of erasure look into."""

import asyncio
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from factories import make_account
from storage.rows import NOW, begin_audience, finish_audience

from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.erasure import Erasure, Person
from app.domain.handle import Platform
from app.domain.post import Post
from app.domain.readings import SampleReadings
from app.platforms.connector import Page
from app.storage.store import Store
from app.storage.sweep import DOCUMENTS, FETCHED, SAMPLES, UPLOADED, Sweep
from app.vetting.erase import Secrets, erase_person

from .fake_connector import FakeConnector, people
from .running import begin_vetting, make_runner

ZEBRA = make_account(
    7,
    account_id="id-of-zebra",
    handle="Zebra.Example",
    display_name="Zebra",
    bio="zebra coffee",
    texts=("send me a dm and i promote your page to zebra thousands",),
)
ID = Person.named(Platform.BLUESKY, ["id-of-zebra"])
BOTH = Person.named(Platform.BLUESKY, ["id-of-zebra", "@zebra.example"])
SECRETS = Secrets(objections=b"objections", sketches=b"secret of the tests")
KINDS = (SAMPLES, FETCHED, UPLOADED, DOCUMENTS)
NOTHING = Erasure(samples=0, sketches=0, uploads=0, reviews=0, documents=0, ended=0, vettings=0, insights=0, running=0)


class Mentioning(FakeConnector):
    """The creator's posts name the zebra."""

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        page = await super().fetch_posts(key, cursor)
        return Page(tuple(replace(post, text="Coffee with @zebra.example today.") for post in page.items), None)


def crowd(*, with_zebra: bool = True) -> FakeConnector:
    spammers = [ZEBRA, *(make_account(number, texts=ZEBRA.texts) for number in range(8))]
    followers = [*people(60), ZEBRA] if with_zebra else people(60)
    return Mentioning(followers, commenters=[spammers] * 5 if with_zebra else ())


def vet(store: Store, tenant: str, connector: FakeConnector, **question: Any) -> str:  # noqa: ANN401 (any field)
    vetting_id = begin_vetting(store, tenant, brief=Brief(text="coffee"), **question)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    return vetting_id


def upload(store: Store, tenant: str, pages: list[list[Account]]) -> str:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        for number, page in enumerate(pages):
            books.audiences.add_page(audience_id, number, page)
        finish_audience(books, audience_id, accounts_count=sum(map(len, pages)))
    return audience_id


def erase(store: Store, person: Person = ID, *, is_creator: bool = False) -> Erasure:
    return erase_person(store, person, SECRETS, is_creator=is_creator, now=NOW, show=lambda _name, _rows: None)


def body_of(store: Store, tenant: str, vetting_id: str) -> dict[str, Any]:
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None
    body: dict[str, Any] = json.loads(document.body)
    return body


def samples_of(store: Store, tenant: str, vetting_id: str) -> list[SampleReadings]:
    with store.books(tenant) as books:
        return books.samples.get(vetting_id, now=NOW) or []


def bytes_of(store: Store) -> bytes:
    """The database's file, with its log."""
    path = Path(store.engine.url.database or "")
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


def all_bodies(store: Store) -> bytes:
    """Every body of every table, inflated."""
    with store.sweep() as sweep:
        return b"\n".join(_bodies(sweep))


def _bodies(sweep: Sweep) -> Iterator[bytes]:
    for bodies in KINDS:
        for row in sweep.read(bodies, Platform.BLUESKY, after=None, limit=10_000):
            yield row.body if bodies is DOCUMENTS else zlib.decompress(row.body)
