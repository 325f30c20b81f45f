"""The schema, up and down on both databases; on SQLite in the same file as the engine's own tables."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from databases import settings_for

from app.main import migrate_databases
from app.storage.base import make_engine
from app.storage.schema import TABLES, configuration, is_current, metadata, migrate

OURS = {table.name for table in TABLES}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"truereach_empty_{uuid.uuid4().hex[:12]}"
    administrator = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    administrator.dispose()


def tables_of(url: str) -> set[str]:
    engine = make_engine(url)
    names = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return names


def ask_is_current(url: str) -> bool:
    engine = make_engine(url)
    with engine.connect() as connection:
        answer = is_current(connection)
    engine.dispose()
    return answer


def test_every_table_of_the_code_is_listed() -> None:
    assert set(metadata.tables) == OURS


def test_the_schema_is_current_only_after_the_migration(empty_url: str) -> None:
    assert not ask_is_current(empty_url)
    migrate(empty_url)
    assert ask_is_current(empty_url)
    assert tables_of(empty_url) >= OURS


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url)
    assert ask_is_current(empty_url)


def test_the_migrations_make_exactly_the_tables_of_the_code_beside_those_of_the_engine(
    empty_url: str, tmp_path: Path
) -> None:
    migrate_databases(settings_for(empty_url, tmp_path))
    if empty_url.startswith("sqlite"):
        assert tables_of(empty_url) - OURS - {"alembic_version"}, "the engine's tables lie in the same file"
    command.check(configuration(empty_url))  # raises where they differ


def test_down_to_nothing_and_up_again(empty_url: str, tmp_path: Path) -> None:
    migrate_databases(settings_for(empty_url, tmp_path))
    engines = tables_of(empty_url) - OURS
    command.downgrade(configuration(empty_url), "base")
    assert tables_of(empty_url) == engines
    assert not ask_is_current(empty_url)
    migrate(empty_url)
    assert ask_is_current(empty_url)


def test_the_second_migration_leaves_verdicts_and_erases_samples_that_hold_accounts(empty_url: str) -> None:
    command.upgrade(configuration(empty_url), "0001")
    engine = make_engine(empty_url)
    values = {"body": b"{}", "at": "2026-11-22 09:30:00"}
    rows = (
        "INSERT INTO tenants (tenant_id, name, created_at) VALUES ('ten_1', 'acme', :at)",
        """INSERT INTO vettings (vetting_id, tenant_id, platform, question, status, stage, done, calls, created_at)
        VALUES ('vet_1', 'ten_1', 'x', :body, 'succeeded', 'done', 1, 1, :at)""",
        "INSERT INTO samples (vetting_id, body, created_at, expires_at) VALUES ('vet_1', :body, :at, :at)",
    )
    with engine.begin() as connection:
        for row in rows:
            connection.execute(sa.text(row), values)
    migrate(empty_url)
    with engine.connect() as connection:
        counts = [
            connection.scalar(sa.select(sa.func.count()).select_from(metadata.tables[name]))
            for name in ("vettings", "samples")
        ]
    engine.dispose()
    assert counts == [1, 0]
    command.downgrade(configuration(empty_url), "0001")
    assert "reviews" not in tables_of(empty_url)


def test_a_password_with_a_percent_sign_reaches_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a%20b%.db"
    migrate(url)
    assert ask_is_current(url)
