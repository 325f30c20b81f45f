from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from factories import make_account, make_note

from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.niche import NicheBasis, NicheFit
from app.scoring.niche.columns import TextColumns
from app.scoring.niche.measure import EVIDENCE_AT_MOST, measure_niche
from app.scoring.niche.reader import open_reader

from .audiences import CLIMBING, anybody, fans, model, query


def measure(
    accounts: Sequence[Account], brief: Brief = CLIMBING, inauthentic: Sequence[float] | None = None
) -> NicheFit:
    reader = open_reader(brief, model())
    return measure_niche(
        reader.read(accounts),
        [account.account_id for account in accounts],
        np.zeros(len(accounts)) if inauthentic is None else np.array(inauthentic),
        query(brief),
        model(),
        make_note(population=5_000, listed=5_000),
        0.95,
        words_used=reader.words_used,
    )


def test_a_crowd_reads_near_nothing_and_a_community_high() -> None:
    crowd, community = measure(anybody(400)), measure(fans(400))
    assert crowd.share.low < 0.005
    assert crowd.share.estimate is not None
    assert crowd.share.estimate < 0.05
    assert community.share.low > 0.6
    assert community.lift is not None
    assert community.lift > 10
    assert community.basis is NicheBasis.MEANING


@pytest.mark.parametrize("inside", [40, 120, 240])
def test_the_interval_holds_the_share_that_was_made(inside: int) -> None:
    share = measure([*fans(inside), *anybody(400 - inside)]).share
    assert share.low <= inside / 400 <= share.high
    assert share.n > 380  # a few of anybody's bios have fewer than three words


def test_silent_accounts_are_unknown_and_bound_the_share_of_all() -> None:
    silent = [make_account(20_000 + number, display_name="", bio="") for number in range(200)]
    without, with_silent = measure([*fans(100), *anybody(100)]), measure([*fans(100), *anybody(100), *silent])
    assert with_silent.share == without.share
    assert with_silent.assessable.estimate == pytest.approx(0.5, abs=0.02)
    assert with_silent.at_least < with_silent.share.low < with_silent.share.high < with_silent.at_most


def test_inauthentic_accounts_hardly_count() -> None:
    accounts = [*fans(200), *anybody(200)]
    fit = measure(accounts, inauthentic=[0.98] * 200 + [0.02] * 200)
    assert fit.share.estimate is not None
    assert fit.share.estimate < 0.12
    assert all(int(one.account_id.removeprefix("account-")) >= 10_000 for one in fit.evidence)


def test_nobody_gives_no_estimate() -> None:
    fit = measure([])
    assert (fit.share.estimate, fit.share.low, fit.share.high, fit.lift) == (None, 0.0, 1.0, None)


def test_evidence_names_the_surest_accounts_with_the_words_of_the_brief() -> None:
    fit = measure([*fans(100), *anybody(100)])
    assert len(fit.evidence) == EVIDENCE_AT_MOST
    assert all(int(one.account_id.removeprefix("account-")) < 10_000 for one in fit.evidence)
    assert any("climbing" in one.words for one in fit.evidence)
    assert [word.accounts for word in fit.matched] == sorted((word.accounts for word in fit.matched), reverse=True)


def test_of_few_accounts_only_those_that_stand_out_are_evidence() -> None:
    evidence = measure([*fans(20), *anybody(20)]).evidence
    assert len(evidence) >= 15
    assert all(int(one.account_id.removeprefix("account-")) < 10_000 for one in evidence)


def test_related_words_are_those_near_the_brief_that_five_accounts_use() -> None:
    related = {word.word: word.accounts for word in measure([*fans(100), *anybody(100)]).related}
    assert {"bouldering", "climber"} & related.keys()
    assert min(related.values()) >= 5
    assert "climbing" not in related  # the brief's own


def test_no_account_is_named_for_a_brief_about_health_or_belief() -> None:
    believers = [
        make_account(number, display_name="", bio="christian, church choir and bible study") for number in range(60)
    ]
    fit = measure(believers, Brief(text="a bible study app for christians"))
    assert fit.share.low > 0.5
    assert fit.evidence == ()
    assert fit.matched


def test_a_brief_in_a_language_that_is_not_covered_falls_back_on_its_words() -> None:
    brief = Brief(text="kurtki zimowe i buty trekkingowe dla całej rodziny")
    fit = measure([make_account(1, bio="buty zimowe to moja pasja od zawsze"), *anybody(20)], brief)
    assert fit.basis is NicheBasis.WORDS
    assert fit.share.estimate == pytest.approx(1 / fit.share.n)
    assert any("not covered" in note for note in fit.brief.notes)


def test_words_that_must_not_occur_take_accounts_out() -> None:
    accounts = [*fans(100), *anybody(100)]
    plain, without = measure(accounts), measure(accounts, replace(CLIMBING, must_exclude=("alpinist", "bouldering")))
    assert plain.share.estimate is not None
    assert without.share.estimate is not None
    assert without.share.estimate < 0.85 * plain.share.estimate
    nobody = measure(accounts, replace(CLIMBING, must_include=("submarine",)))
    assert nobody.share.estimate == pytest.approx(0.0, abs=1e-6)


def test_equal_audiences_give_equal_numbers() -> None:
    accounts = [*fans(50), *anybody(50)]
    assert measure(accounts) == measure(accounts)


def test_accounts_that_were_not_read_are_left_out() -> None:
    fit = measure_niche(TextColumns.unread(3), ["a", "b", "c"], np.zeros(3), query(), model(), make_note(), 0.95)
    assert (fit.share.n, fit.assessable.n) == (0, 0)
