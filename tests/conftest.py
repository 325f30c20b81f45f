"""Fixtures of the whole suite: databases of both kinds, the stub platform, the real Bluesky network."""

import os
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


REAL_MASTODON = "TRUEREACH_TEST_MASTODON_HANDLE"

collect_ignore = [] if os.environ.get(REAL_MASTODON) else ["end_to_end/test_mastodon_real.py"]


def pytest_report_header() -> str:
    """Say what this run cannot show: no Mastodon server can be installed, so a real one has to be named."""
    named = os.environ.get(REAL_MASTODON)
    return f"A REAL MASTODON SERVER: {f'asked about {named}' if named else f'not asked, {REAL_MASTODON} names nobody'}"
