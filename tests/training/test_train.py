import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.scoring.model import Model
from app.scoring.model_files import CURRENT_MODEL, read_model_document
from app.training.labelled import TrainingDataError
from app.training.train import train, write

from .labelled_folder import make_folder

RESEARCH = os.environ.get("TRUEREACH_DATA", "")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(train(make_folder(tmp_path_factory.mktemp("data")), version="made-up"))
    return document


def test_the_same_data_give_the_same_bytes(tmp_path: Path, trained: dict[str, Any]) -> None:
    assert train(make_folder(tmp_path), version="made-up") == write(trained)


def test_the_model_can_be_loaded_and_tells_its_name(trained: dict[str, Any]) -> None:
    model = Model.from_document(trained)
    assert model.version == "made-up"
    assert {term.signal for term in model.terms if term.weight} >= {"following_to_followers", "likes_ever"}
    assert len(model.references) == 4


def test_the_card_names_the_data_and_the_error_rates(trained: dict[str, Any]) -> None:
    card = trained["card"]
    assert [len(file["sha256"]) for file in card["data"]] == [64, 64, 64]
    rates = {(rate["by"], rate["group"]): rate for rate in card["error_rates"]}
    assert {by for by, _ in rates} == {"collection", "platform", "account_age", "script"}
    first = rates["collection", "first"]
    assert (first["accounts"], first["inauthentic"], first["auc"]) == (120, 60, 1.0)
    assert first["false_positive_rate"]["low"] == 0 < first["false_positive_rate"]["high"]


def test_the_card_of_other_data_does_not_speak_of_the_research_collections_terms(trained: dict[str, Any]) -> None:
    assert trained["card"]["licence_note"] is None
    assert not any("2010" in limit for limit in trained["card"]["limits"])


def test_a_group_with_one_class_only_has_no_rates_of_both(trained: dict[str, Any]) -> None:
    young = next(rate for rate in trained["card"]["error_rates"] if rate["group"] == "under 90 days")
    assert young["false_positive_rate"] is young["auc"] is young["balanced_accuracy"] is None
    assert young["true_positive_rate"]["estimate"] == 1


def test_one_publication_cannot_be_judged_by_others(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    for name in ("second.ndjson.gz", "third.ndjson"):
        (folder / "accounts" / name).unlink()
    with pytest.raises(TrainingDataError, match="two publications"):
        train(folder, version="too-little")


@pytest.mark.skipif(not RESEARCH, reason="TRUEREACH_DATA names no folder with the research collections")
def test_the_research_collections_give_the_shipped_model_to_the_byte() -> None:
    assert train(Path(RESEARCH), version=CURRENT_MODEL) == write(read_model_document())
