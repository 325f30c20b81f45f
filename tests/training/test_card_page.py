import json
from pathlib import Path

from app.scoring.model_files import CURRENT_MODEL, read_model_document
from app.training.card_page import card_page
from app.training.train import train

from .labelled_folder import make_folder

ROOT = Path(__file__).parents[2]


def test_the_card_of_the_shipped_model_is_in_the_docs() -> None:
    page = ROOT / "docs" / "models" / f"{CURRENT_MODEL}.md"
    assert page.read_text(encoding="utf-8") == card_page(read_model_document())


def test_a_card_tells_the_data_the_weights_and_the_errors(tmp_path: Path) -> None:
    page = card_page(json.loads(train(make_folder(tmp_path), version="own")))
    assert "| first.ndjson | 120 |" in page
    assert "| Likes given at all | likes_given_count |" in page
    assert "| first | 120 | 60 | 1.000 | 1.000 | 0.0% (0.0% to 6.0%) |" in page
    assert "| under 90 days | 180 | 180 | - | - | - |" in page
