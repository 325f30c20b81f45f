import asyncio
from dataclasses import replace
from typing import Any

import pytest
from factories import days_ago
from storage.rows import NOW, make_question

from app.domain.account import Account
from app.domain.audience import Availability, Role
from app.domain.brief import Brief
from app.domain.budget import Cap, Cost
from app.domain.plan import Plan
from app.domain.post import Post
from app.platforms.errors import HandleNotFoundError, RateLimitedError
from app.platforms.tariff import Operation, Pace, Price, RateLimit, Tariff
from app.scoring.model_files import load_model
from app.storage.store import Store
from app.vetting.connections import Connection
from app.vetting.errors import PlatformNotFetchableError
from app.vetting.extent import Extent
from app.vetting.meter import Line
from app.vetting.plan import Planner, make_plan
from app.vetting.purses import Caps

from .fake_connector import FakeConnector, people
from .running import begin_vetting, collect, make_reach, read_vetting

EXTENT = Extent(sample_size=400, listed_accounts=10_000, engaging_posts=10, followed_members=12)
MODEL = load_model()


def plan(
    connector: FakeConnector,
    *,
    followers: int | None = 1_000,
    posts: list[Post] | None = None,
    extent: Extent = EXTENT,
    pace: Pace | None = None,
    **question: Any,  # noqa: ANN401 - any field of Question
) -> Plan:
    tariff = connector.capabilities.tariff
    return make_plan(
        make_question(sample_size=extent.sample_size, **question),
        Connection(connector=connector, line=Line(name="fake", tariff=tariff, pace=pace)),
        extent,
        Account(account_id="c", followers_count=followers, following_count=120, observed_at=NOW),
        posts or [],
        MODEL,
    )


def calls_of(made: Plan, operation: Operation) -> tuple[int, int]:
    [step] = [step for step in made.steps if step.operation == operation]
    return step.expected.calls, step.at_most.calls


def post(number: int, *, likes: int = 0, comments: int = 0) -> Post:
    return Post(post_id=str(number), created_at=days_ago(number), likes_count=likes, comments_count=comments)


def test_lists_are_reckoned_in_pages_and_draws_in_batches() -> None:
    made = plan(FakeConnector(followings=[]), read_all=True)
    assert calls_of(made, Operation.SUBJECT) == (1, 1)
    assert calls_of(made, Operation.FOLLOWERS) == (20, 20)
    assert calls_of(made, Operation.ACCOUNTS) == (16, 16)
    assert calls_of(made, Operation.FOLLOWINGS) == (3, 3)
    assert made.expected == made.at_least == made.at_most == Cost(calls=1 + 1 + 20 + 16 + 3)


def test_where_a_clear_verdict_ends_the_reading_the_first_look_is_the_least() -> None:
    made = plan(FakeConnector())
    assert made.expected.calls - made.at_least.calls == 16 - 4


def test_whom_members_follow_is_read_of_as_many_as_the_extent_says() -> None:
    connector = FakeConnector(followed={})
    assert calls_of(plan(connector), Operation.FOLLOWED) == (12, 12)
    assert calls_of(plan(connector, followers=5), Operation.FOLLOWED) == (5, 5)


def test_those_who_react_are_expected_to_be_followers_and_may_all_be_strangers() -> None:
    made = plan(
        FakeConnector(likers=[[]], commenters=[[]]),
        followers=800,
        posts=[post(number, likes=60, comments=10) for number in range(4)],
        read_all=True,
    )
    assert (calls_of(made, Operation.LIKERS), calls_of(made, Operation.COMMENTERS)) == ((4, 4), (4, 4))
    # Half of the followers are drawn: of 200 likers and 40 commenters a hundred and twenty are not known yet.
    assert calls_of(made, Operation.ACCOUNTS) == (16 + 4 + 1, 16 + 8 + 2)


def test_commenters_are_the_audience_where_followers_cannot_be_listed() -> None:
    connector = FakeConnector(commenters=[[]])
    connector.capabilities = replace(
        connector.capabilities, lists_followers=False, availability=Availability.UNSUPPORTED
    )
    made = plan(connector, posts=[post(number, comments=220) for number in range(3)], read_all=True)
    followers, commenters = made.audiences
    assert (followers.availability, followers.listed) == (Availability.UNSUPPORTED, 0)
    assert (commenters.role, commenters.listed, commenters.drawn) == (Role.COMMENTERS, 450, 400)
    assert calls_of(made, Operation.COMMENTERS) == (9, 9), "three rounds of three posts hold enough of them"
    assert made.inauthentic_share is not None


def test_a_platform_that_gives_no_audience_promises_no_interval() -> None:
    connector = FakeConnector()
    connector.capabilities = replace(
        connector.capabilities,
        lists_followers=False,
        availability=Availability.NEEDS_CONSENT,
        hydration_batch=None,
    )
    made = plan(connector)
    assert (made.inauthentic_share, made.expected.calls) == (None, 2)


def test_where_every_account_costs_no_more_are_listed_than_are_drawn() -> None:
    connector = FakeConnector(hydrates=False)
    limit = RateLimit(name="all calls", calls=300, per_seconds=900)
    priced = Tariff(limits=(limit,), price=Price(units=0), prices={Operation.FOLLOWERS: Price(micros_per_item=10_000)})
    connector.capabilities = replace(connector.capabilities, tariff=priced)
    made = plan(connector, followers=50_000)
    assert calls_of(made, Operation.FOLLOWERS) == (8, 8)
    assert made.expected.micros == 400 * 10_000
    assert made.expected.money.amount_minor == 400


def test_time_is_that_of_the_calls_or_of_the_pace_whichever_is_longer() -> None:
    quick, slow = plan(FakeConnector()), plan(FakeConnector(), pace=Pace(interval=10.0))
    assert 5 < quick.seconds < 20
    assert slow.seconds == pytest.approx((slow.expected.calls - 5) * 10.0)


def test_more_accounts_promise_a_narrower_interval() -> None:
    few, many = (plan(FakeConnector(), extent=replace(EXTENT, sample_size=size)) for size in (50, 2_000))
    assert few.inauthentic_share is not None
    assert many.inauthentic_share is not None
    assert few.inauthentic_share.high > many.inauthentic_share.high


def planner(store: Store, connector: FakeConnector, **reach: Any) -> Planner:  # noqa: ANN401
    return Planner(reach=make_reach(store, connector, **reach), model=MODEL)


def asked(store: Store, tenant: str, connector: FakeConnector, **question: Any) -> Plan:  # noqa: ANN401
    return asyncio.run(planner(store, connector).plan(tenant, make_question(**question)))


def test_planning_makes_two_calls_and_says_what_they_cost(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(200), likers=[people(30)])
    made = asked(store, tenant, connector)
    assert connector.calls == {"subject": 1, "posts": 1}
    assert made.spent == Cost(calls=2)
    assert made.obstacles == ()


def test_a_plan_and_the_vetting_that_follows_agree(store: Store, tenant: str) -> None:
    connector = FakeConnector(
        people(700),
        likers=[people(40, 20 * number) for number in range(5)],
        commenters=[people(9, 300 + number) for number in range(5)],
        followings=[f"account-{number}" for number in range(130)],
        followed={},
    )
    question = {"brief": Brief(text="Sourdough"), "sample_size": 300, "read_all": True}
    made = asked(store, tenant, connector, **question)
    before = connector.calls.total()
    vetting_id = begin_vetting(store, tenant, **question)
    extent = Extent(sample_size=300, listed_accounts=10_000, engaging_posts=10, followed_members=12)
    asyncio.run(collect(store, tenant, vetting_id, connector, extent=extent))
    spent = connector.calls.total() - before
    assert read_vetting(store, tenant, vetting_id).progress.cost.calls <= spent
    assert made.expected.calls == pytest.approx(spent, rel=0.1)
    assert made.at_least.calls <= spent <= made.at_most.calls


def test_a_budget_that_is_too_small_is_an_obstacle_and_no_error(store: Store, tenant: str) -> None:
    made = asked(store, tenant, FakeConnector(people(900)), budget=Cap(calls=20))
    [obstacle] = made.obstacles
    assert "this vetting" in obstacle


def test_what_was_spent_today_counts_against_the_day(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(900))
    many = planner(store, connector, caps=Caps(tenant_day=Cap(calls=38)))
    made = [asyncio.run(many.plan(tenant, make_question(sample_size=400))) for _ in range(2)]
    assert [len(one.obstacles) for one in made] == [0, 1]


def test_planning_fails_as_the_vetting_would(store: Store, tenant: str) -> None:
    def refuse(_method: str, _call: int) -> None:
        raise HandleNotFoundError("Nobody has this handle.")

    with pytest.raises(HandleNotFoundError):
        asked(store, tenant, FakeConnector(on_call=refuse))
    connector = FakeConnector()
    question = make_question(platform="tiktok")
    with pytest.raises(PlatformNotFetchableError):
        asyncio.run(planner(store, connector).plan(tenant, question))


def test_whoever_would_have_to_wait_long_for_a_plan_is_told_when_to_come_again(store: Store, tenant: str) -> None:
    connector = FakeConnector()
    slow = planner(store, connector, paces={connector.capabilities.platform: Pace(interval=60.0, burst=1)})
    with pytest.raises(RateLimitedError, match="could be made in 60 seconds"):
        asyncio.run(slow.plan(tenant, make_question()))
