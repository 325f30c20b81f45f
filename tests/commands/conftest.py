import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.output import console, notes
from app.settings import PREFIX, Settings


@pytest.fixture(autouse=True)
def data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of an installation of this test's own; nothing else is set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("TRUEREACH_DATA_DIR", str(folder))
    monkeypatch.setenv("TRUEREACH_QUEUE_POLL_SECONDS", "0.05")
    monkeypatch.setenv("TRUEREACH_PLATFORM_BACKOFF_SECONDS", "0.01")
    monkeypatch.setenv("TRUEREACH_PLATFORM_CALLS_PER_SECOND", '{"bluesky": 10000}')
    monkeypatch.setattr(console, "width", 120)
    monkeypatch.setattr(notes, "width", 120)
    return folder


@pytest.fixture(autouse=True)
def _engine_does_not_keep_the_standard_error_of_a_command() -> Iterator[None]:
    """The engine's logger keeps the first standard error that it sees; a test's is closed after the command."""
    logger = logging.getLogger("dbos")
    before, logger.handlers = logger.handlers, [logging.NullHandler()]
    yield
    logger.handlers = before


@pytest.fixture
def database(data_dir: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copy(sqlite_template, data_dir / "truereach.db"))
