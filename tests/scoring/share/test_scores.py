from itertools import pairwise

import numpy as np
from factories import make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.estimate import Share
from app.scoring.columns import Floats
from app.scoring.model_files import load_model
from app.scoring.share.scores import DELIVERIES, delivered_share, score_share

from .shares import holds

MODEL = load_model()
LARGE = make_note(frame=Frame.RANDOM, population=1_000_000)
shares = st.floats(0, 1)
patterns = st.integers(0, 3)
scores = st.lists(st.one_of(shares, st.just(float("nan"))), max_size=30)


def share_of(values: Floats, pattern: int = 3) -> Share:
    return score_share(values, MODEL, pattern, LARGE, 0.95)


def mixed(bought: int, of: int = 1_000) -> Floats:
    """Give scores in which bought accounts stand far above the others."""
    random = np.random.default_rng(4)
    log_odds = np.concatenate((random.normal(-3, 0.7, of - bought), random.normal(2.5, 0.7, bought)))
    return 1 / (1 + np.exp(-log_odds))


@given(scores, patterns)
def test_a_share_of_scores_is_always_in_order(values: list[float], pattern: int) -> None:
    share = share_of(np.array(values), pattern)
    assert holds(share)
    assert share.n == sum(not np.isnan(value) for value in values)


def test_no_account_gives_no_estimate_and_the_whole_range() -> None:
    share = share_of(np.empty(0))
    assert (share.estimate, share.low, share.high, share.n) == (None, 0.0, 1.0, 0)


def test_sellers_that_stand_apart_are_found_at_every_share() -> None:
    for bought in (0, 100, 300, 500, 800):
        share = share_of(mixed(bought))
        assert share.low <= bought / 1_000 <= share.high
        assert share.width < 0.5
    assert share_of(mixed(600)).low > 0.3
    assert share_of(mixed(0)).high < 0.3


def test_model_error_stays_however_many_accounts_were_read() -> None:
    widths = [share_of(np.tile(mixed(200, 1_000), times)).width for times in (1, 10)]
    assert widths[0] >= widths[1] > 0.2


def test_fewer_accounts_never_narrow_a_share() -> None:
    values = np.random.default_rng(1).permutation(mixed(200))
    widths = [share_of(values[:n]).width for n in (10, 50, 1_000)]
    assert all(wider >= narrower for wider, narrower in pairwise(widths))


def test_a_higher_level_needs_a_wider_interval() -> None:
    widths = [score_share(mixed(200), MODEL, 3, LARGE, level).width for level in (0.5, 0.8, 0.95, 0.999)]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


@given(st.lists(shares, min_size=1, max_size=30))
def test_the_order_of_accounts_does_not_matter(values: list[float]) -> None:
    assert share_of(np.array(values)) == share_of(np.array(values[::-1]))


def delivered(values: Floats, excess: Floats) -> Share:
    return delivered_share(values, excess, MODEL, 3, LARGE, 0.95)


def test_without_a_delivery_scores_decide() -> None:
    assert delivered(mixed(200), np.zeros(1_000)) == share_of(mixed(200))


def test_a_delivery_is_counted_and_narrows_the_rest() -> None:
    values = mixed(200)
    share = delivered(values, np.where(np.arange(1_000) >= 800, 0.95, 0.0))
    assert share.basis == DELIVERIES
    assert share.low > 0.15
    assert share.low <= 0.2 <= share.high
    assert share.width < share_of(values).width


@given(scores, st.floats(0, 1))
def test_a_share_with_deliveries_is_always_in_order(values: list[float], part: float) -> None:
    assert holds(delivered(np.array(values), np.full(len(values), part)))
