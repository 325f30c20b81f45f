"""The use cases are the same on both databases, so most are tried on SQLite, which is quicker."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from storage.rows import add_tenant

from app.storage.store import Store


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    yield from open_copy(sqlite_template, tmp_path / "truereach.db")


@pytest.fixture
def other_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A second installation."""
    yield from open_copy(sqlite_template, tmp_path / "other.db")


def open_copy(template: Path, path: Path) -> Iterator[Store]:
    shutil.copy(template, path)
    opened = Store(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def tenant(store: Store) -> str:
    return add_tenant(store)
