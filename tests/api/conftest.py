"""A running service for the tests of the API, once on each database."""

from collections.abc import Iterator

import pytest
from databases import settings_for
from platform_stub.server import PlatformStub
from service import Caller, ServiceThread, make_key


@pytest.fixture(scope="module")
def service(
    module_database_url: str, stub: PlatformStub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceThread]:
    settings = settings_for(
        module_database_url,
        tmp_path_factory.mktemp("data"),
        platform_urls={"bluesky": stub.url},
        platform_calls_per_second={"bluesky": 10_000},
        platform_attempts=3,
        upload_bytes_at_most=5_000_000,
    )
    with ServiceThread(settings) as started:
        yield started


@pytest.fixture
def caller(service: ServiceThread) -> Iterator[Caller]:
    with Caller(service.url, make_key(service.settings)) as client:
        yield client
