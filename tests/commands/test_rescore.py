import json
from pathlib import Path

import pytest

from app.scoring.model_files import CURRENT_MODEL
from app.storage.ids import new_id

from .command_line import one_line, run, write
from .first_vettings import vet_community


@pytest.fixture
def vetting_id(database: Path) -> str:
    """The vetting of the made-up community."""
    del database
    return vet_community(times=1)[0]


def test_a_table_says_what_changed_and_json_says_it_in_full(vetting_id: str, tmp_path: Path) -> None:
    table = one_line(run("rescore", vetting_id).stdout)
    assert f"model version: {CURRENT_MODEL} (as before)" in table
    assert "decision: approve (as before)" in table
    assert "No account is of another kind." in table

    policy = write(tmp_path / "policy.json", b'{"name": "nobody", "approve_below": 0.001, "reject_above": 0.002}')
    printed = run("rescore", vetting_id, "--policy", policy, "--model", CURRENT_MODEL, "--json")
    rescore = json.loads(printed.stdout)
    assert rescore["vetting_id"] == vetting_id
    assert rescore["diff"]["decision"]["before"] == "approve"
    assert rescore["diff"]["decision"]["after"] != "approve"
    assert "decision: approve ->" in one_line(run("rescore", vetting_id, "--policy", policy).stdout)

    refused = one_line(run("rescore", vetting_id, "--model", "second", code=1).stderr)
    assert CURRENT_MODEL in refused


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("vetting_id", [f"vet_{7:032x}", "vet_", "x"])
def test_a_vetting_that_is_not_there_fails_with_a_sentence(vetting_id: str) -> None:
    assert "There is no vetting" in one_line(run("rescore", vetting_id, code=1).stderr)


def test_a_wrong_policy_fails_before_anything_is_opened(tmp_path: Path, data_dir: Path) -> None:
    run("rescore", new_id("vet"), "--policy", write(tmp_path / "policy.json", b'{"level": 2}'), code=1)
    assert list(data_dir.iterdir()) == []
