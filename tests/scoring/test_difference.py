from dataclasses import replace

import pytest
from factories import DRAWN_AT, make_mixed_accounts

from app.domain.account import AccountKind
from app.domain.audience import Frame
from app.domain.estimate import Share
from app.scoring.columns import AccountColumns
from app.scoring.difference import kind_changes, share_change
from app.scoring.model_files import load_model

COLUMNS = AccountColumns.from_accounts(make_mixed_accounts(30, 10), drawn_at=DRAWN_AT)
MODEL = load_model()


def share(estimate: float | None, low: float = 0.1, high: float = 0.3) -> Share:
    return Share(
        estimate=estimate, low=low, high=high, level=0.95, n=9, population=None, frame=Frame.RANDOM, basis="all"
    )


@pytest.mark.parametrize(("after", "exceeds"), [(0.1, False), (0.3, False), (0.31, True), (0.09, True)])
def test_a_change_counts_when_it_leaves_the_interval_that_was_stated(after: float, exceeds: bool) -> None:  # noqa: FBT001
    change = share_change("inauthentic_share", share(0.2), share(after, 0.0, 1.0))
    assert change.exceeds_interval is exceeds
    assert change.difference == pytest.approx(after - 0.2)


@pytest.mark.parametrize(("before", "after"), [(None, share(0.2)), (share(0.2), None), (share(None), share(0.2))])
def test_what_is_not_known_on_both_sides_has_no_difference(before: Share | None, after: Share | None) -> None:
    change = share_change("niche_share", before, after)
    assert (change.difference, change.exceeds_interval) == (None, None)


def test_the_same_model_changes_no_kind() -> None:
    assert kind_changes(COLUMNS, MODEL, MODEL) == ()


def test_accounts_that_another_model_calls_otherwise_are_counted() -> None:
    [change, *_] = kind_changes(COLUMNS, MODEL, replace(MODEL, suspicious_at=1.1))
    assert (change.before, change.accounts) == (AccountKind.SUSPICIOUS, 10)
    assert change.after is AccountKind.MASS_FOLLOWER
