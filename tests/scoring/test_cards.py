import json

import pytest

from app.domain.method import GroupErrors, ModelCard, Rate, TrainingFile
from app.scoring.cards import read_card

CARD = {
    "trained_with": "truereach train",
    "data": [{"file": "made-up.ndjson.gz", "sha256": "0" * 64, "rows": 12}],
    "licence_note": "Made up.",
    "error_rates": [
        {
            "by": "platform",
            "group": "bluesky",
            "accounts": 12,
            "inauthentic": 5,
            "auc": 0.75,
            "balanced_accuracy": None,
            "false_positive_rate": {"estimate": 0.1, "low": 0.05, "high": 0.2},
            "true_positive_rate": None,
        }
    ],
}


def test_a_card_is_read_from_its_model_file() -> None:
    card = read_card(json.dumps({"version": "x", "card": CARD}))
    assert card.data == (TrainingFile(file="made-up.ndjson.gz", sha256="0" * 64, rows=12),)
    assert card.error_rates == (
        GroupErrors(
            by="platform",
            group="bluesky",
            accounts=12,
            inauthentic=5,
            auc=0.75,
            false_positive_rate=Rate(estimate=0.1, low=0.05, high=0.2),
        ),
    )
    assert (card.prior, card.limits) == (None, ())


def test_a_model_file_without_a_card_says_nothing() -> None:
    assert read_card('{"version": "x"}') == ModelCard()


def test_members_that_are_not_known_are_left_aside() -> None:
    assert read_card(json.dumps({"card": {"mood": "fine"}})) == ModelCard()


def test_a_card_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="card"):
        read_card(json.dumps({"card": {"error_rates": "none"}}))
