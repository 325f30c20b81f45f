from dataclasses import replace

import numpy as np
import pytest

from app.domain.audience import Order
from app.scoring.group.follow_list import FollowList, order_accounts
from app.scoring.group.newcomers import newcomers_explain

from .follow_lists import columns_of, make_people

PEOPLE = make_people(1_000, hollow_share=0.3)


def make_list(age_days: float, hollow_share: float) -> FollowList:
    """Make a list whose 200 newest follows are of one age, with this share of empty profiles."""
    columns = columns_of(PEOPLE)
    columns = replace(columns, age_days=np.where(np.arange(1_000) < 200, age_days, 2_000.0))
    accounts = order_accounts(columns, Order.NEWEST_FIRST)
    assert accounts is not None
    hollow = np.where(np.arange(1_000) % 10 < 10 * hollow_share, 1.0, 0.0)
    return replace(accounts, hollow=hollow)


@pytest.mark.parametrize(
    ("age_days", "hollow_share", "is_explained"),
    [(1, 0.9, True), (20, 0.5, True), (20, 0.6, True), (3, 0.7, True), (3, 1.0, False), (20, 0.8, False)],
)
def test_newcomers_are_hollow_by_themselves(age_days: float, hollow_share: float, *, is_explained: bool) -> None:
    accounts = make_list(age_days, hollow_share)
    assert newcomers_explain(accounts, np.arange(800, 1_000), np.arange(800)) == is_explained


def test_the_other_newcomers_of_the_list_explain_a_stretch() -> None:
    accounts = make_list(20, 1.0)
    assert newcomers_explain(accounts, np.arange(800, 900), np.arange(900, 1_000))


def test_newcomers_explain_no_stretch_of_settled_accounts() -> None:
    assert not newcomers_explain(make_list(20, 1.0), np.arange(100, 300), np.arange(300, 1_000))
