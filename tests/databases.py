"""Migrated databases for tests: each test gets its own, copied from a template that was migrated once."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from bluesky_network.fixtures import skip_or_fail
from postgres_cluster import PostgresCluster, missing_postgres

from app.main import migrate_databases
from app.settings import Settings

POSTGRES_VARIABLE = "TRUEREACH_TEST_POSTGRES_URL"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of databases that live for seconds


def settings_for(url: str, data_dir: Path, **others: object) -> Settings:
    """Settings of a service in a test; quick to look for work."""
    given: dict[str, object] = {
        "database_url": url,
        "data_dir": data_dir,
        "secret_key": SECRET,
        "queue_poll_seconds": 0.05,
        "platform_backoff_seconds": 0.01,
        **others,
    }
    return Settings.model_validate(given)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate_databases(settings_for(f"sqlite:///{path}", path.parent))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a server on which databases can be made: the one that was named, else a throwaway cluster."""
    named = os.environ.get(POSTGRES_VARIABLE)
    if named:
        yield named
        return
    if reason := missing_postgres():
        skip_or_fail(f"NOTHING IS TESTED AGAINST POSTGRESQL HERE: {reason}; or set {POSTGRES_VARIABLE}")
    with PostgresCluster() as cluster:
        yield cluster.url()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    name = f"truereach_template_{uuid.uuid4().hex[:12]}"
    _run(postgres_server, f"CREATE DATABASE {name}")
    url = _database(postgres_server, name)
    migrate_databases(settings_for(url, tmp_path_factory.mktemp("postgres")))
    yield name
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of this test's own, once on SQLite and once on PostgreSQL."""
    yield from new_database(request)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def module_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The same, shared by a module: for services, whose start takes a second."""
    yield from new_database(request)


def new_database(request: pytest.FixtureRequest) -> Iterator[str]:
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    if request.param == "sqlite":
        path = factory.mktemp("database") / "truereach.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")
    name = f"truereach_{uuid.uuid4().hex[:12]}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(server, name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: str, statement: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _database(server: str, name: str) -> str:
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)
