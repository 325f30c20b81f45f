"""A running service for the tests of the API, once on each database."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from databases import settings_for
from platform_stub.server import PlatformStub
from service import ServiceThread, make_key

from api.checked import CheckedCaller
from app.domain.tenant import Scope

NewCaller = Callable[..., CheckedCaller]


@pytest.fixture(scope="module")
def service_options() -> dict[str, Any]:
    """Settings that the tests of a module need to be others."""
    return {}


@pytest.fixture(scope="module")
def service(
    module_database_url: str,
    stub: PlatformStub,
    service_options: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ServiceThread]:
    options: dict[str, Any] = {
        "platform_urls": {"bluesky": stub.url},
        "platform_calls_per_second": {"bluesky": 10_000},
        "platform_attempts": 3,
        "upload_bytes_at_most": 5_000_000,
        **service_options,
    }
    with ServiceThread(settings_for(module_database_url, tmp_path_factory.mktemp("data"), **options)) as started:
        yield started


@pytest.fixture
def new_caller(service: ServiceThread) -> Iterator[NewCaller]:
    """Makes callers: of a new tenant unless one is named, who may do everything unless scopes are named."""
    with ExitStack() as stack:

        def make(*scopes: Scope, tenant: str | None = None) -> CheckedCaller:
            key = make_key(service.settings, tenant or f"tenant-{uuid.uuid4()}", *scopes)
            return stack.enter_context(CheckedCaller(service.url, key))

        yield make


@pytest.fixture
def caller(new_caller: NewCaller) -> CheckedCaller:
    """A caller with nothing of its own yet."""
    return new_caller()


@pytest.fixture
def anonymous(service: ServiceThread) -> Iterator[CheckedCaller]:
    with CheckedCaller(service.url, None) as client:
        yield client


@pytest.fixture
def quick_stub(stub: PlatformStub) -> Iterator[PlatformStub]:
    """The stub with clean counts; whatever a test makes it do ends with the test."""
    stub.behave()
    stub.reset_counts()
    yield stub
    stub.behave()
