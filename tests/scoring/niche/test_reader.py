from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from factories import bare_account, make_account

from app.domain.account import Account
from app.domain.brief import Brief
from app.scoring.niche.columns import NO_CODE, NOT_READ, code_of, letters_of
from app.scoring.niche.reader import AccountReader, open_reader

from .audiences import CLIMBING, anybody, fans, model, query, read


def quiet(**changes: Any) -> Account:  # noqa: ANN401 (any field of Account)
    return make_account(**{"display_name": "", "bio": "", **changes})


def test_silent_accounts_and_a_few_words_are_unknown_and_a_key_word_is_enough() -> None:
    accounts = [bare_account(), quiet(), quiet(bio="hello there"), quiet(bio="🙂"), quiet(bio="climbing")]
    columns = read(accounts)
    assert np.isnan(columns.score[:4]).all()
    assert columns.texts.tolist() == [0, 0, 0, 0, 1]
    assert columns.score[4] > 0


def test_fans_score_higher_than_anybody() -> None:
    columns = read([*fans(60), *anybody(60)])
    assert np.nanmedian(columns.score[:60]) > np.nanquantile(columns.score[60:], 0.95)


def test_other_languages_are_read_as_well_and_unknown_ones_are_not() -> None:
    climbers = [
        quiet(bio="escaladora los fines de semana, cuerdas y montañas"),
        quiet(bio="Kletterer und Bergsteiger, jedes Wochenende im Fels"),
        quiet(bio="wspinaczka skalna w każdy weekend z przyjaciółmi"),
    ]
    columns = read(climbers)
    assert [letters_of(int(code)) for code in columns.language[:2]] == ["es", "de"]
    assert (columns.score[:2] > 1.5).all()
    assert np.isnan(columns.score[2])
    assert letters_of(int(columns.language[2])) == "pl"


def test_a_key_word_is_found_in_a_language_that_is_not_covered() -> None:
    columns = read([quiet(bio="kocham gore-tex bouldering i góry w każdy weekend")], Brief(text="bouldering mats"))
    assert columns.word_mask[0] & np.uint64(1)
    assert np.isfinite(columns.score[0])


def test_a_display_name_counts_only_with_a_key_word() -> None:
    named, plain = read([quiet(display_name="Anna Climbing"), quiet(display_name="Anna Lopez of the hills")]).texts
    assert (named, plain) == (1, 0)


def test_a_text_that_is_repeated_counts_once() -> None:
    once = read([quiet(bio="granite walls and climbing ropes")])
    often = read([quiet(bio="granite walls and climbing ropes", texts=("granite walls and climbing ropes",) * 9)])
    assert often.texts.tolist() == once.texts.tolist() == [1]
    assert often.score[0] == pytest.approx(once.score[0])


def test_words_that_must_and_must_not_occur_decide_who_is_admitted() -> None:
    brief = replace(CLIMBING, must_include=("rope work", "ice"), must_exclude=("giveaway",))
    accounts = [
        quiet(bio="rope and ladder work in the mountains"),
        quiet(bio="rope in the mountains of home"),
        quiet(bio="ice climbing each winter day"),
        quiet(bio="ice climbing giveaway each winter"),
    ]
    assert read(accounts, brief).admitted.tolist() == [True, False, True, False]


def test_declared_languages_and_places_are_codes() -> None:
    columns = read([quiet(language="fr-CA", location="Graz, Austria"), quiet(location="somewhere over the rainbow")])
    assert [letters_of(int(columns.language[0])), letters_of(int(columns.place[0]))] == ["fr", "at"]
    assert (columns.language[1], columns.place[1]) == (NO_CODE, NO_CODE)
    assert code_of("xyz") == code_of(None) == code_of("1a") == NO_CODE


@pytest.mark.parametrize("batch", [7, 100, 1_000])
def test_of_many_accounts_a_draw_is_read_that_does_not_depend_on_the_batches(batch: int) -> None:
    accounts = anybody(1_000)
    reader = AccountReader(model(), query(), at_most=200)
    parts = [reader.read(accounts[first : first + batch]) for first in range(0, 1_000, batch)]
    ids = [account.account_id for account in accounts]
    columns = reader.settle(parts[0].concat(parts), ids)
    was_read = np.flatnonzero(columns.texts != NOT_READ)
    whole = AccountReader(model(), query(), at_most=200)
    again = whole.settle(whole.read(accounts), ids)
    assert len(was_read) == 200
    assert np.array_equal(was_read, np.flatnonzero(again.texts != NOT_READ))
    assert np.ptp(was_read) > 800


def test_words_are_counted_once_an_account() -> None:
    reader = open_reader(CLIMBING, model())
    reader.read([quiet(bio="chalk and chalk and more chalk"), quiet(bio="chalk bags in every colour")])
    assert reader.words_used["chalk"] == 2


def test_without_a_topic_nothing_is_scored_and_directions_are_kept() -> None:
    columns = read(fans(5), Brief(languages=("en",)))
    assert np.isnan(columns.score).all()
    assert columns.vectors.any(axis=1).all()


HOSTILE = (
    "<script>alert(1)</script>",
    "\x00\ud800\u202e",
    "a\u0301" * 5_000,
    "x" * 20_000,
    "#" * 999,
    "\N{ROCKET}" * 999,
)


def test_hostile_texts_are_read_without_harm() -> None:
    columns = read([quiet(bio=text, display_name=text, texts=(text,), location=text[:2_000]) for text in HOSTILE])
    assert len(columns) == len(HOSTILE)
    assert np.isfinite(columns.score[~np.isnan(columns.score)]).all()
