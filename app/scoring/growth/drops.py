"""Falls of the follower count, where its history is known."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from app.domain.growth import Explanation, FollowerCount, GrowthAnomaly, Outcome

COUNTS_AT_LEAST = 5
DROP_SHARE_AT_LEAST = 0.01
_TIMES_USUAL = 5.0
_ACCOUNTS_AT_LEAST = 10


def find_drops(history: Sequence[FollowerCount]) -> list[GrowthAnomaly]:
    """Find falls by 1 % a day or more, five times the usual daily change (both ours); none below five counts.

    A platform that clears accounts takes them from everybody at once, which one history cannot tell.
    """
    days = {count.day: count.followers_count for count in history if count.followers_count >= 0}
    ordered = sorted(days.items())
    if len(ordered) < COUNTS_AT_LEAST:
        return []
    changes = [(after[1] - before[1]) / (after[0] - before[0]).days for before, after in pairwise(ordered)]
    usual = float(np.median(np.abs(changes)))
    found = []
    for (before, after), change in zip(pairwise(ordered), changes, strict=True):
        lost = before[1] - after[1]
        is_drop = -change >= max(DROP_SHARE_AT_LEAST * before[1], _TIMES_USUAL * usual)
        if is_drop and lost >= _ACCOUNTS_AT_LEAST:
            expected = usual * (after[0] - before[0]).days
            found.append(
                GrowthAnomaly(
                    code="follower_drop",
                    first_day=before[0],
                    last_day=after[0],
                    accounts=lost,
                    expected=expected,
                    times_baseline=lost / expected if expected > 0 else None,
                    p_value=None,
                    explanations=(
                        Explanation(
                            code="platform_cleanup",
                            outcome=Outcome.UNKNOWN,
                            text="Whether the platform removed accounts of everybody on these days is not known here.",
                        ),
                    ),
                    text=f"The follower count fell by {lost:,} from {before[0]} to {after[0]}, {lost / before[1]:.1%}.",
                )
            )
    return found
