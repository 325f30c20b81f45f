from datetime import timedelta

import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, days_ago, make_account, make_bought_account

from app.domain.growth import Explanation, Outcome
from app.domain.post import Post
from app.scoring.growth.explain import (
    explain_by_accounts,
    explain_by_platform,
    explain_by_post,
    is_explained,
    old_and_alive,
)

DAY = days_ago(10).date()
TODAY = DRAWN_AT.timestamp() / 86_400


def posts(hit: int, since: int = 40) -> list[Post]:
    return [
        Post(post_id=str(day), created_at=days_ago(day), likes_count=hit if day == 12 else 50) for day in range(since)
    ]


def test_a_much_seen_post_in_the_three_days_before_holds() -> None:
    assert explain_by_post(posts(900), DAY, DAY).outcome is Outcome.HOLDS


def test_ordinary_posts_explain_nothing() -> None:
    assert explain_by_post(posts(60), DAY, DAY).outcome is Outcome.FAILS


@pytest.mark.parametrize("read", [[], posts(900)[:9]])
def test_posts_that_do_not_reach_back_leave_it_open(read: list[Post]) -> None:
    assert explain_by_post(read, DAY, DAY).outcome is Outcome.UNKNOWN


def test_old_accounts_that_post_are_alive_and_new_ones_are_not_old() -> None:
    accounts = [make_account(), make_bought_account(), make_account(last_posted_at=days_ago(300)), bare_account()]
    flags = old_and_alive(accounts, np.full(4, TODAY))
    assert flags[:3].tolist() == [1, 0, 0]
    assert np.isnan(flags[3])


def test_accounts_like_the_rest_hold_and_worse_ones_fail() -> None:
    rest = np.array([1.0, 1.0, 1.0, 0.0] * 25)
    for own, outcome in ((np.ones(40), Outcome.HOLDS), (np.zeros(40), Outcome.FAILS)):
        flags = np.concatenate((own, rest))
        in_burst = np.arange(flags.size) < 40
        assert explain_by_accounts(flags, in_burst, 0.95).outcome is outcome


def test_unknown_accounts_leave_it_open() -> None:
    assert explain_by_accounts(np.full(50, np.nan), np.arange(50) < 5, 0.95).outcome is Outcome.UNKNOWN
    assert explain_by_accounts(np.empty(0), np.empty(0, dtype=np.bool_), 0.95).outcome is Outcome.UNKNOWN


def test_a_wave_of_the_whole_platform_holds() -> None:
    signups = {DAY + timedelta(days=day): 1_000.0 for day in range(-20, 20)}
    assert explain_by_platform(signups, DAY, DAY, 5).outcome is Outcome.FAILS
    assert explain_by_platform({**signups, DAY: 8_000.0}, DAY, DAY, 5).outcome is Outcome.HOLDS
    assert explain_by_platform(None, DAY, DAY, 5).outcome is Outcome.UNKNOWN
    assert explain_by_platform(dict.fromkeys(signups, 0.0), DAY, DAY, 5).outcome is Outcome.FAILS


def outcomes(post: Outcome, accounts: Outcome, platform: Outcome) -> bool:
    made = [Explanation(code="", outcome=outcome, text="") for outcome in (post, accounts, platform)]
    return is_explained(made[0], made[1], made[2])


def test_a_post_explains_unless_the_accounts_speak_against_it() -> None:
    assert outcomes(Outcome.HOLDS, Outcome.HOLDS, Outcome.UNKNOWN)
    assert outcomes(Outcome.HOLDS, Outcome.UNKNOWN, Outcome.UNKNOWN)
    assert not outcomes(Outcome.HOLDS, Outcome.FAILS, Outcome.UNKNOWN)
    assert outcomes(Outcome.FAILS, Outcome.FAILS, Outcome.HOLDS)
    assert not outcomes(Outcome.UNKNOWN, Outcome.HOLDS, Outcome.UNKNOWN)
