from app.scoring.niche.card import load_niche_card
from app.scoring.niche.languages import load_languages
from app.scoring.niche.model import load_niche_model


def test_the_card_is_that_of_the_model_and_its_languages() -> None:
    card = load_niche_card()
    assert card.version == load_niche_model().version
    assert set(card.languages) == load_languages().supported
    assert {one.file: one.sha256 for one in card.data} == load_niche_model().panel.data
