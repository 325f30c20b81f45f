"""Composition root of the service: settings in, a working application out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
from fastapi import FastAPI

from app import __version__
from app.api.application import create_application, set_context
from app.api.context import Context
from app.api.memory import KeyRing, Shelf
from app.clock import utc_now
from app.domain.handle import Platform
from app.engine.engine import Engine, EngineOptions, migrate_engine
from app.keys import derive_secrets, open_vault, read_secret_key
from app.net.bounded import FetchLimits, open_client
from app.platforms.connector import Access, Connector
from app.platforms.registry import connect, list_capabilities, list_connectors
from app.platforms.tariff import Pace
from app.scoring.known_models import KnownModels, read_known_models
from app.scoring.niche.known import open_niche_model
from app.scoring.niche.model import NicheModel, load_niche_model
from app.settings import Role, Settings
from app.storage.schema import migrate
from app.storage.store import Store
from app.storage.vault import Vault
from app.vetting.connections import Connections
from app.vetting.credentials import Connect, open_credential
from app.vetting.ledger import Patience
from app.vetting.plan import Planner
from app.vetting.purge import keep_purging
from app.vetting.purses import Caps
from app.vetting.reach import Reach
from app.vetting.run import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """What judges in one process: the models of accounts, and what reads texts (None: what the package ships)."""

    models: KnownModels
    niche_model: NicheModel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The working parts of one process."""

    store: Store
    vault: Vault
    engine: Engine
    methods: Methods
    reach: Reach


def migrate_databases(settings: Settings) -> None:
    """Bring our tables and the engine's to this version."""
    migrate(settings.url)
    migrate_engine(settings.url)


@contextlib.asynccontextmanager
async def open_services(settings: Settings, *, methods: Methods, works: bool) -> AsyncIterator[Services]:
    """Open storage, connectors and engine on the running loop; raises AnotherWorkerError on a busy SQLite file."""
    store = Store(settings.url)
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(store.close)
        client = await stack.enter_async_context(_open_client(settings))
        vault = open_vault(settings)
        reach = _reach(settings, store, _connections(settings, store, vault, client))
        engine = Engine(store, _runner(settings, reach, methods), _engine_options(settings, works=works))
        stack.push_async_callback(engine.stop)
        await engine.start()
        if works:
            stack.push_async_callback(_cancel, asyncio.create_task(keep_purging(store, clock=utc_now)))
            # Accepting vettings does not wait for it; the first one finds it loaded, or waits in its own thread.
            stack.push_async_callback(_cancel, asyncio.create_task(asyncio.to_thread(load_niche_model)))
        yield Services(store=store, vault=vault, engine=engine, methods=methods, reach=reach)


@contextlib.asynccontextmanager
async def open_platforms(settings: Settings) -> AsyncIterator[Connect]:
    """Open what connects platforms with credentials, for a command that needs nothing else."""
    async with _open_client(settings) as client:
        yield _connect(settings, client)


async def _cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def read_methods(settings: Settings) -> Methods:
    """Read what the settings name; raises ModelFileError and EncoderFolderError.

    An encoder of the operator's own is read here, in a second, so that a wrong folder ends the start; what is shipped
    is not waited for.
    """
    return Methods(
        models=read_known_models(settings.model),
        niche_model=open_niche_model(settings.niche_encoder) if settings.niche_encoder else None,
    )


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application; it opens its services when it starts. Raises as `read_methods` does."""
    settings = settings or Settings()
    methods = read_methods(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(settings, methods=methods, works=settings.role is not Role.API) as services:
            set_context(app, _context(settings, services))
            yield

    return create_application(lifespan)


def _open_client(settings: Settings) -> httpx.AsyncClient:
    return open_client(f"truereach/{__version__}", trusted=settings.platform_urls.values())


def _connect(settings: Settings, client: httpx.AsyncClient) -> Connect:
    limits = FetchLimits(seconds=settings.platform_reply_seconds)

    def connect_platform(platform: Platform, credential: Mapping[str, str]) -> Connector:
        base_url = settings.platform_urls.get(platform)
        return connect(platform, Access(client=client, base_url=base_url, credential=credential, limits=limits))

    return connect_platform


def _connections(settings: Settings, store: Store, vault: Vault, client: httpx.AsyncClient) -> Connections:

    return Connections(
        platforms={platform: entry.capabilities for platform, entry in list_connectors().items()},
        connect=_connect(settings, client),
        read_credential=partial(open_credential, store, vault),
        opt_ins=frozenset(settings.opt_ins),
        paces={platform: Pace(interval=1 / calls) for platform, calls in settings.platform_calls_per_second.items()},
    )


def _reach(settings: Settings, store: Store, connections: Connections) -> Reach:
    return Reach(
        store=store,
        connections=connections,
        caps=Caps(
            vetting=settings.cap_per_vetting.to_cap(),
            tenant_day=settings.cap_per_tenant_day.to_cap(),
            day=settings.cap_per_day.to_cap(),
        ),
        listed_accounts=settings.listed_accounts_at_most,
        engaging_posts=settings.engaging_posts_at_most,
        followed_members=settings.followed_members_at_most,
        clock=utc_now,
    )


def _runner(settings: Settings, reach: Reach, methods: Methods) -> Runner:
    return Runner(
        reach=reach,
        patience=Patience(
            attempts=settings.platform_attempts,
            backoff_seconds=settings.platform_backoff_seconds,
            wait_at_most_seconds=settings.platform_wait_at_most_seconds,
        ),
        keep_days=settings.audience_keep_days,
        model=methods.models.current,
        niche_model=methods.niche_model,
        sketch_key=derive_secrets(settings).sketches,
        objections_key=derive_secrets(settings).objections,
    )


def _engine_options(settings: Settings, *, works: bool) -> EngineOptions:
    return EngineOptions(
        url=settings.url,
        works=works,
        concurrent=settings.concurrent_vettings,
        concurrent_per_tenant=settings.concurrent_vettings_per_tenant,
        poll_seconds=settings.queue_poll_seconds,
        dead_after_seconds=settings.worker_dead_after_seconds,
    )


def _context(settings: Settings, services: Services) -> Context:
    return Context(
        store=services.store,
        vault=services.vault,
        keys=KeyRing(services.store),
        shelf=Shelf(services.store),
        queue=services.engine,
        models=services.methods.models,
        niche_model=services.methods.niche_model,
        clock=utc_now,
        platforms=list_capabilities(),
        planner=Planner(reach=services.reach, model=services.methods.models.current),
        cursor_key=read_secret_key(settings),
        objections_key=derive_secrets(settings).objections,
        keep_days=settings.audience_keep_days,
        upload_bytes_at_most=settings.upload_bytes_at_most,
    )
