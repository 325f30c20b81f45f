from pathlib import Path
from typing import Any

import pytest
from own_model import write_own_model

from app.scoring.known_models import KnownModels, ModelFileError, read_known_models
from app.scoring.model import METHOD_VERSION
from app.scoring.model_files import CURRENT_MODEL, model_versions, read_model_document


@pytest.mark.parametrize("named", ["", CURRENT_MODEL])
def test_without_a_name_and_by_its_name_a_model_of_the_package_is_current(named: str) -> None:
    models = read_known_models(named)
    [method] = models.list_methods()
    assert (method.version, method.is_current) == (METHOD_VERSION, True)
    assert [model.version for model in method.models] == list(models.versions) == list(model_versions())
    assert [model.version for model in method.models if model.is_current] == [CURRENT_MODEL]
    assert models.find(CURRENT_MODEL) is models.current
    assert models.find("never-made") is None


def test_a_file_is_current_beside_the_models_of_the_package(tmp_path: Path) -> None:
    models = read_known_models(str(write_own_model(tmp_path, card={"licence_note": "Ours."})))
    assert models.current.version == "own"
    assert models.find("own") is models.current
    assert models.find(CURRENT_MODEL) is KnownModels.of_package().current
    cards = {model.version: model for model in models.list_methods()[0].models}
    assert [model.version for model in cards.values() if model.is_current] == ["own"]
    assert cards["own"].card.licence_note == "Ours."
    assert cards[CURRENT_MODEL].card == KnownModels.of_package().card


def refusal(named: Path | str) -> str:
    with pytest.raises(ModelFileError) as raised:
        read_known_models(str(named))
    return str(raised.value)


def test_what_is_neither_version_nor_file_is_refused_with_what_there_is(tmp_path: Path) -> None:
    said = refusal(tmp_path / "gone.json")
    assert "gone.json" in said
    assert CURRENT_MODEL in said
    assert "truereach train" in said
    assert "nor a file" in refusal(tmp_path)
    assert "nor a file" in refusal("older-2025-01")


def test_a_file_with_the_name_of_a_model_of_the_package_is_refused(tmp_path: Path) -> None:
    said = refusal(write_own_model(tmp_path, version=CURRENT_MODEL, more=1.0))
    assert "own.json" in said
    assert "--version NAME" in said


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}", b"not json", b'{"patterns": {}}'])
def test_any_other_file_is_refused_by_its_name(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(body)
    said = refusal(path)
    assert "own.json cannot be used as a model" in said
    assert "truereach train" in said


TERM = read_model_document()["terms"][0]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"version": ""}, "no version"),
        ({"version": 5}, "no version"),
        ({"prior": 1.5}, "out of range"),
        ({"prior": "high"}, "not a model file"),
        ({"shift": float("nan")}, "out of range"),
        ({"terms": [{**TERM, "signal": "horoscope"}]}, "no signal 'horoscope'"),
        ({"terms": [{**TERM, "readings": [2.0, 1.0], "log_odds": [0.0, 0.0]}]}, "do not rise"),
        ({"terms": [{**TERM, "readings": [1.0]}]}, "do not rise"),
        ({"terms": [{**TERM, "readings": [0.0, 1.0], "log_odds": [0.0, float("inf")]}]}, "no number"),
        ({"card": {"error_rates": "none"}}, "card"),
        ({"card": 5}, "card"),
    ],
)
def test_a_model_that_could_not_score_is_refused_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    assert reason in refusal(write_own_model(tmp_path, **changes))


def test_references_of_another_shape_are_refused(tmp_path: Path) -> None:
    patterns = [
        {**pattern, "reference": {"level": 0.0, "genuine": [[1.0]], "inauthentic": [[1.0]]}}
        for pattern in read_model_document()["patterns"]
    ]
    assert "bins" in refusal(write_own_model(tmp_path, patterns=patterns))
