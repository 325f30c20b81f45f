"""PostgreSQL goes away, or turns read-only as after a fail-over, under a running service."""

from collections.abc import Iterator

import httpx
import pytest
import sqlalchemy as sa
from bluesky_network.fixtures import skip_or_fail
from databases import settings_for
from engine.until import until
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub
from postgres_cluster import PostgresCluster, missing_postgres
from service import Caller, ServiceThread, make_key

from app.main import migrate_databases
from app.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.xdist_group("own_cluster")]

HANDLES = ("crash.test", "failover.test")


@pytest.fixture(scope="module")
def cluster() -> Iterator[PostgresCluster]:
    """A server of this module's own: it is crashed."""
    if reason := missing_postgres():
        skip_or_fail(f"NOTHING IS TESTED AGAINST POSTGRESQL HERE: {reason}")
    with PostgresCluster() as started:
        yield started


@pytest.fixture(scope="module")
def settings(cluster: PostgresCluster, stub: PlatformStub, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = settings_for(
        cluster.url(cluster.create_database()),
        tmp_path_factory.mktemp("data"),
        platform_urls={"bluesky": stub.url},
        platform_calls_per_second={"bluesky": 10_000},
        worker_dead_after_seconds=2,
    )
    migrate_databases(made)
    return made


@pytest.fixture(scope="module")
def caller(settings: Settings) -> Iterator[Caller]:
    with ServiceThread(settings) as service, Caller(service.url, make_key(settings)) as client:
        yield client


@pytest.fixture
def platform(stub: PlatformStub) -> PlatformStub:
    stub.set_audiences(*(AudienceOptions(handle=handle, population=600, posts=3) for handle in HANDLES))
    stub.misbehave(Fault(kind=FaultKind.LATENCY, seconds=0.2))
    stub.reset_counts()
    return stub


def begin(caller: Caller, platform: PlatformStub, handle: str) -> str:
    question = {"platform": "bluesky", "handle": handle, "sample_size": 500, "read_all": True}
    answer = caller.post("/v1/vettings", json=question)
    until(lambda: platform.counts().of("getProfiles") >= 3, what="the middle of the vetting")
    return str(answer.json()["id"])


def is_refused(caller: Caller) -> bool:
    answer = caller.post("/v1/vettings", json={"platform": "bluesky", "handle": "new.test"})
    return answer.status_code == httpx.codes.SERVICE_UNAVAILABLE and answer.json()["code"] == "storage_unavailable"


def assert_whole(vetting: dict[str, object], platform: PlatformStub) -> None:
    assert vetting["status"] == "succeeded", vetting
    asked = platform.counts().by_request
    assert [request for request, calls in asked.items() if calls > 1 and "new.test" not in request] == []


def test_a_crash_of_the_database_costs_no_vetting_and_no_page(
    cluster: PostgresCluster, caller: Caller, platform: PlatformStub
) -> None:
    vetting_id = begin(caller, platform, "crash.test")
    cluster.kill()
    assert is_refused(caller)
    assert caller.get(f"/v1/vettings/{vetting_id}").status_code == 503
    assert caller.get("/readyz").status_code == 503
    assert caller.get("/healthz").status_code == 200
    cluster.start()
    assert_whole(caller.await_end(vetting_id, within_seconds=120), platform)


def test_a_database_that_turned_read_only_is_unavailable_and_not_an_internal_error(
    settings: Settings, caller: Caller, platform: PlatformStub
) -> None:
    vetting_id = begin(caller, platform, "failover.test")
    set_read_only(settings, on=True)
    until(lambda: is_refused(caller), what="no connection writes any more")
    assert caller.get(f"/v1/vettings/{vetting_id}").json()["status"] == "running"
    set_read_only(settings, on=False)
    assert_whole(caller.await_end(vetting_id, within_seconds=120), platform)


def set_read_only(settings: Settings, *, on: bool) -> None:
    """For all sessions, those that are open included: they are ended and come back."""
    engine = sa.create_engine(settings.url, isolation_level="AUTOCOMMIT")
    name = sa.make_url(settings.url).database
    with engine.connect() as connection:
        connection.exec_driver_sql("SET default_transaction_read_only = off")
        connection.exec_driver_sql(
            f'ALTER DATABASE "{name}" SET default_transaction_read_only = {"on" if on else "off"}'
        )
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()
