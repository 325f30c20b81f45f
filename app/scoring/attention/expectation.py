"""The rate that others published for creators of this size, and where this creator lies."""

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from app.domain.attention import Benchmark, EngagementExpectation, Position
from app.domain.estimate import Estimate
from app.domain.handle import Platform

CURRENT_BENCHMARKS = "engagement-2026-11"
ANY_MEDIUM = "any"
_OPEN_TIER_TIMES = 4.0
"""A tier without an upper end is placed as if it ended at four times its lower end; the curve is flat beyond."""


@cache
def load_benchmarks(version: str = CURRENT_BENCHMARKS) -> tuple[Benchmark, ...]:
    """Read a benchmark file of this package; FileNotFoundError when there is no such version."""
    text = files("app.scoring.attention").joinpath("benchmarks", f"{version}.json").read_text(encoding="utf-8")
    return tuple(Benchmark(**entry) for entry in json.loads(text)["benchmarks"])


def expect_engagement(
    rate: Estimate | None,
    *,
    followers_count: int | None,
    platform: Platform | None,
    medium: str = ANY_MEDIUM,
    benchmarks: Sequence[Benchmark] | None = None,
) -> EngagementExpectation | None:
    """Compare a rate with the range of the published ones; None without a rate, followers or a fitting benchmark.

    Each publication is a line through its tiers, log rate over log followers; it speaks only from its lowest to its
    highest tier. The range is from the lowest to the highest publication. `below` and `above` are said only when the
    whole interval of the rate is outside of it.
    """
    if rate is None or not followers_count or followers_count < 0:
        return None
    known = load_benchmarks() if benchmarks is None else benchmarks
    studies: dict[tuple[str, ...], list[Benchmark]] = defaultdict(list)
    for entry in known:
        if (
            entry.platform == platform
            and entry.medium == medium
            and entry.denominator == "followers"
            and entry.rate > 0
        ):
            studies[entry.source, entry.population, entry.period, entry.statistic].append(entry)
    expected: list[float] = []
    used: list[Benchmark] = []
    for tiers in studies.values():
        value = _rate_at(followers_count, tiers)
        if value is not None:
            expected.append(value)
            used.extend(tiers)
    if not expected:
        return None
    low, high = min(expected), max(expected)
    times = rate.estimate / math.sqrt(low * high)
    position = _position(rate, low, high)
    return EngagementExpectation(
        low=low,
        high=high,
        times_expected=times,
        position=position,
        sources=tuple(used),
        text=_text(rate, low, high, position, len(expected), used),
    )


def _rate_at(followers: int, tiers: Sequence[Benchmark]) -> float | None:
    """Rate of one publication at a follower count; None outside of its tiers."""
    ordered = sorted(tiers, key=lambda tier: tier.followers_from)
    ends = [tier.followers_to for tier in ordered]
    if followers < ordered[0].followers_from or (None not in ends and followers > max(end for end in ends if end)):
        return None
    middles = [_middle(tier) for tier in ordered]
    return math.exp(float(np.interp(math.log(followers), middles, [math.log(tier.rate) for tier in ordered])))


def _middle(tier: Benchmark) -> float:
    low = max(1, tier.followers_from)
    high = tier.followers_to if tier.followers_to is not None else low * _OPEN_TIER_TIMES
    return (math.log(low) + math.log(high)) / 2


def _position(rate: Estimate, low: float, high: float) -> Position:
    if rate.high < low:
        return Position.BELOW
    if rate.low > high:
        return Position.ABOVE
    return Position.WITHIN if low <= rate.low and rate.high <= high else Position.UNDECIDED


def _text(rate: Estimate, low: float, high: float, position: Position, studies: int, used: Sequence[Benchmark]) -> str:
    newest = max(used, key=lambda entry: entry.published)
    says = {
        Position.BELOW: "below what is published",
        Position.WITHIN: "within what is published",
        Position.ABOVE: "above what is published",
        Position.UNDECIDED: "not surely within or outside of it",
    }
    return (
        f"The rate of {rate.estimate:.2%} is {says[position]} for creators of this size: {low:.2%} to {high:.2%} in "
        f"{studies} publications, the newest of {newest.published} ({newest.source})."
    )
