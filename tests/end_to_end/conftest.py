"""The whole service with a short patience, against the stub or the real network."""

from collections.abc import Iterator

import pytest
from databases import settings_for
from platform_stub.server import PlatformStub
from service import Caller, ServiceThread, make_key

from app.settings import Settings


@pytest.fixture(scope="module")
def impatient(module_database_url: str, stub: PlatformStub, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Three tries, a second for a reply, and at most five seconds of waiting because the platform says so."""
    return settings_for(
        module_database_url,
        tmp_path_factory.mktemp("data"),
        platform_urls={"bluesky": stub.url},
        platform_calls_per_second={"bluesky": 10_000},
        platform_attempts=3,
        platform_reply_seconds=2,
        platform_wait_at_most_seconds=5,
    )


@pytest.fixture(scope="module")
def service(impatient: Settings) -> Iterator[ServiceThread]:
    with ServiceThread(impatient) as started:
        yield started


@pytest.fixture
def caller(service: ServiceThread) -> Iterator[Caller]:
    with Caller(service.url, make_key(service.settings)) as client:
        yield client
