import json
from pathlib import Path

import pytest

from .command_line import one_line, run, write

TIKTOK = b"Top territories,Distribution\nDE,0.125\nOthers,0.82\n"
WHOSE = ("--platform", "tiktok", "--handle", "@star")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "FollowerTopTerritories.csv", TIKTOK)


def test_a_file_is_kept_and_told_as_not_checked(file: Path, database: Path) -> None:
    del database
    kept = json.loads(run("insights", "add", file, *WHOSE, "--taken-at", "2026-02-01", "--json").stdout)
    assert (kept["handle"], kept["taken_at"], kept["is_verified"]) == ("star", "2026-02-01T00:00:00Z", False)
    assert kept["countries"][0] == {"country": "DE", "share": 0.125}
    told = one_line(run("insights", "add", file, *WHOSE, "--from", "2026-01-01", "--to", "2026-01-28").stdout)
    assert "The owner's own figures of followers (2026-01-01 to 2026-01-28), not checked:" in told
    assert "countries: others 82.0%, DE 12.5%" in told


def test_what_cannot_be_kept_says_why_and_opens_no_database(file: Path, tmp_path: Path, data_dir: Path) -> None:
    assert "taken_at or a period" in one_line(run("insights", "add", file, *WHOSE, code=1).stderr)
    wrong = write(tmp_path / "wrong.csv", b"Country,Share\nAtlantis,0.1\n")
    error = run("insights", "add", wrong, *WHOSE, "--taken-at", "2026-02-01", code=1).stderr
    assert "line 2: The country is no code" in one_line(error)
    assert list(data_dir.iterdir()) == []


def test_figures_of_days_to_come_are_refused(file: Path, database: Path) -> None:
    del database
    assert "in the future" in one_line(run("insights", "add", file, *WHOSE, "--taken-at", "2999-01-01", code=1).stderr)
