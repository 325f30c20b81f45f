"""How much likelier an account is in one part of a list than in another, by what is known of it apart from dates."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from app.scoring.columns import Floats
from app.scoring.group.follow_list import BIN_ACCOUNTS_AT_LEAST, Flags, FollowList, Indices
from app.scoring.group.hollow import is_known_enough

_LEVELS = 14
"""Levels of a fact: 0 = unknown, then octaves, the last one open."""
_TENTHS = 10
_RIDGE = 3.0
_STEPS = 8
_FITTED_AT_MOST = 3_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """Coarse standing of each account on each fact, intp[n, facts]: an index into the weights, a level of its own each.

    No dates: a long stretch differs from its flanks in them, and the excess was overstated two to four times.
    """

    levels: Indices
    half: Flags

    @classmethod
    def of(cls, accounts: FollowList) -> "Standing":
        """Read the standing of the accounts; facts that few have known are left out."""
        own = accounts.columns
        counts = (own.followers_count, own.following_count, own.posts_count, own.likes_given_count, own.bio_length)
        flags = (own.has_avatar, own.has_location, own.has_url, own.has_display_name)
        octaves = [np.floor(np.log2(1 + values)) for values in counts if is_known_enough(values)]
        octaves += [values for values in flags if is_known_enough(values)]
        octaves += [np.floor(_TENTHS * values) for values in (own.handle_digit_share, accounts.hollow)]
        table = np.array(octaves).T + 1.0
        levels = np.where(np.isnan(table), 0, np.minimum(table, _LEVELS - 1)).astype(np.intp)
        return cls(levels=levels + _LEVELS * np.arange(levels.shape[1]), half=accounts.half)

    def ratios(self, inside: Indices, outside: Indices) -> tuple[Floats, Floats]:
        """Density ratio of each account inside and outside; each half of the list by a fit on the other."""
        ratio_in, ratio_out = np.empty(inside.size), np.empty(outside.size)
        for half in (self.half, ~self.half):
            weights = self._fit(inside[~half[inside]], outside[~half[outside]])
            for rows, ratio in ((inside, ratio_in), (outside, ratio_out)):
                own = half[rows]
                ratio[own] = np.exp(np.clip(weights[-1] + weights[self.levels[rows[own]]].sum(axis=1), -30, 30))
        return ratio_in, ratio_out

    def _fit(self, inside: Indices, outside: Indices) -> Floats:
        """Ridge logistic regression with both sides weighing alike, so that its odds are the ratio; intercept last."""
        inside, outside = _thin(inside), _thin(outside)
        rows = np.concatenate((inside, outside))
        design = np.zeros((rows.size, _LEVELS * self.levels.shape[1] + 1))
        design[np.arange(rows.size)[:, None], self.levels[rows]] = 1.0
        # What is unknown says nothing: who lacks a fact depends on how the list was read.
        design[:, :-1:_LEVELS] = 0.0
        design[:, -1] = 1.0
        held = np.flatnonzero(design.sum(axis=0) >= BIN_ACCOUNTS_AT_LEAST)
        design = design[:, held]
        target = np.arange(rows.size) < inside.size
        size = min(inside.size, outside.size)
        weight = np.where(target, size / max(inside.size, 1), size / max(outside.size, 1))
        ridge = np.full(design.shape[1], _RIDGE)
        ridge[-1] = 1e-6
        fitted = np.zeros(design.shape[1])
        for _ in range(_STEPS):
            chance = special.expit(design @ fitted)
            curve = weight * np.maximum(chance * (1 - chance), 1e-6)
            slope = design.T @ (weight * (target - chance)) - ridge * fitted
            fitted += np.linalg.solve(design.T @ (design * curve[:, None]) + np.diag(ridge), slope)
        weights = np.zeros(_LEVELS * self.levels.shape[1] + 1)
        weights[held] = fitted
        return weights


def _thin(rows: Indices) -> Indices:
    if rows.size <= _FITTED_AT_MOST:
        return rows
    return rows[np.linspace(0, rows.size - 1, _FITTED_AT_MOST).astype(np.intp)]
