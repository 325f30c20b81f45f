from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, days_ago, make_account, make_bought_account

from app.domain.account import Account
from app.domain.audience import Order
from app.scoring.columns import AccountColumns
from app.scoring.group.deliveries import find_deliveries
from app.scoring.group.region import RegionKind

from .follow_lists import columns_of, make_batch, make_fans, make_people, put

PEOPLE = make_people(1_500)
BLOCK = columns_of(put(PEOPLE, make_batch(60, followed=1_000), at=700))


def test_a_block_is_found_where_it_is() -> None:
    found = find_deliveries(BLOCK)
    (region,) = found.regions
    assert region.kind is RegionKind.BLOCK
    # 1,560 accounts: rank 700 from the newest is position 859 from the oldest.
    assert region.first == pytest.approx(800, abs=12)
    assert region.last == pytest.approx(859, abs=12)
    assert region.excess_accounts == pytest.approx(60, abs=8)
    assert found.p_value == region.p_value < 1e-3
    assert region.created_from is not None
    assert region.created_to is not None
    assert days_ago(1_265).date() < region.created_from < region.created_to < days_ago(1_195).date()


def test_the_excess_belongs_to_the_accounts_of_the_block() -> None:
    excess = find_deliveries(BLOCK).excess
    is_bought = np.array([str(account_id).startswith("bought") for account_id in BLOCK.account_ids])
    assert np.count_nonzero(is_bought) == 60
    assert excess[is_bought].mean() > 0.8
    assert excess[~is_bought].mean() < 0.01
    assert ((excess >= 0) & (excess <= 1)).all()


def test_a_drip_is_found() -> None:
    found = find_deliveries(columns_of(put(PEOPLE, make_batch(150, followed=1_000), at=400, step=3)))
    assert found.regions[0].kind is RegionKind.DRIP
    assert found.excess.sum() == pytest.approx(150, abs=50)


def test_a_batch_of_days_old_accounts_among_the_newest_is_found() -> None:
    batch = make_batch(40, followed=0.5, age=1.0)
    assert find_deliveries(columns_of(put(PEOPLE, batch, at=2))).regions


@pytest.mark.parametrize(("size", "age"), [(100, 5.0), (375, 25.0), (1_200, 25.0), (375, 50.0)])
def test_a_block_of_freshly_made_accounts_is_found_by_who_followed_later(size: int, age: float) -> None:
    people = [person for person in PEOPLE if person.created_at is not None and person.created_at < days_ago(120)]
    found = find_deliveries(columns_of(put(people, make_batch(size, followed=0.0, age=age), at=200)))
    assert found.excess.sum() == pytest.approx(size, rel=0.2)
    assert found.excess[200 : 200 + size].mean() > 0.8


@pytest.mark.parametrize("seed", range(50, 56))
def test_a_growing_list_whose_newest_are_empty_newcomers_raises_no_alarm(seed: int) -> None:
    people = make_people(1_500, seed, days=150 * (1 + seed % 3), newcomer_share=0.4)
    assert find_deliveries(columns_of(people)).regions == ()


def test_a_viral_burst_of_alive_accounts_is_a_success() -> None:
    for at in (0, 300, 900):
        assert find_deliveries(columns_of(put(PEOPLE, make_fans(200), at=at))).regions == ()


@pytest.mark.parametrize("seed", range(20, 28))
def test_an_ordinary_list_raises_no_alarm(seed: int) -> None:
    found = find_deliveries(columns_of(make_people(1_200, seed, hollow_share=0.05 * (seed % 4))))
    assert found.regions == ()
    assert found.p_value is not None
    assert found.p_value >= 1e-3
    assert not found.excess.any()


@pytest.mark.parametrize("days", [365, 1_000, 2_000])
def test_newcomers_with_empty_profiles_explain_themselves(days: float) -> None:
    for seed in range(40, 44):
        people = make_people(1_500, seed, days=days, newcomer_share=0.3)
        assert find_deliveries(columns_of(people)).regions == ()


def test_the_order_of_the_rows_does_not_matter() -> None:
    straight = find_deliveries(BLOCK)
    shuffled = np.random.default_rng(5).permutation(len(BLOCK))
    found = find_deliveries(BLOCK.take(shuffled))
    assert found.regions == straight.regions
    assert found.p_value == straight.p_value
    np.testing.assert_array_equal(found.excess, straight.excess[shuffled])
    np.testing.assert_array_equal(found.region_of, straight.region_of[shuffled])


def test_a_list_that_is_oldest_first_is_read_from_its_other_end() -> None:
    turned = replace(BLOCK, follow_order=len(BLOCK) - 1 - BLOCK.follow_order)
    assert find_deliveries(turned, Order.OLDEST_FIRST).regions == find_deliveries(BLOCK).regions


def test_a_list_without_an_order_is_not_scanned() -> None:
    found = find_deliveries(BLOCK, Order.UNORDERED)
    assert found.p_value is None
    assert found.excess.size == len(BLOCK)


@pytest.mark.parametrize(("count", "is_scanned"), [(499, False), (500, True)])
def test_under_five_hundred_accounts_there_is_no_answer(count: int, *, is_scanned: bool) -> None:
    assert (find_deliveries(columns_of(PEOPLE[:count])).p_value is not None) == is_scanned


FUTURE = [make_account(index, created_at=days_ago(-400)) for index in range(600)]
NOTHING_TELLS = {
    "nobody": [],
    "one": [make_account()],
    "all identical": [make_account()] * 600,
    "ids only": [bare_account(str(index)) for index in range(600)],
    "dates in the future": FUTURE,
}


@pytest.mark.parametrize("accounts", NOTHING_TELLS.values(), ids=NOTHING_TELLS)
def test_where_nothing_tells_there_is_no_answer(accounts: list[Account]) -> None:
    found = find_deliveries(columns_of(accounts))
    assert (found.p_value, found.regions, found.excess.tolist()) == (None, (), [0.0] * len(accounts))


@pytest.mark.parametrize("created_at", [days_ago(900), days_ago(5), days_ago(-5), None])
def test_one_creation_date_for_everybody_is_no_alarm(created_at: datetime | None) -> None:
    people = [replace(person, created_at=created_at) for person in PEOPLE]
    assert find_deliveries(columns_of(people)).regions == ()


def test_what_only_the_listing_tells_is_enough() -> None:
    columns = columns_of(put(PEOPLE, make_batch(150, followed=1_000), at=700))
    unknown = np.full(len(columns), np.nan)
    listed = replace(columns, followers_count=unknown, following_count=unknown, posts_count=unknown)
    assert find_deliveries(listed).regions


def test_accounts_of_unknown_profile_are_passed_over() -> None:
    blank = [bare_account(f"blank-{index}") for index in range(100)]
    found = find_deliveries(columns_of(put(put(PEOPLE, make_batch(60, followed=1_000), at=700), blank, at=100)))
    assert len(found.regions) == 1
    assert found.regions[0].last == pytest.approx(859, abs=12)
    assert not found.excess[100:200].any()


def test_two_hundred_thousand_accounts_are_scanned() -> None:
    columns = columns_of(PEOPLE[:1_000])
    many = AccountColumns.concat([columns] * 200)
    found = find_deliveries(replace(many, follow_order=np.arange(len(many), dtype=np.float64)))
    assert found.p_value is not None
    assert found.excess.size == 200_000


def test_observed_times_may_differ() -> None:
    people = [replace(person, observed_at=DRAWN_AT if rank % 2 else days_ago(3)) for rank, person in enumerate(PEOPLE)]
    assert find_deliveries(columns_of(people)).regions == ()


@pytest.mark.parametrize("accounts", [600, 1_050, 1_100, 1_200])
@pytest.mark.parametrize("sold", [100, 150, 200, 250])
def test_a_block_of_alike_accounts_among_people_none_of_whom_is_hollow_is_found_to_the_account(
    sold: int, accounts: int
) -> None:
    block = range(150, 150 + sold)
    listed = [
        make_bought_account(rank, created_at=days_ago(300)) if rank in block else make_account(rank)
        for rank in range(accounts)
    ]
    found = find_deliveries(AccountColumns.from_accounts(listed, drawn_at=DRAWN_AT))
    assert found.excess.sum() == pytest.approx(sold, rel=0.05)
