from app.scoring.creator.adverts import is_advert
from app.scoring.creator.wordings import ADVERT_CODES, DISCLOSURE, OWN_GOODS, WORDINGS


def test_codes_are_unique_and_a_disclosure_is_an_advert_by_itself() -> None:
    assert len(set(ADVERT_CODES)) == len(ADVERT_CODES) == len(WORDINGS) + 1
    assert is_advert([DISCLOSURE])
    assert not is_advert(["link"])


def test_patterns_are_written_as_folded_text_is() -> None:
    for wording in WORDINGS:
        for pattern in wording.patterns:
            assert pattern == pattern.lower()
    assert OWN_GOODS.pattern == OWN_GOODS.pattern.lower()
