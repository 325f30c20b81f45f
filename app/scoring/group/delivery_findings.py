"""Deliveries as findings, in words, after the innocent explanations were asked."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.domain.assessment import Finding
from app.domain.growth import Outcome
from app.domain.post import Post
from app.scoring.columns import Floats
from app.scoring.group.hollow import HOLLOW_FROM, hollowness, lacking_points
from app.scoring.group.region import Region, RegionKind
from app.scoring.group.scanned import Scanned
from app.scoring.growth.explain import explain_by_post

_ECHO_DAYS = 14
"""Follows over a longer time than this are no echo of one post (ours; bursts of growth are looked for up to 8 days)."""
_SHOWN_AT_MOST = 3
_SHAPES = {
    RegionKind.BLOCK: "in solid blocks, where most of the neighbours are such accounts",
    RegionKind.DRIP: "spread thinly over stretches of the list",
}
_TRIED = (
    "Innocent explanations that were tried: only empty profiles count here, and a much-seen post, a starter pack or "
    "press brings accounts that are alive; newcomers were compared with accounts of their age, or with who followed "
    "later; a wave of the whole platform would be among the follows before and after as well."
)


def describe_deliveries(scanned: Scanned, posts: Sequence[Post] = ()) -> tuple[Finding, ...]:
    """Put the regions into a finding for each kind; `accounts` is what is in excess among the accounts assessed.

    A drip within days of a much-seen post is explained by it: such a finding has no p and raises no alarm.
    """
    regions = list(enumerate(scanned.deliveries.regions))
    explained = explained_regions(scanned, posts)
    groups = [
        (f"delivered_{kind}", [index for index, region in regions if region.kind is kind and index not in explained])
        for kind in RegionKind
    ]
    groups.append(("delivery_explained", sorted(explained)))
    return tuple(_finding(code, scanned, chosen, posts) for code, chosen in groups if chosen)


def explained_regions(scanned: Scanned, posts: Sequence[Post]) -> set[int]:
    """Find the indices of the regions that a much-seen post explains."""
    return {index for index, region in enumerate(scanned.deliveries.regions) if _is_explained(region, posts)}


def _is_explained(region: Region, posts: Sequence[Post]) -> bool:
    days = _days(region)
    return (
        region.kind is RegionKind.DRIP and days is not None and explain_by_post(posts, *days).outcome is Outcome.HOLDS
    )


def _days(region: Region) -> tuple[date, date] | None:
    """First and last day of the follows, None when unknown or too far apart for one post."""
    first, last = region.followed_from, region.followed_to
    if first is None or last is None or (last - first).days > _ECHO_DAYS:
        return None
    return first, last


def _finding(code: str, scanned: Scanned, chosen: Sequence[int], posts: Sequence[Post]) -> Finding:
    regions = [scanned.deliveries.regions[index] for index in chosen]
    is_inside = np.isin(scanned.deliveries.region_of, chosen)
    is_rest = scanned.deliveries.region_of < 0
    excess = sum(region.excess_accounts for region in regions)
    points = lacking_points(scanned.columns)
    is_hollow = (hollowness(points) >= HOLLOW_FROM).astype(np.float64)
    inside, rest = _share(is_hollow, is_inside), _share(is_hollow, is_rest)
    days = _days(regions[0])
    by_post = explain_by_post(posts, *days).text if days else "Their follows cannot be dated to the days of one post."
    text = (
        f"About {excess:,.0f} of {len(scanned.columns):,} accounts match the signals of a delivery: empty profiles "
        f"{_SHAPES[regions[0].kind]}, beyond what the follows before and after explain. {_places(regions)} "
        f"{_signals(points, is_inside, is_rest)} {_TRIED} {by_post}"
    )
    if code == "delivery_explained":
        text += " That post explains them; no alarm is raised."
    return Finding(
        code=code,
        accounts=round(float(scanned.excess_by_region[list(chosen)].sum())),
        lift=inside / rest if rest > 0 else None,
        p_value=None if code == "delivery_explained" else regions[0].p_value,
        text=text,
    )


def _places(regions: Sequence[Region]) -> str:
    told = "; ".join(_place(region) for region in regions[:_SHOWN_AT_MOST])
    more = f"; and {len(regions) - _SHOWN_AT_MOST} more" if len(regions) > _SHOWN_AT_MOST else ""
    return f"Counted from the oldest: {told}{more}."


def _place(region: Region) -> str:
    told = f"follows {region.first + 1:,} to {region.last + 1:,}, {region.excess_share:.0%} of them"
    if region.followed_from is not None:
        told += f", from {region.followed_from} to {region.followed_to} at the earliest"
    if region.created_from is not None:
        told += f", most created from {region.created_from} to {region.created_to}"
    return told


def _signals(points: dict[str, Floats], is_inside: NDArray[np.bool_], is_rest: NDArray[np.bool_]) -> str:
    """Name the two points that tell the stretches best from the rest of the list."""
    shares = [(name, _share(lacks, is_inside), _share(lacks, is_rest)) for name, lacks in points.items()]
    best = sorted(shares, key=lambda one: (one[2] - one[1], one[0]))[:2]
    return f"They match {' and '.join(f'{name} ({own:.0%}, elsewhere {rest:.0%})' for name, own, rest in best)}."


def _share(flags: Floats, chosen: NDArray[np.bool_]) -> float:
    known = flags[chosen & ~np.isnan(flags)]
    return float(known.mean()) if known.size else 0.0
