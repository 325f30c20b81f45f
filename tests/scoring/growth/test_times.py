import numpy as np
import pytest
from factories import DRAWN_AT, days_ago, make_account, make_note

from app.domain.account import Account
from app.domain.audience import Order
from app.domain.growth import TimeSource
from app.scoring.growth.times import follow_times

TODAY = DRAWN_AT.timestamp() / 86_400


def grown(size: int = 400, days: float = 200, seed: int = 1) -> tuple[list[Account], list[float]]:
    """Followers oldest first, two in five of them created within a day before following."""
    random = np.random.default_rng(seed)
    ago = np.sort(random.uniform(0, days, size))[::-1]
    ages = np.where(random.random(size) < 0.4, random.uniform(0, 1, size), random.uniform(100, 2_000, size))
    accounts = [
        make_account(index, follow_rank=None, created_at=days_ago(day + age))
        for index, (day, age) in enumerate(zip(ago.tolist(), ages.tolist(), strict=True))
    ]
    return accounts, (TODAY - ago).tolist()


def test_running_maxima_of_creation_dates_find_the_follow_times() -> None:
    accounts, truth = grown()
    found = follow_times(accounts, make_note(order=Order.OLDEST_FIRST))
    assert found.source is TimeSource.CREATION_BOUNDS
    error = np.abs(found.days - np.array(truth)[found.index])
    assert np.median(error) < 2


def test_newest_first_and_ranks_give_the_same_times() -> None:
    accounts, _ = grown()
    oldest = follow_times(accounts, make_note(order=Order.OLDEST_FIRST))
    newest = follow_times(accounts[::-1], make_note(order=Order.NEWEST_FIRST))
    assert oldest.days.tolist() == newest.days.tolist()


def test_one_wrong_date_does_not_drag_the_others_along() -> None:
    accounts, truth = grown(1_000)
    accounts[50] = make_account(50, follow_rank=None, created_at=days_ago(0.01))
    found = follow_times(accounts, make_note(order=Order.OLDEST_FIRST))
    assert np.median(np.abs(found.days - np.array(truth)[found.index])) < 2


def test_known_times_are_taken_as_told() -> None:
    accounts = [make_account(index, followed_at=days_ago(index)) for index in range(5)]
    found = follow_times(accounts, make_note())
    assert found.source is TimeSource.KNOWN
    assert found.days.tolist() == pytest.approx([TODAY - day for day in (4, 3, 2, 1, 0)])


def test_times_never_fall_and_stay_before_the_draw() -> None:
    accounts, _ = grown(300, seed=9)
    found = follow_times(accounts, make_note(order=Order.OLDEST_FIRST))
    assert (np.diff(found.days) >= 0).all()
    assert (found.days <= TODAY).all()


@pytest.mark.parametrize(
    "accounts",
    [
        [],
        [make_account()],
        [make_account(index, created_at=None) for index in range(30)],
        [make_account(index, created_at=days_ago(-50)) for index in range(30)],
    ],
)
def test_without_dates_there_are_no_times(accounts: list[Account]) -> None:
    assert follow_times(accounts, make_note()).days.size == 0


def test_without_an_order_there_are_no_times() -> None:
    accounts, _ = grown()
    assert follow_times(accounts, make_note(order=Order.UNORDERED)).source is TimeSource.NONE
