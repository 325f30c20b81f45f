"""Fixtures of the whole suite: databases of both kinds, the stub platform, the real Bluesky network."""

from collections.abc import Iterator

import pytest
from bluesky_network.fixtures import (
    bluesky_network,
    bluesky_people,
    postgres_cluster,
    pytest_collection_modifyitems,
)
from databases import database_url, module_database_url, postgres_server, postgres_template, sqlite_template
from hypothesis import settings
from platform_stub.server import PlatformStub

from app.storage.store import Store

# A busy machine is no fault of the code: speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

__all__ = [
    "bluesky_network",
    "bluesky_people",
    "database_url",
    "module_database_url",
    "postgres_cluster",
    "postgres_server",
    "postgres_template",
    "pytest_collection_modifyitems",
    "sqlite_template",
]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def stub() -> Iterator[PlatformStub]:
    with PlatformStub() as started:
        yield started
