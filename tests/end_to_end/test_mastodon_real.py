"""The same acceptance test against a real Mastodon server, only where somebody names a creator there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import settings_for
from service import Caller, ServiceThread, make_key

from .acceptance import assert_vetted

HANDLE_VARIABLE = "TRUEREACH_TEST_MASTODON_HANDLE"
"""`user@host`; without it this file is not collected (conftest.py says so in the header of every run)."""

pytestmark = [pytest.mark.enable_socket, pytest.mark.slow, pytest.mark.timeout(1_000)]


@pytest.fixture
def caller(sqlite_template: Path, tmp_path: Path) -> Iterator[Caller]:
    database = tmp_path / "truereach.db"
    shutil.copy(sqlite_template, database)
    settings = settings_for(f"sqlite:///{database}", tmp_path, listed_accounts_at_most=2_000)
    with ServiceThread(settings) as service, Caller(service.url, make_key(settings)) as client:
        yield client


def test_a_creator_of_a_real_server_is_vetted(caller: Caller) -> None:
    assert_vetted(caller, "mastodon", os.environ[HANDLE_VARIABLE])
