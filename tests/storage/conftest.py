import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.store import Store

from .rows import add_tenant


@pytest.fixture
def tenant(store: Store) -> str:
    return add_tenant(store)


@pytest.fixture
def stranger(store: Store) -> str:
    """Another tenant of the same database."""
    return add_tenant(store, "stranger")


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(sqlite_template, tmp_path / "truereach.db")
    opened = Store(f"sqlite:///{tmp_path / 'truereach.db'}")
    yield opened
    opened.close()
