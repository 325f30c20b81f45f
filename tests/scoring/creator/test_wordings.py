from app.scoring.creator.wordings import DISCLOSURE, WORDINGS


def test_codes_are_unique_and_a_disclosure_is_an_advert_by_itself() -> None:
    assert len({wording.code for wording in WORDINGS}) == len(WORDINGS)
    assert next(wording for wording in WORDINGS if wording.code == DISCLOSURE).points == 2


def test_patterns_are_written_as_folded_text_is() -> None:
    for wording in WORDINGS:
        for pattern in wording.patterns:
            assert pattern == pattern.lower()
