"""A platform that outlives the service, and a service that can be killed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from databases import settings_for
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStubProcess

from app.settings import Settings

from .scene import HANDLE, POPULATION

MakeSettings = Callable[..., Settings]


@pytest.fixture(scope="module")
def platform() -> Iterator[PlatformStubProcess]:
    with PlatformStubProcess() as started:
        yield started


@pytest.fixture
def slow_platform(platform: PlatformStubProcess) -> PlatformStubProcess:
    """Each call takes a while, so that a kill falls into the middle of some."""
    platform.set_audiences(AudienceOptions(handle=HANDLE, population=POPULATION))
    platform.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.15))
    platform.reset_counts()
    return platform


@pytest.fixture
def settings(database_url: str, platform: PlatformStubProcess, tmp_path: Path) -> Settings:
    return settings_for(
        database_url,
        tmp_path,
        platform_urls={"bluesky": platform.url},
        platform_calls_per_second={"bluesky": 10_000},
        worker_dead_after_seconds=2,
    )
