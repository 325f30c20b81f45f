import json
from pathlib import Path

from training.labelled_folder import make_folder

from .command_line import one_line, run


def test_training_writes_a_model_and_shows_how_it_errs(tmp_path: Path) -> None:
    output = tmp_path / "own.json"
    result = run("train", make_folder(tmp_path / "data"), "--version", "own", "--output", output)
    assert json.loads(output.read_text())["version"] == "own"
    assert "first 120 1.000" in one_line(result.stdout)
    assert "# Model `own`" in output.with_suffix(".md").read_text()


def test_a_folder_without_labels_ends_with_a_reason(tmp_path: Path) -> None:
    assert "holds no *.ndjson" in one_line(run("train", tmp_path, code=1).output)
