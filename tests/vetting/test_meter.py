from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from storage.rows import NOW

from app.domain.budget import Cap, Cost
from app.platforms.errors import BudgetReachedError, RateLimitedError
from app.platforms.tariff import Operation, Price, Quota, RateLimit, Tariff
from app.storage.store import Store
from app.vetting.meter import Meter
from app.vetting.purses import Caps

from .running import make_meter

LIMIT = RateLimit(name="all calls", calls=100_000, per_seconds=1.0)
PAID = Tariff(limits=(LIMIT,), prices={Operation.FOLLOWERS: Price(units=0, micros_per_item=10_000)})
COUNTED = Tariff(limits=(LIMIT,), quota=Quota(units=10, time_zone="America/Los_Angeles"), price=Price(units=4))
JUST_BEFORE_MIDNIGHT = datetime(2026, 11, 25, 7, 59, 30, tzinfo=UTC)  # in Los Angeles


def meter(
    store: Store,
    tenant: str,
    *,
    spender: str = "vet_1",
    tariff: Tariff = PAID,
    caps: Caps | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Meter:
    return make_meter(store, tenant, spender, tariff=tariff, caps=caps, clock=clock)


def admit(meter: Meter, items: int = 1, operation: Operation = Operation.FOLLOWERS) -> Cost:
    return meter.admit(operation, items)[1]


def test_what_is_spent_adds_up_over_runs_of_the_same_vetting(store: Store, tenant: str) -> None:
    assert admit(meter(store, tenant), 100) == Cost(calls=1, micros=1_000_000)
    assert admit(meter(store, tenant), 50) == Cost(calls=2, micros=1_500_000)
    assert meter(store, tenant).spent() == Cost(calls=2, micros=1_500_000)
    assert meter(store, tenant, spender="vet_2").spent() == Cost()


def test_what_a_call_did_not_give_is_not_paid(store: Store, tenant: str) -> None:
    paying = meter(store, tenant)
    admit(paying, 100)
    assert paying.give_back(Operation.FOLLOWERS, 60) == Cost(calls=1, micros=400_000)


@pytest.mark.parametrize(
    ("caps", "names"),
    [
        (Caps(vetting=Cap(micros=1_500_000)), "this vetting is 1.50 US dollars"),
        (Caps(vetting=Cap(calls=1)), "this vetting is 1 platform calls"),
        (Caps(tenant_day=Cap(micros=1_500_000)), "one day of this account is 1.50 US dollars"),
        (Caps(day=Cap(calls=1)), "one day of this server is 1 platform calls"),
    ],
)
def test_a_call_that_would_pass_a_cap_is_not_made_and_costs_nothing(
    store: Store, tenant: str, caps: Caps, names: str
) -> None:
    paying = meter(store, tenant, caps=caps)
    admit(paying, 100)
    with pytest.raises(BudgetReachedError, match=names):
        admit(paying, 100)
    assert paying.spent() == Cost(calls=1, micros=1_000_000)


def test_caps_of_a_day_hold_for_all_vettings_and_begin_anew_the_next_day(store: Store, tenant: str) -> None:
    now = NOW
    caps = Caps(tenant_day=Cap(calls=2))
    first, second = (meter(store, tenant, spender=name, caps=caps, clock=lambda: now) for name in ("vet_1", "vet_2"))
    admit(first)
    admit(second)
    with pytest.raises(BudgetReachedError):
        admit(first)
    now += timedelta(days=1)
    assert admit(first).calls == 2, "its own sum goes on over midnight"


def test_another_tenant_has_a_day_of_its_own_but_the_server_has_one_for_all(store: Store, tenant: str) -> None:
    caps = Caps(tenant_day=Cap(calls=1), day=Cap(calls=2))
    admit(meter(store, tenant, caps=caps))
    theirs = meter(store, "ten_other", spender="vet_2", caps=caps)
    admit(theirs)
    with pytest.raises(BudgetReachedError, match="account"):
        admit(theirs)
    with pytest.raises(BudgetReachedError, match="server"):
        admit(meter(store, "ten_third", spender="vet_3", caps=caps))


def test_a_quota_that_is_used_up_names_its_midnight_and_costs_nothing(store: Store, tenant: str) -> None:
    counted = meter(store, tenant, tariff=COUNTED, clock=lambda: JUST_BEFORE_MIDNIGHT)
    admit(counted)
    admit(counted)
    with pytest.raises(RateLimitedError, match=r"10 units of the day .* 00:00 \(America/Los_Angeles\)") as raised:
        admit(counted)
    assert raised.value.wait_seconds == 30
    assert counted.spent() == Cost(calls=2, units=8)
    tomorrow = meter(store, tenant, tariff=COUNTED, clock=lambda: JUST_BEFORE_MIDNIGHT + timedelta(minutes=1))
    admit(tomorrow)


def test_an_operation_of_two_calls_takes_two_slots(store: Store, tenant: str) -> None:
    slow = RateLimit(name="all calls", calls=20, per_seconds=100.0, burst=2)
    tariff = Tariff(limits=(slow,), prices={Operation.SUBJECT: Price(calls=2, units=0)})
    slowly = meter(store, tenant, tariff=tariff)
    waits = [slowly.admit(Operation.SUBJECT, 1)[0] for _ in range(3)]
    assert waits == pytest.approx([0, 2 * slow.pace.interval, 4 * slow.pace.interval], abs=1)


def test_only_the_limits_that_cover_a_call_make_it_wait(store: Store, tenant: str) -> None:
    lists = RateLimit(name="lists", calls=20, per_seconds=10_000.0, burst=2, operations=(Operation.FOLLOWERS,))
    both = meter(store, tenant, tariff=Tariff(limits=(LIMIT, lists)))
    waits = [both.admit(Operation.FOLLOWERS, 1)[0] for _ in range(3)]
    assert waits[2] > 100
    assert both.admit(Operation.POSTS, 1)[0] == 0
    both.hold(Operation.FOLLOWERS, 5_000)
    assert both.admit(Operation.POSTS, 1)[0] == pytest.approx(5_000, abs=5), "the platform held all of us back"
