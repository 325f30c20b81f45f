"""Newcomers who are hollow by themselves: the innocent explanation of a stretch of young accounts."""

import numpy as np

from app.scoring.columns import Floats
from app.scoring.group.follow_list import YOUNG_STRATA, FollowList, Indices

_HOLLOW_SHARES = np.array((0.9, 0.7, *(YOUNG_STRATA - 2) * (0.5,)))
"""Shares by stratum that newcomers may reach by themselves: .88 of the genuine accounts of 2011 were hollow in their
first two days, .61 in the next two, then .49, falling to .21 by 120 days, .25 to .44 in other collections."""
_TOLD_BY_AT_LEAST = 20
_BEYOND_AT_LEAST = 0.25
"""Of the newcomers who might have a profile, one in four more than that has none (ours)."""
_CONFIRMED_FROM = 3.0
"""Standard errors (ours)."""


def newcomers_explain(accounts: FollowList, stretch: Indices, others: Indices) -> bool:
    """Tell whether the young of a stretch, if most of its hollow accounts are young, are as hollow as newcomers get.

    How hollow they get is the larger of a share that stands for any list, and of the share of the list's own others who
    had no more time: of their age or younger.
    """
    is_hollow, is_young = accounts.is_hollow[stretch], accounts.strata[stretch] > 0
    hollow = np.count_nonzero(is_hollow & is_young)
    if 2 * hollow < np.count_nonzero(is_hollow):
        return False
    innocent = _hollow_shares(accounts, others)[accounts.strata[stretch[is_young]] - 1]
    beyond = hollow - innocent.sum()
    error = np.sqrt((innocent * (1 - innocent)).sum())
    return bool(beyond <= max(_BEYOND_AT_LEAST * (1 - innocent).sum(), _CONFIRMED_FROM * error))


def _hollow_shares(accounts: FollowList, others: Indices) -> Floats:
    strata, is_hollow = accounts.strata[others], accounts.is_hollow[others]
    told = np.cumsum(np.bincount(strata, minlength=YOUNG_STRATA + 1)[1:])
    hollow = np.cumsum(np.bincount(strata[is_hollow], minlength=YOUNG_STRATA + 1)[1:])
    own = np.where(told >= _TOLD_BY_AT_LEAST, hollow / np.maximum(told, 1), 0.0)
    return np.asarray(np.maximum(_HOLLOW_SHARES, own))
