from dataclasses import replace

import numpy as np
import pytest
from factories import days_ago, make_account, make_audience, make_bought_account, make_note

from app.domain.account import Account
from app.domain.audience import Frame
from app.domain.brief import Brief
from app.domain.estimate import Share
from app.domain.policy import Policy
from app.domain.reading import Stopped
from app.scoring.anytime import anytime_interval
from app.scoring.columns import Floats
from app.scoring.model_files import load_model
from app.scoring.share import Interval, proportion_share, score_share, wilson_interval
from app.scoring.stopping import APPROVED_AT_LEAST, SETTLED_AT_LEAST, ShareOf, Watch, is_fit_open, stop_for

PLANNED = 2_000
POLICY = Policy()
NOTE = make_note(frame=Frame.COMPLETE, population=16_000, listed=16_000)
MODEL = load_model()


def flagged(values: Floats, sampling: Interval) -> Share:
    """Share as it is when every score is the truth."""
    return proportion_share(values, NOTE, POLICY.level, sampling=sampling)


def scored(values: Floats, sampling: Interval) -> Share:
    """Share as it is with the error of the model."""
    return score_share(values, MODEL, 3, NOTE, POLICY.level, sampling=sampling)


def flags(n: int, share: float) -> Floats:
    """So many accounts with this share of ones, evenly spread: what a draw looks like on average."""
    return np.diff(np.floor(np.arange(n + 1) * share + 1e-9))


def stop(
    scores: Floats, *, share_of: ShareOf = flagged, planned: int = PLANNED, policy: Policy = POLICY
) -> Stopped | None:
    return stop_for(scores, planned, share_of, policy)


def read_until_it_stops(share: float) -> tuple[int, object]:
    return next((n, found) for n in range(100, PLANNED, 100) if (found := stop(flags(n, share))))


def test_a_clear_rejection_stops_at_once() -> None:
    assert read_until_it_stops(0.6) == (100, Stopped.DECIDED)


def test_a_clear_approval_waits_until_a_group_among_the_accounts_would_be_seen() -> None:
    assert read_until_it_stops(0.02) == (APPROVED_AT_LEAST, Stopped.DECIDED)


def test_a_share_that_stays_between_the_bars_is_settled() -> None:
    n, found = read_until_it_stops(0.22)
    assert found is Stopped.SETTLED
    assert n <= 500


@pytest.mark.parametrize("share", [0.14, 0.16, 0.29, 0.31])
def test_beside_a_bar_reading_goes_on(share: float) -> None:
    assert all(stop(flags(n, share)) is None for n in (100, 500, 1_000))


def test_fewer_accounts_than_the_policy_asks_for_never_stop() -> None:
    many = replace(POLICY, accounts_at_least=500)
    assert stop(flags(400, 0.9), policy=many) is None
    assert stop(flags(500, 0.9), policy=many) is Stopped.DECIDED


def test_nothing_stops_before_a_score_is_known_or_after_the_draw() -> None:
    assert stop(np.empty(0)) is None
    assert stop(flags(PLANNED, 0.9)) is None


def test_where_the_models_error_is_what_is_left_reading_on_is_in_vain() -> None:
    mixed = np.tile([0.05, 0.1, 0.6], 140)
    assert stop(mixed, share_of=scored) is Stopped.SETTLED
    assert stop(mixed[: SETTLED_AT_LEAST - 1], share_of=scored) is None
    assert stop(np.tile([0.98, 0.99], 60), share_of=scored) is Stopped.DECIDED


def test_an_answer_that_is_too_wide_only_for_want_of_accounts_is_not_settled() -> None:
    narrow = replace(POLICY, width_at_most=0.1)
    assert stop(flags(500, 0.22), policy=narrow) is None


def test_what_was_stopped_would_have_been_answered_the_same_by_the_whole_draw() -> None:
    random = np.random.default_rng(3)
    for share in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        for _ in range(5):
            drawn = random.permutation(flags(16_000, share))[:PLANNED]
            n = next((n for n in range(100, PLANNED, 100) if stop(drawn[:n])), PLANNED)
            early, whole = flagged(drawn[:n], anytime_interval), flagged(drawn, wilson_interval)
            if n < PLANNED:
                assert (early.low > 0.3, early.high < 0.15) == (whole.low > 0.3, whole.high < 0.15)


@pytest.mark.parametrize(
    ("share", "n", "is_open"), [(0.4, 100, False), (0.01, 300, False), (0.12, 100, True), (0.08, 100, True)]
)
def test_the_fit_is_open_while_it_may_still_come_over_its_bar(share: float, n: int, *, is_open: bool) -> None:
    niche = proportion_share(flags(n, share), NOTE, 0.95, sampling=anytime_interval)
    assert is_fit_open(niche, PLANNED / n, POLICY) is is_open


def test_silent_accounts_leave_the_fit_open() -> None:
    silent = proportion_share(np.full(100, np.nan), NOTE, 0.95, sampling=anytime_interval)
    assert is_fit_open(silent, 20.0, POLICY)


def look(accounts: list[Account], brief: str | None = None) -> Stopped | None:
    sample = make_audience(accounts, population=16_000, listed=16_000)
    return Watch(policy=POLICY, brief=None if brief is None else Brief(text=brief)).look(sample, PLANNED)


def test_a_vetting_stops_when_its_audience_is_clearly_bought() -> None:
    assert look([make_bought_account(number) for number in range(100)]) is Stopped.DECIDED


def in_order(sold: int, *, read: int) -> list[Account]:
    """Every second follower of a list in which a block was sold."""
    block = range(300, 300 + 2 * sold)
    return [
        make_bought_account(rank, created_at=days_ago(300)) if rank in block else make_account(rank)
        for rank in range(0, 2 * read, 2)
    ]


def test_a_delivery_in_the_order_of_the_accounts_decides_where_their_scores_do_not() -> None:
    accounts = in_order(450, read=1_000)
    assert look(accounts) is Stopped.DECIDED
    assert look(accounts[::3]) is None


def test_a_delivery_that_decides_nothing_yet_is_measured_on_at_every_size() -> None:
    accounts = in_order(150, read=1_200)
    assert [look(accounts[:read]) for read in (500, 700, 1_100, 1_200)] == [None] * 4


def test_in_follow_order_nothing_is_settled_before_a_delivery_had_a_chance() -> None:
    spread = [make_bought_account(rank) if rank % 6 == 0 else make_account(rank) for rank in range(1_000)]
    assert look(spread[:900]) is None
    assert look(spread) is Stopped.SETTLED


def test_with_a_brief_it_stops_only_when_the_fit_is_clear_as_well() -> None:
    mixed = [make_account(number) if number % 4 == 0 else make_bought_account(number) for number in range(100)]
    assert look(mixed) is not None
    assert look(mixed, "jazz") is None  # one in eleven, and the bar is a tenth
    assert look(mixed, "town library readers") is not None
    assert look(mixed, "of the") is not None  # no word to look for


def test_accounts_of_which_nothing_is_known_stop_nothing() -> None:
    assert look([Account(account_id=str(number)) for number in range(200)]) is None
