import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from app import __version__
from app.clock import utc_now
from app.commands.local import open_development_key
from app.domain.tenant import Scope
from app.keys import read_or_make_secret
from app.settings import Settings
from app.storage.schema import is_current
from app.storage.store import Store
from app.vetting.access import authenticate

from .command_line import one_line, run

ROOT = Path(__file__).parents[2]


def test_migrate_makes_the_database_current(data_dir: Path) -> None:
    run("migrate")
    run("migrate")
    store = Store(f"sqlite:///{data_dir / 'truereach.db'}")
    with store.engine.connect() as connection:
        assert is_current(connection)
    store.close()


def test_a_new_key_works_with_its_scopes_until_it_expires(database: Path) -> None:
    key = run(
        "create-key", "--tenant", "acme", "--name", "ci", "--scope", "read", "--scope", "write", "--days", "7"
    ).stdout.strip()
    store = Store(f"sqlite:///{database}")
    found = authenticate(store, key, now=utc_now())
    assert found is not None
    assert found.scopes == {Scope.READ, Scope.WRITE}
    assert authenticate(store, key, now=utc_now() + timedelta(days=8)) is None
    store.close()


def test_a_key_needs_a_scope() -> None:
    run("create-key", "--tenant", "acme", "--name", "ci", code=2)


def test_a_key_in_a_database_that_was_never_migrated_fails_with_the_way_out() -> None:
    result = run("create-key", "--tenant", "acme", "--name", "ci", "--scope", "read", code=1)
    assert "truereach migrate" in one_line(result.stderr)


def test_the_openapi_document_is_the_committed_one(tmp_path: Path) -> None:
    committed = (ROOT / "openapi" / "openapi.json").read_bytes()
    assert run("openapi").stdout_bytes == committed
    run("openapi", "--output", tmp_path / "openapi.json")
    assert (tmp_path / "openapi.json").read_bytes() == committed


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.strip() == __version__


def test_the_commands_are_listed() -> None:
    listed = run("--help").stdout
    assert all(name in listed for name in ("vet", "assess", "score", "demo", "serve", "migrate", "create-key"))


@pytest.mark.slow
def test_a_wrong_setting_ends_a_real_process_without_telling_a_secret() -> None:
    process = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", "migrate"],
        cwd=ROOT,
        env={**os.environ, "TRUEREACH_SECRET_KEY": "a-secret-too-short"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert "at least 32 characters" in one_line(process.stderr)
    assert "a-secret-too-short" not in process.stderr


@pytest.mark.usefixtures("database")
def test_the_development_key_is_kept_for_its_owner_and_made_anew_for_a_new_database(data_dir: Path) -> None:
    first = open_development_key(Settings())
    assert open_development_key(Settings()) == first
    path = data_dir / "development-key"
    assert path.stat().st_mode & 0o777 == 0o600
    store = Store(Settings().url)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM tenants")
    store.close()
    assert open_development_key(Settings()) != first


def test_a_secret_that_many_make_at_once_is_the_same_for_all(tmp_path: Path) -> None:
    together = threading.Barrier(8)

    def make(number: int) -> str:
        time.sleep(0.01 * (8 - number))
        return f"secret-{number}"

    def read(number: int) -> str:
        together.wait()
        return read_or_make_secret(tmp_path / "secret.key", lambda: make(number))

    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(read, range(8)))
    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["secret.key"]


def test_a_secret_that_could_not_be_made_leaves_no_file(tmp_path: Path) -> None:
    def fail() -> str:
        raise KeyError

    with pytest.raises(KeyError):
        read_or_make_secret(tmp_path / "secret.key", fail)
    assert not (tmp_path / "secret.key").exists()
