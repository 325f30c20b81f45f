"""The lists themselves: complete, folded, and made of expressions that no text can make slow."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from app.scoring.attention.folding import fold_letters
from app.scoring.creator import disclosure, mentions
from app.scoring.creator.adverts import advert_wordings
from app.scoring.creator.disclosure import says_paid
from app.scoring.creator.safety.codes import CODES
from app.scoring.creator.safety.vocabulary import LANGUAGES, Vocabulary, any_of, load_vocabulary
from app.scoring.creator.wordings import OWN_GOODS, WORDINGS

sre: Any = importlib.import_module("re._parser")
VOCABULARIES = [load_vocabulary(language) for language in LANGUAGES]
PATTERNS = {
    **{f"{one.language} {name}": pattern for one in VOCABULARIES for name, pattern in one.patterns.items()},
    **{f"advert {wording.code}": wording.pattern for wording in WORDINGS},
    "own goods": OWN_GOODS,
    "paid": disclosure._SAYS_PAID,
    "unpaid": disclosure._SAYS_UNPAID,
    "handle": mentions._HANDLE,
    "hashtag": mentions._HASHTAG,
}


def repeats(parsed: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - a tree of the standard library's own
    """Most times and the body of each repetition of more than one, the outer before the inner."""
    for operation, argument in parsed:
        if str(operation) in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            if argument[1] > 1:
                yield int(argument[1]), argument[2]
            yield from repeats(argument[2])
        elif str(operation) == "BRANCH":
            for branch in argument[1]:
                yield from repeats(branch)
        elif str(operation) == "SUBPATTERN":
            yield from repeats(argument[3])
        elif str(operation) in {"ASSERT", "ASSERT_NOT"}:
            yield from repeats(argument[1])


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=LANGUAGES)
def test_each_list_has_every_code_and_no_other(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.wordings) == set(CODES)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=LANGUAGES)
def test_expressions_are_written_as_folded_text_is(vocabulary: Vocabulary) -> None:
    for expression in (*vocabulary.wordings.values(), vocabulary.idioms, vocabulary.before, vocabulary.reports):
        letters = expression.replace("\\W", "").replace("’", "")
        assert fold_letters(letters) == letters


def test_a_list_may_name_another() -> None:
    assert any_of("buy (?:{guns})\n\nammo\n", {"guns": "rifles?|pistols?"}) == "buy (?:rifles?|pistols?)|ammo"


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_no_repetition_stands_inside_another_so_that_work_grows_with_the_text_and_no_faster(pattern: Any) -> None:  # noqa: ANN401
    for _, body in repeats(sre.parse(pattern.pattern)):
        assert list(repeats(body)) == []


HOSTILE = ("fuck ", "my new ", "i hate all ", '"', "a", "ß", "don't ", "e\u0301", "7", "# ", " ", "?utm_", "bath bomb ")


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_of_one_piece_again_and_again_is_read_with_bounded_matches(piece: str) -> None:
    text = fold_letters(piece * (5_000 // len(piece)))
    for vocabulary in VOCABULARIES:
        assert len(list(vocabulary.find(text))) <= 500
        assert len(list(vocabulary.harmless(text))) <= len(text)
    assert len(advert_wordings(text)) <= len(WORDINGS)
    assert not says_paid(text)
