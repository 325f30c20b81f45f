"""A service whose operator trained a model."""

from pathlib import Path
from typing import Any

import pytest
from own_model import write_own_model

from api.checked import CheckedCaller
from app.scoring.model_files import CURRENT_MODEL, load_model_file


@pytest.fixture(scope="module")
def model_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_own_model(tmp_path_factory.mktemp("model"), terms=[])


@pytest.fixture(scope="module")
def service_options(model_path: Path) -> dict[str, Any]:
    return {"model": str(model_path)}


def test_it_is_listed_as_the_current_one_beside_the_packages(anonymous: CheckedCaller) -> None:
    [method] = anonymous.get("/v1/methods").json()["data"]
    current = {model["version"]: model["is_current"] for model in method["models"]}
    assert current == {CURRENT_MODEL: False, "own": True}


def test_signals_have_its_weights(anonymous: CheckedCaller, model_path: Path) -> None:
    answer = anonymous.get("/v1/signals").json()
    model = load_model_file(model_path)
    assert answer["model_version"] == "own"
    assert {one["name"]: one["weight"] for one in answer["data"]} == {
        one["name"]: model.weight(one["name"]) for one in answer["data"]
    }


def test_vettings_name_it(caller: CheckedCaller) -> None:
    vetting = caller.vet(platform="bluesky", handle="creator.test", sample_size=50)
    assert vetting["assessment"]["model_version"] == "own"
    rescored = caller.post(f"/v1/vettings/{vetting['id']}/rescore", json={"model": CURRENT_MODEL}).json()
    assert rescored["diff"]["model_version"] == {"before": "own", "after": CURRENT_MODEL}
