"""Plan a vetting: read the profile and the newest posts, and tell what the rest would cost."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Final, TypeVar

from app.domain.account import Account
from app.domain.budget import NOTHING, Cost
from app.domain.estimate import Estimate
from app.domain.plan import Plan, PlannedAudience, PlannedStep
from app.domain.post import Post
from app.domain.vetting import Question
from app.platforms.errors import RateLimitedError
from app.platforms.tariff import Operation
from app.scoring.model import Model
from app.scoring.share.expected import TYPICAL_SHARE, expected_interval
from app.storage.ids import new_id
from app.vetting.connections import Connection
from app.vetting.extent import POSTS_AT_MOST, Extent
from app.vetting.ledger import Call, count_items
from app.vetting.meter import Line, Meter
from app.vetting.parallel import CONCURRENT_CALLS
from app.vetting.planned_calls import PlannedCalls, plan_calls
from app.vetting.purses import Purse
from app.vetting.reach import Reach

CALL_SECONDS: Final = 0.3
"""What one call takes that does not wait for its pace: a guess for a server on another continent."""

WAIT_AT_MOST_SECONDS: Final = 10.0
"""A plan that would have to wait longer for its own two calls says so instead."""

Value = TypeVar("Value")

_ALONE: Final = frozenset({Operation.SUBJECT, Operation.POSTS, Operation.FOLLOWERS, Operation.FOLLOWINGS})
"""Calls that follow each other; of the others several are under way at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Makes plans, with the model that will weigh."""

    reach: Reach
    model: Model

    async def plan(self, tenant_id: str, question: Question) -> Plan:
        """Make a plan; raises RequestError and PlatformError. A vetting would fail for the same reasons."""
        await asyncio.to_thread(self.reach.connections.require, tenant_id, question.platform)
        today = self.reach.clock().date()
        opened = await asyncio.to_thread(self.reach.open, tenant_id, question, spender=new_id("pln"), began=today)
        connector, meter = opened.connection.connector, opened.meter
        subject = await _made(meter, Call(Operation.SUBJECT, partial(connector.fetch_subject, question.handle or "")))
        posts: Sequence[Post] = ()
        if connector.capabilities.lists_posts:
            fetch = partial(connector.fetch_posts, subject.key, None)
            posts = (await _made(meter, Call(Operation.POSTS, fetch, POSTS_AT_MOST))).items
        return make_plan(
            question,
            opened.connection,
            self.reach.extent(question),
            subject.account,
            posts,
            self.model,
            purses=await asyncio.to_thread(self._used, opened.purses(today)),
            spent=await asyncio.to_thread(meter.spent),
        )

    def _used(self, purses: Sequence[Purse]) -> Sequence[tuple[Purse, Cost]]:
        """Return what went out of the purses that are shared; the vetting itself begins with an empty one."""
        with self.reach.store.system() as system:
            return [
                (purse, NOTHING if number == 0 else system.spending.get(purse.key, purse.day))
                for number, purse in enumerate(purses)
            ]


def make_plan(
    question: Question,
    connection: Connection,
    extent: Extent,
    subject: Account,
    posts: Sequence[Post],
    model: Model,
    *,
    purses: Sequence[tuple[Purse, Cost]] = (),
    spent: Cost = NOTHING,
) -> Plan:
    """Reckon with what the profile and the posts say; pure."""
    platform, line = connection.connector.capabilities, connection.line
    audiences, calls = plan_calls(platform, subject, posts, extent.on(platform), may_stop=not question.read_all)
    steps = tuple(
        PlannedStep(
            operation=str(one.operation),
            expected=line.cost(one.operation, one.expected[1], calls=one.expected[0]),
            at_most=line.cost(one.operation, one.at_most[1], calls=one.at_most[0]),
        )
        for one in calls
    )
    expected = sum((step.expected for step in steps), NOTHING)
    return Plan(
        platform=question.platform,
        handle=question.handle or "",
        audiences=audiences,
        steps=steps,
        at_least=sum((line.cost(one.operation, one.at_least[1], calls=one.at_least[0]) for one in calls), NOTHING),
        expected=expected,
        at_most=sum((step.at_most for step in steps), NOTHING),
        seconds=_seconds(line, calls),
        inauthentic_share=_interval(audiences, model, question.policy.level),
        obstacles=tuple(
            f"The budget for {purse.name} leaves too little: reading would end early."
            for purse, used in purses
            if not purse.cap.allows(used + expected)
        ),
        spent=spent,
    )


async def _made(meter: Meter, call: Call[Value]) -> Value:
    """Make a call as a vetting does, but once and without long waits."""
    wait, _ = await asyncio.to_thread(meter.admit, call.operation, call.items)
    if wait > WAIT_AT_MOST_SECONDS:
        detail = f"Other vettings are waiting for the same platform; a plan could be made in {ceil(wait)} seconds."
        raise RateLimitedError(detail, wait_seconds=wait)
    await asyncio.sleep(wait)
    value = await call.fetch()
    if meter.charges_items(call.operation):
        await asyncio.to_thread(meter.give_back, call.operation, call.items - count_items(value))
    return value


def _seconds(line: Line, calls: Sequence[PlannedCalls]) -> float:
    """Take the slower of the two: the calls themselves, or the pace of the limit that they use most."""
    made = {one.operation: one.expected[0] * line.tariff.price_of(one.operation).calls for one in calls}
    taking = sum(
        count * CALL_SECONDS / (1 if operation in _ALONE else CONCURRENT_CALLS) for operation, count in made.items()
    )
    counted: dict[str, int] = {}
    paces = {}
    for operation, count in made.items():
        for name, pace in line.paces(operation).items():
            counted[name], paces[name] = counted.get(name, 0) + count, pace
    paced = [(count - paces[name].burst) * paces[name].interval for name, count in counted.items()]
    return max(taking, *paced, 0.0)


def _interval(audiences: Sequence[PlannedAudience], model: Model, level: float) -> Estimate | None:
    main = next((one for one in audiences if one.drawn), None)
    if main is None:
        return None
    population = None if main.population is None else max(main.population, main.drawn)
    low, high = expected_interval(model, main.drawn, population, level)
    return Estimate(estimate=TYPICAL_SHARE, low=low, high=high, level=level)
