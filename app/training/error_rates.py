"""How often the model errs on collections that it never saw, cut in the ways that an auditor asks for."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from app.scoring.columns import Floats
from app.training.left_out import Collection, LeftOut
from app.training.publications import platform_of

_AGES = (("under 90 days", 0.0, 90.0), ("90 to 365 days", 90.0, 365.0), ("over 365 days", 365.0, np.inf))
_ACCOUNTS_AT_LEAST = 20
"""Below it a rate says nothing, and is left out."""

Flags = NDArray[np.bool_]
Rate = dict[str, Any]


def error_rates(left_out: LeftOut, *, prior: float, suspicious_at: float) -> list[Rate]:
    """Rates by collection, platform, account age and script of the texts; an account is accused at `suspicious_at`."""
    labelled = left_out.material.labelled
    log_odds = left_out.log_odds[-1]
    accused = special.expit(log_odds + special.logit(prior)) >= suspicious_at
    cuts = [*_collection_cuts(left_out), *_other_cuts(left_out)]
    return [
        _rate(by, name, genuine, bad, log_odds, accused)
        for by, name, genuine, bad in cuts
        if max(np.count_nonzero(genuine), np.count_nonzero(bad)) >= _ACCOUNTS_AT_LEAST
        and labelled.is_inauthentic[bad].all()
    ]


def missing_shift(left_out: LeftOut, *, prior: float) -> float:
    """Root mean square, over collections, of the log-odds that would make the mean score right at `prior`."""
    shifts = [_shift(left_out.log_odds[-1], collection, prior) for collection in left_out.collections()]
    return round(float(np.sqrt(np.mean(np.square(shifts)))), 3)


def area_under_roc(genuine: Floats, inauthentic: Floats) -> float:
    """Chance that an inauthentic account scores above a genuine one."""
    test = stats.mannwhitneyu(inauthentic, genuine)
    return float(test.statistic) / (genuine.size * inauthentic.size)


def _collection_cuts(left_out: LeftOut) -> Iterator[tuple[str, str, Flags, Flags]]:
    for collection in left_out.collections():
        yield "collection", collection.name, collection.genuine, collection.inauthentic


def _other_cuts(left_out: LeftOut) -> Iterator[tuple[str, str, Flags, Flags]]:
    labelled = left_out.material.labelled
    bad = labelled.is_inauthentic
    platforms = np.array([platform_of(publication) for publication in labelled.publications])
    for platform in np.unique(platforms).tolist():
        own = platforms == platform
        yield "platform", platform, own & ~bad, own & bad
    for name, least, most in _AGES:
        own = (labelled.columns.age_days >= least) & (labelled.columns.age_days < most)
        yield "account_age", name, own & ~bad, own & bad
    for script in np.unique(labelled.scripts).tolist():
        own = labelled.scripts == script
        yield "script", script, own & ~bad, own & bad


def _rate(by: str, name: str, genuine: Flags, bad: Flags, log_odds: Floats, accused: Flags) -> Rate:
    has_both = min(np.count_nonzero(genuine), np.count_nonzero(bad)) >= _ACCOUNTS_AT_LEAST
    false_positive, true_positive = _share(accused[genuine]), _share(accused[bad])
    balanced = None
    if has_both and false_positive is not None and true_positive is not None:
        balanced = round((1 - false_positive["estimate"] + true_positive["estimate"]) / 2, 3)
    return {
        "by": by,
        "group": name,
        "accounts": int(np.count_nonzero(genuine | bad)),
        "inauthentic": int(np.count_nonzero(bad)),
        "auc": round(area_under_roc(log_odds[genuine], log_odds[bad]), 3) if has_both else None,
        "balanced_accuracy": balanced,
        "false_positive_rate": false_positive,
        "true_positive_rate": true_positive,
    }


def _share(hits: Flags) -> dict[str, float] | None:
    """Clopper and Pearson, 1934, Biometrika 26:404-413."""
    if hits.size < _ACCOUNTS_AT_LEAST:
        return None
    interval = stats.binomtest(int(hits.sum()), hits.size).proportion_ci(0.95)
    return {
        "estimate": round(float(hits.mean()), 4),
        "low": round(float(interval.low), 4),
        "high": round(float(interval.high), 4),
    }


def _shift(log_odds: Floats, collection: Collection, prior: float) -> float:
    sides: Sequence[Floats] = (log_odds[collection.genuine], log_odds[collection.inauthentic])
    start = float(special.logit(prior))

    def excess(shift: float) -> float:
        genuine, bad = (float(special.expit(side + start + shift).mean()) for side in sides)
        return (1 - prior) * genuine + prior * bad - prior

    return float(optimize.brentq(excess, -20, 20))
