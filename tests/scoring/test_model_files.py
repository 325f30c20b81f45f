from pathlib import Path

import pytest

from app.scoring.model_files import (
    CURRENT_MODEL,
    load_model,
    load_model_file,
    model_versions,
    read_model_document,
)
from app.training.train import write


def test_the_current_model_is_in_the_package() -> None:
    assert CURRENT_MODEL in model_versions()
    assert load_model().version == CURRENT_MODEL


def test_an_unknown_model_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        load_model("never-made")


def test_a_model_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(write({**read_model_document(), "version": "own"}))
    assert load_model_file(path).version == "own"


@pytest.mark.parametrize("body", ["[]", "{}", '{"patterns": []}', "not json"])
def test_any_other_file_is_no_model(tmp_path: Path, body: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(body)
    with pytest.raises(ValueError, match=r"own\.json|patterns|Expecting"):
        load_model_file(path)
