"""How many accounts of a stretch its flanks do not explain, and which ones."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from app.scoring.columns import Floats
from app.scoring.group.density_ratio import Standing
from app.scoring.group.follow_list import FollowList, Indices
from app.scoring.group.windows import signed_roots

_SHARE_AT_LEAST = 0.1
_CONFIRMED_FROM = 2.3263
"""One-sided 1 % on the half of the accounts that took no part in choosing what to count."""
_NEVER = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Excess:
    """Least share of a stretch that is in excess, the score that confirms it, and each account's part, float64[n]."""

    share: float
    confirmed: float
    accounts: Floats

    @property
    def is_confirmed(self) -> bool:
        """Whether the half of the accounts that chose nothing shows the excess as well."""
        return self.share >= _SHARE_AT_LEAST and self.confirmed >= _CONFIRMED_FROM


def measure_excess(accounts: FollowList, standing: Standing, inside: Indices, outside: Indices) -> Excess:
    """Choose on one half which accounts to count, count them on the other, so that the choice biases nothing.

    Only hollow accounts count: a stretch of another, livelier public is no excess.
    """
    chosen_in, chosen_out = accounts.half[inside], accounts.half[outside]
    if min(map(np.count_nonzero, (chosen_in, ~chosen_in, chosen_out, ~chosen_out))) == 0:
        return Excess(share=0.0, confirmed=0.0, accounts=np.zeros(inside.size, dtype=np.float64))
    ratio_in, ratio_out = standing.ratios(inside, outside)
    is_hollow = accounts.is_hollow
    ratio_in = np.where(is_hollow[inside], ratio_in, 0.0)
    ratio_out = np.where(is_hollow[outside], ratio_out, 0.0)
    cut = max(_best_cut(ratio_in[chosen_in], ratio_out[chosen_out]), _NEVER)
    own, others = ratio_in[~chosen_in] >= cut, ratio_out[~chosen_out] >= cut
    share = max(0.0, float((own.mean() - others.mean()) / max(1.0 - others.mean(), _NEVER)))
    counted = (np.array([float(value)]) for value in (own.sum(), own.size, others.sum(), others.size))
    return Excess(share=share, confirmed=float(signed_roots(*counted)[0]), accounts=_parts(ratio_in, share))


def _best_cut(ratio_in: Floats, ratio_out: Floats) -> float:
    """Ratio above which the excess, less one standard error, is largest.

    Cuts lie half-way between ratios: the other half has a fit of its own, whose ratios are not the same to the digit.
    """
    levels = np.unique(np.quantile(np.concatenate((ratio_in, ratio_out)), np.linspace(0.02, 0.98, 49)))
    levels = np.maximum(levels, _NEVER)
    cuts = np.sqrt(levels * np.append(levels[0], levels[:-1]))
    rate_in = 1 - np.searchsorted(np.sort(ratio_in), cuts) / ratio_in.size
    rate_out = 1 - np.searchsorted(np.sort(ratio_out), cuts) / ratio_out.size
    error = np.sqrt(rate_in * (1 - rate_in) / ratio_in.size + rate_out * (1 - rate_out) / ratio_out.size)
    return float(cuts[int(np.argmax((rate_in - rate_out - error) / np.maximum(1 - rate_out, _NEVER)))])


def _parts(ratios: Floats, share: float) -> Floats:
    """Odds of each account in proportion to its ratio, shifted so that the mean is the share of the stretch."""
    if not 0 < share < 1:
        return np.full_like(ratios, share)
    log_ratios = np.log(np.maximum(ratios, _NEVER))
    low, high = -100.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        if special.expit(log_ratios + middle).mean() > share:
            high = middle
        else:
            low = middle
    return np.asarray(special.expit(log_ratios + low))
