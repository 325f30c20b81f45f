"""What the shares come to: the effective audience, its price, and one headline number."""

import math
from collections.abc import Sequence

from app.domain.assessment import EngagementSummary, HeadlineScore, NicheFit, ScoreComponent
from app.domain.estimate import Estimate, Share
from app.domain.money import Money, Price, PriceEstimate

WEIGHTS = {"authentic": 0.5, "reachable": 0.2, "engagement": 0.15, "niche": 0.15}
"""Ours, a summary and no measurement; parts that are unknown leave, and the others keep their proportions."""
FULL_ENGAGEMENT_RATE = 0.0178
"""Rate that earns the whole engagement part: Instagram nano creators, 2026 figure; publishers differ by 2-3 times."""


def effective_audience(population: int | None, shares: Sequence[Share], level: float) -> Estimate | None:
    """Accounts of the population that have every share's property, as if those were independent; None when unknown.

    Relative errors add as squares on the log scale (MOVER: Zou and Donner, 2008, Statistics in Medicine 27:10).
    """
    estimates = [share.estimate for share in shares if share.estimate is not None]
    if population is None or len(estimates) < len(shares):
        return None
    estimate = population * math.prod(estimates)
    if estimate == 0:
        high = population * math.prod(share.high for share in shares)
        return Estimate(estimate=0.0, low=0.0, high=high, level=level)
    pairs = list(zip(estimates, shares, strict=True))
    low = 0.0
    if all(share.low > 0 for share in shares):
        low = estimate * math.exp(-math.hypot(*(math.log(middle / share.low) for middle, share in pairs)))
    high = estimate * math.exp(math.hypot(*(math.log(share.high / middle) for middle, share in pairs)))
    return Estimate(estimate=estimate, low=low, high=max(estimate, min(high, float(population))), level=level)


def price_per_effective_follower(effective: Estimate | None, fee: Money | None) -> Price | None:
    """Divide the fee by the effective audience and by both ends of its interval; None when either is unknown.

    Less than one account is nobody, and nobody has no price: then an end is open, or there is no price at all.
    """
    if effective is None or fee is None or effective.high < 1:
        return None
    amount = float(fee.amount_minor)
    per_follower = PriceEstimate(
        estimate=amount / effective.estimate if effective.estimate >= 1 else None,
        low=amount / effective.high,
        high=amount / effective.low if effective.low >= 1 else None,
        level=effective.level,
    )
    return Price(currency=fee.currency, per_effective_follower=per_follower)


def headline_score(
    authentic: Share, reachable: Share, engagement: EngagementSummary | None, niche: NicheFit | None
) -> HeadlineScore | None:
    """Weighted mean of the parts that are known, each in [0, 100]; None when the authentic share is not."""
    if authentic.estimate is None:
        return None
    rate = None if engagement is None or engagement.rate is None else engagement.rate.estimate
    parts = {
        "authentic": authentic.estimate,
        "reachable": reachable.estimate,
        "engagement": None if rate is None else min(1.0, rate / FULL_ENGAGEMENT_RATE),
        "niche": None if niche is None else niche.share.estimate,
    }
    known = {name: value for name, value in parts.items() if value is not None}
    total = sum(WEIGHTS[name] for name in known)
    components = tuple(
        ScoreComponent(name=name, value=100 * value, weight=WEIGHTS[name] / total) for name, value in known.items()
    )
    value = sum(component.value * component.weight for component in components)
    return HeadlineScore(value=min(100.0, value), components=components)
