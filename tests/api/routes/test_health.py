import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from databases import SECRET

from api.checked import CheckedCaller, problem_of
from api.contract import contract
from app import __version__
from app.api.application import create_application, set_context
from app.api.context import Context
from app.api.memory import KeyRing, Shelf
from app.clock import utc_now
from app.domain.handle import Platform
from app.platforms.connector import Connector
from app.scoring.known_models import KnownModels
from app.storage.store import Books, Store
from app.storage.vault import Vault
from app.vetting.access import ALPHABET, KEY_LENGTH, MARK, _check

NOWHERE = "postgresql+psycopg://127.0.0.1:1/nowhere"


class NoQueue:
    """Takes nothing."""

    def enqueue(self, books: Books, tenant_id: str, vetting_id: str) -> None:
        raise NotImplementedError


def connect_nothing(platform: Platform, credential: Mapping[str, str]) -> Connector:
    raise NotImplementedError


@pytest.fixture(params=["unmigrated", "unreachable"])
def broken_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store = Store(NOWHERE if request.param == "unreachable" else f"sqlite:///{tmp_path / 'empty.db'}")
    yield store
    store.close()


def ask(store: Store, path: str) -> httpx.Response:
    """Ask an application that works on this store."""
    app = create_application()
    context = Context(
        store=store,
        vault=Vault(tuple, fingerprint_key=b""),
        keys=KeyRing(store),
        shelf=Shelf(store),
        queue=NoQueue(),
        models=KnownModels.of_package(),
        clock=utc_now,
        platforms=(),
        planner=NotImplemented,
        cursor_key=SECRET.encode(),
        objections_key=SECRET.encode(),
        keep_days=30,
        upload_bytes_at_most=1,
    )
    set_context(app, context)

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            key = MARK + ALPHABET[0] * (KEY_LENGTH - len(MARK) - 6)
            return await client.get(path, headers={"X-API-Key": key + _check(key)})

    answer = asyncio.run(get())
    contract().check(answer)
    return answer


def test_a_process_that_serves_is_healthy_and_tells_its_version(anonymous: CheckedCaller) -> None:
    assert anonymous.get("/healthz").json() == {"status": "ok", "version": __version__}


def test_a_service_on_a_migrated_database_is_ready(anonymous: CheckedCaller) -> None:
    answer = anonymous.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert [check["ok"] for check in answer.json()["checks"]] == [True]


def test_a_service_without_a_usable_database_is_healthy_but_not_ready(broken_store: Store) -> None:
    assert ask(broken_store, "/healthz").status_code == 200
    answer = ask(broken_store, "/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"
    assert [check["ok"] for check in answer.json()["checks"]] == [False]
    assert "127.0.0.1" not in answer.text


def test_a_request_that_needs_the_database_then_says_when_to_try_again(broken_store: Store) -> None:
    answer = ask(broken_store, "/v1/vettings")
    problem_of(answer, "storage_unavailable")
    assert int(answer.headers["retry-after"]) >= 1
