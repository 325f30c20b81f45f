import numpy as np
import pytest
from factories import make_note

from app.domain.account import Account
from app.domain.niche import InterestShare
from app.scoring.niche.columns import TextColumns
from app.scoring.niche.interests import (
    CROWD_PART,
    DEEPEST,
    SENSITIVE_ACCOUNTS_AT_LEAST,
    TOPICS_AT_MOST,
    measure_interests,
)
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.reader import open_reader
from app.scoring.niche.taxonomy import load_taxonomy

from .communities import people

MODEL = load_niche_model()


def measure(accounts: list[Account]) -> tuple[InterestShare, ...]:
    columns = open_reader(None, MODEL).read(accounts)
    return measure_interests(columns, MODEL, make_note(population=None), 0.95)


def praying(count: int) -> list[Account]:
    texts = ("daily prayer and bible study", "church choir and gospel", "jesus saves, christian pastor")
    return [Account(account_id=f"p-{number}", bio=texts[number % 3]) for number in range(count)]


@pytest.mark.parametrize(
    ("interest", "topic"),
    [("vegan", "Vegan Diets"), ("football", "Soccer"), ("space", "Space and Astronomy"), ("makeup", "Beauty")],
)
def test_a_community_speaks_of_its_topic(interest: str, topic: str) -> None:
    assert topic in {name for one in measure(people(interest, 60)) for name in one.path}


@pytest.mark.parametrize("count", [30, 100, 300, 600])
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_told_of_a_crowd(count: int, seed: int) -> None:
    assert measure(people("crowd", count, seed)) == ()


def test_the_largest_excess_comes_first_and_topics_are_few_and_of_two_tiers() -> None:
    found = measure(people("space", 60) + people("crowd", 60))
    excesses = [one.excess.estimate or 0 for one in found]
    assert excesses == sorted(excesses, reverse=True)
    assert 1 < len(found) <= TOPICS_AT_MOST
    for one in found:
        assert len(one.path) <= DEEPEST
        assert load_taxonomy()[one.node_id].path == one.path
        assert one.lift == pytest.approx(one.accounts / 120 / CROWD_PART)
        assert 0 < one.excess.low <= (one.excess.estimate or 0) <= one.excess.high <= 1
        assert one.excess.n == 120


def test_what_is_claimed_is_less_than_what_was_counted_by_the_crowds_part() -> None:
    found = measure(people("space", 60) + people("crowd", 60))[0]
    observed = found.accounts / 120
    assert found.excess.estimate == pytest.approx((observed - CROWD_PART) / (1 - CROWD_PART))


def test_a_sensitive_topic_is_told_of_twenty_accounts_and_never_of_fewer() -> None:
    few, enough = measure(praying(SENSITIVE_ACCOUNTS_AT_LEAST - 1)), measure(praying(60))
    assert not any(one.is_sensitive for one in few)
    assert any(one.is_sensitive and one.path[0] == "Religion & Spirituality" for one in enough)
    assert all(one.accounts >= SENSITIVE_ACCOUNTS_AT_LEAST for one in enough if one.is_sensitive)


def test_a_topic_of_fewer_than_five_accounts_is_not_told() -> None:
    assert measure(people("space", 4)) == ()
    assert any("Space" in one.path[-1] for one in measure(people("space", 12)))


def test_silent_and_unread_accounts_count_for_nothing() -> None:
    columns = open_reader(None, MODEL).read(people("space", 40))
    silent = open_reader(None, MODEL).read([Account(account_id="a", bio="")] * 40)
    note = make_note(population=None)
    with_others = TextColumns.concat([columns, TextColumns.unread(40), silent])
    assert measure_interests(with_others, MODEL, note, 0.95) == measure_interests(columns, MODEL, note, 0.95)
    assert measure_interests(silent, MODEL, note, 0.95) == ()
    assert measure_interests(TextColumns.unread(9), MODEL, note, 0.95) == ()
    assert measure_interests(columns.take(np.empty(0, np.intp)), MODEL, note, 0.95) == ()
