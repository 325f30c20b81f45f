"""What an account lacks of a person: points such as followers, posts, a bio or a picture."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import AccountColumns, Floats

HOLLOW_FROM = 0.5
"""An account is hollow when it lacks half of the points: 2-3 % of the genuine Twitter collections, 75-100 % of the
vendors' accounts of 2013 (docs/research)."""
KNOWN_SHARE_AT_LEAST = 0.8
"""A fact known for fewer accounts would compare those of whom it is known with the others (ours)."""
_LACKED_BY_MOST = 0.985
"""What nearly everybody lacks, or has, tells no part of a list from another; sources leave fields empty (ours)."""


def lacking_points(columns: AccountColumns) -> dict[str, Floats]:
    """Points of a person, 1 = lacks it, 0 = has it, NaN = unknown; only those that tell one account from another.

    Source: Camisani-Calzolari (2012), as listed in Cresci et al., 2015, Decision Support Systems 80: 30 followers, 50
    posts, a name, a bio, a location, a picture, a link. Following more than ten for each follower is ours.
    """
    return {name: lacks for name, lacks in _points(columns) if _tells(lacks)}


def hollowness(points: Mapping[str, Floats]) -> Floats:
    """Share of the points that each account lacks, NaN where under half of them are known; needs a point at least."""
    table = np.array(list(points.values()))
    known = np.count_nonzero(~np.isnan(table), axis=0)
    share = np.nansum(table, axis=0) / np.maximum(known, 1)
    return np.where(2 * known >= len(points), share, np.nan)


def is_known_enough(values: Floats) -> bool:
    """Tell whether a fact is known for so many accounts that it may be compared along a list."""
    return bool(np.count_nonzero(~np.isnan(values)) >= max(1.0, KNOWN_SHARE_AT_LEAST * values.size))


def _points(columns: AccountColumns) -> Iterator[tuple[str, Floats]]:
    yield "fewer than 30 followers", _lacks(columns.followers_count, columns.followers_count < 30)  # noqa: PLR2004
    yield "fewer than 50 posts", _lacks(columns.posts_count, columns.posts_count < 50)  # noqa: PLR2004
    surplus = columns.following_count - 10 * np.maximum(columns.followers_count, 1)
    yield "following more than ten for each follower", _lacks(surplus, surplus > 0)
    yield "no display name", _lacks(columns.has_display_name, columns.has_display_name == 0)
    yield "no bio", _lacks(columns.bio_length, columns.bio_length == 0)
    yield "no location", _lacks(columns.has_location, columns.has_location == 0)
    yield "no picture", _lacks(columns.has_avatar, columns.has_avatar == 0)
    yield "no link", _lacks(columns.has_url, columns.has_url == 0)


def _lacks(values: Floats, lacks: NDArray[np.bool_]) -> Floats:
    return np.where(np.isnan(values), np.nan, lacks.astype(np.float64))


def _tells(lacks: Floats) -> bool:
    return is_known_enough(lacks) and 1 - _LACKED_BY_MOST < float(np.nanmean(lacks)) < _LACKED_BY_MOST
