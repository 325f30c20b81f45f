"""Composition root of the service: settings in, a working application out."""

import asyncio
import contextlib
import hmac
import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
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
from app.vetting.erase import Secrets
from app.vetting.ledger import Patience
from app.vetting.purge import keep_purging
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
    engine: Engine
    methods: Methods
    fetchable: frozenset[Platform]


def read_or_make_secret(path: Path, make: Callable[[], str]) -> str:
    """Return the secret in a file that only its owner can read; make it when there is none.

    The file appears with its content or not at all; of several that make it at once, all get the first one's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        secret = make()
        descriptor, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secret + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="utf-8").strip()


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
        client = await stack.enter_async_context(open_client(f"truereach/{__version__}"))
        connectors = _connectors(settings, client)
        runner = _runner(settings, store, connectors, methods)
        engine = Engine(store, runner, _engine_options(settings, works=works))
        stack.push_async_callback(engine.stop)
        await engine.start()
        if works:
            stack.push_async_callback(_cancel, asyncio.create_task(keep_purging(store, clock=utc_now)))
            # Accepting vettings does not wait for it; the first one finds it loaded, or waits in its own thread.
            stack.push_async_callback(_cancel, asyncio.create_task(asyncio.to_thread(load_niche_model)))
        yield Services(store=store, engine=engine, methods=methods, fetchable=frozenset(connectors))


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


def _connectors(settings: Settings, client: httpx.AsyncClient) -> dict[Platform, Connector]:
    limits = FetchLimits(seconds=settings.platform_reply_seconds)
    return {
        platform: connect(platform, Access(client=client, base_url=settings.platform_urls.get(platform), limits=limits))
        for platform in list_connectors()
    }


def _runner(settings: Settings, store: Store, connectors: dict[Platform, Connector], methods: Methods) -> Runner:
    return Runner(
        store=store,
        connectors=connectors,
        paces={platform: Pace(interval=1 / calls) for platform, calls in settings.platform_calls_per_second.items()},
        patience=Patience(
            attempts=settings.platform_attempts,
            backoff_seconds=settings.platform_backoff_seconds,
            wait_at_most_seconds=settings.platform_wait_at_most_seconds,
        ),
        listed_accounts=settings.listed_accounts_at_most,
        engaging_posts=settings.engaging_posts_at_most,
        followed_members=settings.followed_members_at_most,
        keep_days=settings.audience_keep_days,
        model=methods.models.current,
        niche_model=methods.niche_model,
        sketch_key=derive_secrets(settings).sketches,
        clock=utc_now,
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
        keys=KeyRing(services.store),
        shelf=Shelf(services.store),
        queue=services.engine,
        models=services.methods.models,
        niche_model=services.methods.niche_model,
        clock=utc_now,
        platforms=list_capabilities(),
        fetchable=services.fetchable,
        opt_ins=frozenset(settings.opt_ins),
        cursor_key=_secret(settings),
        objections_key=derive_secrets(settings).objections,
        keep_days=settings.audience_keep_days,
        upload_bytes_at_most=settings.upload_bytes_at_most,
    )


def derive_secrets(settings: Settings) -> Secrets:
    """Give each purpose a secret of its own."""
    secret = _secret(settings)
    return Secrets(
        objections=hmac.digest(secret, b"truereach objections", "sha256"),
        sketches=hmac.digest(secret, b"truereach sketches of lists", "sha256"),
    )


def _secret(settings: Settings) -> bytes:
    """Return the operator's secret, or the one that this installation made for itself."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    return read_or_make_secret(settings.data_dir / "secret.key", lambda: secrets.token_urlsafe(32)).encode()
