"""The growth of an audience and its anomalies, each with the innocent explanations that were tried."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from app.domain.audience import AudienceSample, Frame
from app.domain.growth import Explanation, FollowerCount, Growth, GrowthAnomaly, TimeSource
from app.domain.post import Post
from app.scoring.growth.drops import find_drops
from app.scoring.growth.explain import (
    explain_by_accounts,
    explain_by_platform,
    explain_by_post,
    is_explained,
    old_and_alive,
)
from app.scoring.growth.scan import DAYS_AT_LEAST, Burst, Scan, scan_days
from app.scoring.growth.times import FollowTimes, follow_times

ACCOUNTS_AT_LEAST = 50
DAYS_AT_MOST = 3_650
"""Ten years of history at most: before that, follows are too thin to scan."""
_EPOCH = date(1970, 1, 1)


def measure_growth(
    sample: AudienceSample,
    posts: Sequence[Post] = (),
    *,
    level: float,
    history: Sequence[FollowerCount] = (),
    signups: Mapping[date, float] | None = None,
) -> Growth:
    """Date the follows of an audience and look for bursts, and for drops where a history of counts is given.

    Give the whole list in follow order rather than a draw of it: the more accounts, the closer the bounds. `signups`
    are new accounts a day on the whole platform, None when unknown. Nothing is scanned below 50 accounts or 14 days.
    """
    times = follow_times(sample.accounts, sample.note)
    numbers = np.floor(times.days)
    first = int(max(numbers[0], numbers[-1] - DAYS_AT_MOST + 1)) if numbers.size else 0
    in_span = numbers >= first
    counts = np.bincount((numbers[in_span] - first).astype(np.int64)).astype(np.float64)
    enough = numbers.size >= ACCOUNTS_AT_LEAST and counts.size >= DAYS_AT_LEAST
    scan = scan_days(counts) if enough else None
    bursts = [] if scan is None else list(_bursts(scan, first, sample, times, posts, signups, level))
    return Growth(
        source=times.source,
        accounts=numbers.size,
        first_day=_day(int(numbers[0])) if numbers.size else None,
        last_day=_day(int(numbers[-1])) if numbers.size else None,
        resolution_days=float(np.median(times.width_days)) if numbers.size else None,
        median_per_day=float(np.median(counts)) if numbers.size else None,
        dispersion=scan.dispersion if scan is not None else None,
        anomalies=tuple(sorted([*bursts, *find_drops(history)], key=lambda anomaly: (anomaly.first_day, anomaly.code))),
        limits=tuple(_limits(sample, times, scan, history)),
    )


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _bursts(
    scan: Scan,
    origin: int,
    sample: AudienceSample,
    times: FollowTimes,
    posts: Sequence[Post],
    signups: Mapping[date, float] | None,
    level: float,
) -> Iterator[GrowthAnomaly]:
    if not scan.bursts:
        return
    flags = old_and_alive([sample.accounts[index] for index in times.index.tolist()], times.days)
    for found in scan.bursts:
        first, last = _day(origin + found.first), _day(origin + found.end - 1)
        in_burst = (times.days >= origin + found.first) & (times.days < origin + found.end)
        by_post = explain_by_post(posts, first, last)
        by_accounts = explain_by_accounts(flags, in_burst, level)
        by_platform = explain_by_platform(signups, first, last, found.accounts / found.expected)
        yield _anomaly(found, first, last, (by_post, by_accounts, by_platform))


def _anomaly(
    found: Burst, first: date, last: date, explanations: tuple[Explanation, Explanation, Explanation]
) -> GrowthAnomaly:
    times_baseline = found.accounts / found.expected
    explained = is_explained(*explanations)
    when = f"on {first}" if first == last else f"from {first} to {last}"
    text = (
        f"{found.accounts:,.0f} accounts followed {when}, {times_baseline:.1f} times the {found.expected:,.1f} of the "
        f"weeks around. {' '.join(explanation.text for explanation in explanations)} "
    )
    text += "An innocent explanation holds." if explained else "No innocent explanation was shown to hold."
    return GrowthAnomaly(
        code="growth_burst_explained" if explained else "growth_burst",
        first_day=first,
        last_day=last,
        accounts=round(found.accounts),
        expected=found.expected,
        times_baseline=times_baseline,
        p_value=found.p_value,
        explanations=explanations,
        text=text,
    )


def _limits(
    sample: AudienceSample, times: FollowTimes, scan: Scan | None, history: Sequence[FollowerCount]
) -> Iterator[str]:
    if times.source is TimeSource.NONE:
        yield "Neither follow times nor creation dates in follow order are known, so that growth was not measured."
    elif scan is None:
        yield f"Growth is not scanned below {ACCOUNTS_AT_LEAST} accounts and {DAYS_AT_LEAST} days of follows."
    elif times.source is TimeSource.CREATION_BOUNDS:
        yield (
            "Follow times are lower bounds from creation dates in follow order (Meeder et al., 2011), spread by rank; "
            f"for the median account they are {np.median(times.width_days):,.1f} days wide: no burst is dated closer."
        )
    if sample.note.frame is Frame.NEWEST and times.source is not TimeSource.NONE:
        yield "Only the newest followers were listed: growth before them was not measured."
    if not history:
        yield "No history of the follower count is known, so that drops were not looked for; who left is on no list."
