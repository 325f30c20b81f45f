"""A service whose platforms are made up: of the real ones each wants another secret."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from credentialed import KEYS, PLATFORMS, SECRET, FakePlatforms, make_vault
from databases import SECRET as CURSOR_KEY
from databases import settings_for
from service import ServiceThread

from api.checked import CheckedCaller
from api.routes.test_health import NoQueue
from app.api.application import create_application, set_context
from app.api.context import Context
from app.api.memory import KeyRing, Shelf
from app.clock import utc_now
from app.scoring.known_models import KnownModels
from app.storage.store import Store
from app.storage.vault import Vault
from app.vetting.connections import Connections
from app.vetting.plan import Planner
from app.vetting.purses import Caps
from app.vetting.reach import Reach

URL = "/v1/credentials"
JSON = {"Content-Type": "application/json"}
KEY = [{"name": "api_key", "value": SECRET}]


@pytest.fixture(scope="module")
def platforms() -> FakePlatforms:
    return FakePlatforms()


@pytest.fixture(autouse=True)
def _nothing_asked_yet(platforms: FakePlatforms) -> None:
    platforms.answer = None
    platforms.seen.clear()


def serve(url: str, folder: Path, platforms: FakePlatforms, vault: Vault) -> Iterator[ServiceThread]:
    store = Store(url)
    app = create_application()
    context = Context(
        store=store,
        vault=vault,
        keys=KeyRing(store),
        shelf=Shelf(store),
        queue=NoQueue(),
        models=KnownModels.of_package(),
        clock=utc_now,
        platforms=PLATFORMS,
        planner=Planner(reach=_reach(store, platforms), model=KnownModels.of_package().current),
        cursor_key=CURSOR_KEY.encode(),
        objections_key=CURSOR_KEY.encode(),
        keep_days=30,
        upload_bytes_at_most=1,
    )
    set_context(app, context)
    with ServiceThread(settings_for(url, folder), app) as started:
        yield started
    store.close()


def _reach(store: Store, platforms: FakePlatforms) -> Reach:
    return Reach(
        store=store,
        connections=Connections(
            platforms={one.platform: one for one in PLATFORMS},
            connect=platforms.connect,
            read_credential=NotImplemented,
        ),
        caps=Caps(),
        listed_accounts=1,
        engaging_posts=1,
        followed_members=1,
        clock=utc_now,
    )


@pytest.fixture(scope="module")
def service(
    module_database_url: str, platforms: FakePlatforms, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceThread]:
    yield from serve(module_database_url, tmp_path_factory.mktemp("data"), platforms, make_vault(KEYS[0]))


def keep(caller: CheckedCaller, **body: object) -> dict[str, Any]:
    answer = caller.post(URL, json={"platform": "youtube", "fields": KEY, **body})
    assert answer.status_code == 201, answer.text
    stored: dict[str, Any] = answer.json()
    return stored
