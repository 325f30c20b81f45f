import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.tariff import FREE, SAFETY, Operation, Price, RateLimit, Tariff

LIMITS = st.builds(
    RateLimit,
    name=st.just("all calls"),
    calls=st.integers(20, 10_000),
    per_seconds=st.floats(1, 86_400),
    burst=st.integers(1, 10),
)


@given(limit=LIMITS)
def test_a_burst_and_what_follows_it_stay_below_the_limit_in_every_window(limit: RateLimit) -> None:
    pace = limit.pace
    in_a_window = pace.burst + limit.per_seconds / pace.interval
    assert in_a_window == pytest.approx(limit.calls * SAFETY)


def test_a_limit_that_no_burst_fits_into_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold bursts of 5"):
        RateLimit(name="lookups", calls=6, per_seconds=60)


def test_a_limit_covers_the_operations_that_it_names_or_all() -> None:
    assert RateLimit(name="all", calls=100, per_seconds=1).covers(Operation.POSTS)
    lists = RateLimit(name="lists", calls=100, per_seconds=1, operations=(Operation.FOLLOWERS,))
    assert (lists.covers(Operation.FOLLOWERS), lists.covers(Operation.POSTS)) == (True, False)


def test_an_operation_costs_its_own_price_or_the_usual_one() -> None:
    tariff = Tariff(price=Price(units=1), prices={Operation.FOLLOWERS: Price(micros_per_item=10_000)})
    assert tariff.price_of(Operation.POSTS) == Price(units=1)
    assert tariff.price_of(Operation.FOLLOWERS).micros_per_item == 10_000
    assert tariff.costs_money
    assert not Tariff(price=FREE).costs_money
