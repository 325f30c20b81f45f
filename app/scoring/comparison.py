"""Candidates in order: what is surely better, what cannot be told apart, and why somebody has no rank."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final

from app.domain.audience import Frame
from app.domain.comparison import Candidate, Comparison, Lack, Outcome, Overlap, Pair, Ranked, RankedBy, Ratio
from app.domain.estimate import Estimate
from app.scoring.overlap import estimate_overlap
from app.scoring.reach import price_per_effective_follower

LEVEL: Final = 0.95
"""Of the intervals of overlaps; effective audiences keep the level of their policy."""

FAR_APART: Final = timedelta(days=30)
"""Between the moments at which audiences were read (ours): followers come and go, and samples live as long."""


def compare(candidates: Sequence[Candidate]) -> Comparison:
    """Rank candidates and tell of each pair which is better and how the audiences overlap.

    With a fee in one currency for everybody who can be ranked, by effective followers for the money, else by effective
    followers alone. The better of two is the one whose ratio to the other has an interval above 1.
    """
    lacks = {one.vetting_id: _lack(one) for one in candidates}
    able = [one for one in candidates if lacks[one.vetting_id] is None]
    by = _ranked_by(able)
    outcomes = {
        (one.vetting_id, other.vetting_id): _outcome(_ratio(one, other, by))
        for one in able
        for other in able
        if one is not other
    }
    ranked = [
        _place(one, outcomes, len(able)) if lack is None else _unplaced(one, lack)
        for one in candidates
        for lack in (lacks[one.vetting_id],)
    ]
    ranked.sort(key=lambda one: (one.rank or math.inf, -_value(one.candidate, by)))
    return Comparison(
        ranked_by=by,
        candidates=tuple(ranked),
        pairs=tuple(_pair(first, second, by) for first, second in combinations(ranked, 2)),
        limits=tuple(_limits(candidates, able, by)),
    )


def _lack(candidate: Candidate) -> Lack | None:
    """Tell why a candidate has no rank: too little was seen, or nobody is effective who could be paid for."""
    effective = candidate.effective_audience
    if candidate.too_thin is not None:
        return candidate.too_thin
    if effective is None:
        text = "The effective audience is unknown: the size of the audience, or one of its shares, was not told."
        return Lack(code="effective_audience_unknown", text=text)
    if effective.high < 1:
        return Lack(code="effective_audience_empty", text="The effective audience is surely nobody.")
    return None


def _ranked_by(able: Sequence[Candidate]) -> RankedBy:
    fees = [one.fee for one in able]
    currencies = {fee.currency for fee in fees if fee is not None}
    # A fee of nothing has no price; the API takes none.
    priced = all(fee is not None and fee.amount_minor > 0 for fee in fees)
    return RankedBy.EFFECTIVE_AUDIENCE_PER_FEE if priced and len(currencies) == 1 else RankedBy.EFFECTIVE_AUDIENCE


def _cost(candidate: Candidate, by: RankedBy) -> float:
    if by is RankedBy.EFFECTIVE_AUDIENCE or candidate.fee is None:
        return 1.0
    return float(candidate.fee.amount_minor)


def _value(candidate: Candidate, by: RankedBy) -> float:
    effective = candidate.effective_audience
    return 0.0 if effective is None else effective.estimate / _cost(candidate, by)


def _ratio(first: Candidate, second: Candidate, by: RankedBy) -> Ratio | None:
    """Divide two values; errors add as squares on the log scale (MOVER: Zou and Donner, 2008, Statistics in Medicine).

    Less than one account is nobody, as for prices: an end there is open, and the other end is the ratio of ends. Errors
    of the model that both share partly cancel in truth: the interval is rather too wide.
    """
    one, other = first.effective_audience, second.effective_audience
    if one is None or other is None:
        return None
    costs = _cost(second, by) / _cost(first, by)
    middle, low, high = None, 0.0, None
    if other.estimate >= 1:
        middle = costs * one.estimate / other.estimate
    if one.low >= 1:
        low = costs * one.low / other.high
        if middle is not None:
            low = middle * math.exp(-math.hypot(_below(one), _above(other)))
    if other.low >= 1:
        high = costs * one.high / other.low
        if middle is not None and one.estimate >= 1:
            high = middle * math.exp(math.hypot(_above(one), _below(other)))
    return Ratio(estimate=middle, low=low, high=high, level=min(one.level, other.level))


def _below(value: Estimate) -> float:
    return math.log(value.estimate / value.low)


def _above(value: Estimate) -> float:
    return math.log(value.high / value.estimate)


def _outcome(ratio: Ratio | None) -> Outcome:
    if ratio is None:
        return Outcome.NOT_COMPARED
    if ratio.low > 1:
        return Outcome.FIRST_BETTER
    if ratio.high is not None and ratio.high < 1:
        return Outcome.SECOND_BETTER
    return Outcome.NOT_DISTINGUISHABLE


def _place(candidate: Candidate, outcomes: dict[tuple[str, str], Outcome], ranked: int) -> Ranked:
    own = [outcome for (first, _), outcome in outcomes.items() if first == candidate.vetting_id]
    return Ranked(
        candidate=candidate,
        price=price_per_effective_follower(candidate.effective_audience, candidate.fee),
        rank=1 + own.count(Outcome.SECOND_BETTER),
        rank_at_worst=ranked - own.count(Outcome.FIRST_BETTER),
        not_ranked=None,
    )


def _unplaced(candidate: Candidate, lack: Lack) -> Ranked:
    price = price_per_effective_follower(candidate.effective_audience, candidate.fee)
    return Ranked(candidate=candidate, price=price, rank=None, rank_at_worst=None, not_ranked=lack)


def _pair(first: Ranked, second: Ranked, by: RankedBy) -> Pair:
    able = first.rank is not None and second.rank is not None
    ratio = _ratio(first.candidate, second.candidate, by) if able else None
    outcome = _outcome(ratio)
    overlap = _overlap(first.candidate, second.candidate)
    return Pair(
        first=first.candidate.vetting_id,
        second=second.candidate.vetting_id,
        outcome=outcome,
        ratio=ratio,
        text=_say(first.candidate, second.candidate, outcome, ratio, by),
        overlap=overlap if isinstance(overlap, Overlap) else None,
        no_overlap=overlap if isinstance(overlap, Lack) else None,
    )


def _overlap(first: Candidate, second: Candidate) -> Overlap | Lack:
    if first.platform is not second.platform:
        text = f"Accounts of {first.platform} and {second.platform} cannot be told to be the same."
        return Lack(code="platforms_differ", text=text)
    return estimate_overlap(first.listed, second.listed, level=LEVEL)


def _say(first: Candidate, second: Candidate, outcome: Outcome, ratio: Ratio | None, by: RankedBy) -> str:
    what = "effective followers" + (" for the money" if by is RankedBy.EFFECTIVE_AUDIENCE_PER_FEE else "")
    if ratio is None:
        return f"{first.name} and {second.name} are not compared: one of them has no rank."
    high = "any number of" if ratio.high is None else f"{ratio.high:.2f}"
    interval = f"{first.name} gives {ratio.low:.2f} to {high} times the {what} of {second.name}"
    if outcome is Outcome.NOT_DISTINGUISHABLE:
        return f"Not distinguishable: {interval}."
    return f"{first.name if outcome is Outcome.FIRST_BETTER else second.name} is better: {interval}."


def _limits(candidates: Sequence[Candidate], able: Sequence[Candidate], by: RankedBy) -> Iterator[str]:
    yield from _fee_limits(able, by)
    names = [one.name for one in candidates]
    if len(set(names)) < len(names):
        yield "Several of these vettings are of the same creator."
    if len({one.brief for one in candidates}) > 1:
        yield "The vettings have different briefs, so that their effective audiences count different interests."
    for name, versions in (
        ("methods", {one.method_version for one in candidates}),
        ("models", {one.model_version for one in candidates}),
    ):
        if len(versions) > 1:
            yield f"The vettings were made with different {name} ({', '.join(sorted(versions))}): vet again to compare."
    read = [one.frame.drawn_at for one in candidates]
    if max(read) - min(read) > FAR_APART:
        days = (max(read) - min(read)).days
        yield f"The audiences were read {days:,} days apart, from {min(read):%Y-%m-%d} to {max(read):%Y-%m-%d}."
    if len({one.effective_audience.level for one in able if one.effective_audience is not None}) > 1:
        yield "The intervals of the effective audiences have different levels: the policies ask for them."
    newest = [one.name for one in able if one.frame.frame is Frame.NEWEST]
    if newest:
        yield f"Only the newest part could be listed, and stands for the whole audience: {', '.join(newest)}."


def _fee_limits(able: Sequence[Candidate], by: RankedBy) -> Iterator[str]:
    """Say why fees that are known did not count."""
    if by is RankedBy.EFFECTIVE_AUDIENCE_PER_FEE:
        return
    without = [one.name for one in able if one.fee is None]
    if 0 < len(without) < len(able):
        yield f"Ranked without the fees, because these have none: {', '.join(without)}. Give all fees to rank by price."
    currencies = sorted({one.fee.currency for one in able if one.fee is not None})
    if len(currencies) > 1:
        yield f"Ranked without the fees, because they are in {', '.join(currencies)}. Give all in one currency."
