"""Vettings in this process, on the database of the settings, without a server."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.clock import utc_now
from app.commands.model import open_models, open_niche
from app.domain.plan import Plan
from app.domain.tenant import Scope
from app.domain.vetting import Question, Vetting
from app.engine.engine import AnotherWorkerError
from app.keys import read_or_make_secret
from app.main import Methods, Services, migrate_databases, open_services
from app.settings import Settings
from app.storage.store import Store
from app.vetting.access import authenticate, create_api_key
from app.vetting.follow import follow_vetting
from app.vetting.plan import Planner
from app.vetting.request import request_vetting

TENANT: Final = "local"
"""The tenant of this machine: the command line and the development key share it, so each sees the other's vettings."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Services with the tenant that the command line works for."""

    services: Services
    tenant_id: str

    async def vet(self, question: Question, show: Callable[[Vetting], None]) -> Vetting:
        """Ask, and show each step until the end; raises RequestError or StorageUnavailableError."""
        vetting = request_vetting(
            self.services.store,
            self.services.engine,
            self.tenant_id,
            question,
            require=self.services.reach.connections.require,
            now=utc_now(),
        )
        async for seen in follow_vetting(self.services.store, self.tenant_id, vetting):
            vetting = seen
            show(seen)
        return vetting

    async def plan(self, question: Question) -> Plan:
        """Tell what a vetting would cost; raises RequestError, PlatformError or StorageUnavailableError."""
        planner = Planner(reach=self.services.reach, model=self.services.methods.models.current)
        return await planner.plan(self.tenant_id, question)

    def read_document(self, vetting: Vetting) -> bytes | None:
        """Return the stored answer of a vetting that succeeded."""
        with self.services.store.books(self.tenant_id) as books:
            document = books.documents.get(vetting.vetting_id)
        return None if document is None else document.body


@contextlib.asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Open the services of this machine; where a service already works on the database, it does the work."""
    methods = open_methods(settings)
    migrate_databases(settings)
    async with contextlib.AsyncExitStack() as stack:
        try:
            services = await stack.enter_async_context(open_services(settings, methods=methods, works=True))
        except AnotherWorkerError:
            services = await stack.enter_async_context(open_services(settings, methods=methods, works=False))
        yield Desk(services, _local_tenant(services.store))


def open_methods(settings: Settings) -> Methods:
    """Read the models that the settings name; end with exit code 1 where one is wrong."""
    return Methods(
        models=open_models(settings.model, given_as="TRUEREACH_MODEL"),
        niche_model=open_niche(settings.niche_encoder, given_as="TRUEREACH_NICHE_ENCODER"),
    )


@contextlib.contextmanager
def open_records(settings: Settings) -> Iterator[tuple[Store, str]]:
    """Open the database alone, with the tenant of the command line: for what needs no worker."""
    migrate_databases(settings)
    store = Store(settings.url)
    try:
        yield store, _local_tenant(store)
    finally:
        store.close()


def open_development_key(settings: Settings) -> str:
    """Return the development key of this machine; made once and kept in a file that only its owner can read."""
    path = settings.data_dir / "development-key"
    store = Store(settings.url)
    try:
        key = read_or_make_secret(path, lambda: _make_key(store))
        if authenticate(store, key, now=utc_now()) is None:  # of a database that is gone
            path.unlink()
            key = read_or_make_secret(path, lambda: _make_key(store))
        return key
    finally:
        store.close()


def has_vettings(settings: Settings) -> bool:
    """Whether anything was vetted on this machine before."""
    store = Store(settings.url)
    try:
        with store.books(_local_tenant(store)) as books:
            return bool(books.vettings.list_page(limit=1, after=None, status=None))
    finally:
        store.close()


def _make_key(store: Store) -> str:
    return create_api_key(store, TENANT, name="development", scopes=Scope, now=utc_now())


def _local_tenant(store: Store) -> str:
    with store.system() as system:
        tenant = system.tenants.get_by_name(TENANT) or system.tenants.add(TENANT, now=utc_now())
    return tenant.tenant_id
