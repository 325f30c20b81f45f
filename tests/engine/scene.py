"""The vetting that the kill tests interrupt, and what must be true of it afterwards."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import httpx
import msgspec
from platform_stub.server import StubControl
from service import Caller

from app.clock import utc_now
from app.domain.handle import Platform
from app.keys import open_vault
from app.main import Methods, _connections, _reach, _runner
from app.scoring.known_models import KnownModels
from app.settings import Settings
from app.storage.store import Store
from app.vetting.parallel import CONCURRENT_CALLS

HANDLE = "star.test"
POPULATION = 1500
SAMPLE_SIZE = 800


def ask(caller: Caller, handle: str = HANDLE, sample_size: int = SAMPLE_SIZE) -> str:
    question = {"platform": "bluesky", "handle": handle, "sample_size": sample_size, "read_all": True}
    answer = caller.post("/v1/vettings", json=question)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def assert_no_page_was_fetched_again(platform: StubControl, *, interrupted: int) -> None:
    """What was in flight when a worker died may come once more, and nothing else."""
    counts = platform.counts()
    again = sum(calls - 1 for calls in counts.by_request.values())
    assert again <= CONCURRENT_CALLS * interrupted, counts.repeated()


def assert_whole(vetting: dict[str, Any]) -> None:
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["sampled"] == SAMPLE_SIZE
    assert vetting["assessment"]["frame"]["frame"] == "complete"
    assert {"likers", "commenters"} <= {audience["role"] for audience in vetting["assessment"]["audiences"]}


def sampled_ids(url: str, vetting_id: str) -> dict[str, list[str]]:
    """The accounts that were drawn, by role, in the order of the draw."""
    store = Store(url)
    try:
        with store.system() as system:
            tenant_id = system.tenants.get_by_name("tests")
        assert tenant_id is not None
        with store.books(tenant_id.tenant_id) as books:
            samples = books.samples.get(vetting_id, now=utc_now()) or []
    finally:
        store.close()
    return {sample.note.role: list(sample.account_ids) for sample in samples}


def vet_undisturbed(
    settings: Settings, template: Path, folder: Path, vetting_id: str
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The same vetting on another database, with nobody killed: its document and its draw."""
    path = folder / "undisturbed.db"
    shutil.copy(template, path)
    copied = settings.model_copy(update={"database_url": f"sqlite:///{path}"})
    original, store = Store(settings.url), Store(copied.url)
    try:
        with original.system() as system:
            tenant = system.tenants.get_by_name("tests")
        assert tenant is not None
        with original.books(tenant.tenant_id) as books:
            vetting = books.vettings.get(vetting_id)
        assert vetting is not None
        with store.system() as system:
            copy = system.tenants.add("tests", now=utc_now())
        with store.books(copy.tenant_id) as books:
            books.vettings.add(vetting_id, vetting.question, now=vetting.created_at)
        asyncio.run(_run(copied, store, copy.tenant_id, vetting_id))
        with store.books(copy.tenant_id) as books:
            document = books.documents.get(vetting_id)
        assert document is not None
    finally:
        original.close()
        store.close()
    return msgspec.json.decode(document.body), sampled_ids(copied.url, vetting_id)


async def _run(settings: Settings, store: Store, tenant_id: str, vetting_id: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        reach = _reach(settings, store, _connections(settings, store, open_vault(settings), client))
        assert Platform.BLUESKY in reach.connections.fetchable
        methods = Methods(models=KnownModels.of_package(), niche_model=None)
        await _runner(settings, reach, methods).run(tenant_id, vetting_id)
