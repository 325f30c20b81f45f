"""How accounts are told apart on collections, and of sellers, that the method never saw: ours and the baselines."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from app.scoring.columns import Floats
from app.training.error_rates import area_under_roc
from app.training.left_out import LeftOut
from app.training.train import PRIOR
from bench.authenticity.baselines import Method, methods
from bench.authenticity.research import Research, read_research

SEED: Final = 20_261_202
TREES, QUICK_TREES = 50, 10
_LIKELY: Final = -float(special.logit(PRIOR))
"""Log-odds at even odds from which the probability is one half at the model's prior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How well log-odds tell genuine accounts from inauthentic ones."""

    auc: float
    false_positive: float
    true_positive: float
    balanced_at_even: float

    @property
    def balanced(self) -> float:
        """Balanced accuracy at p >= .5."""
        return (1 - self.false_positive + self.true_positive) / 2


def rate(genuine: Floats, bad: Floats) -> Rates:
    return Rates(
        auc=area_under_roc(genuine, bad),
        false_positive=float(np.mean(genuine >= _LIKELY)),
        true_positive=float(np.mean(bad >= _LIKELY)),
        balanced_at_even=float(np.mean(bad >= 0) + np.mean(genuine < 0)) / 2,
    )


def collections(research: Research, method: Method) -> dict[str, Rates]:
    """Judge each collection by the fit on all publications but its own."""
    labelled = research.labelled
    log_odds = np.full(len(labelled.columns), np.nan)
    for publication in research.publications():
        own = labelled.publications == publication
        log_odds[own] = method(research, ~own, own)
    left = LeftOut(material=research.material, log_odds=(log_odds,))
    return {one.name: rate(log_odds[one.genuine], log_odds[one.inauthentic]) for one in left.collections()}


def vendors(research: Research, method: Method) -> dict[str, tuple[float, float]]:
    """AUC, and Matthews' correlation at p >= .5, of each vendor left out with a random half of the people beside it."""
    labelled = research.labelled
    rows = np.random.default_rng(SEED).permutation(np.flatnonzero(labelled.groups == "E13"))
    found = {}
    for vendor in sorted({str(group) for group in labelled.groups if group.startswith("vendor")}):
        judged = labelled.groups == vendor
        judged[rows[: rows.size // 2]] = True
        log_odds = method(research, ~judged, judged)
        is_bad = labelled.is_inauthentic[judged]
        accused = log_odds >= _LIKELY
        correlation = float(np.corrcoef(accused, is_bad)[0, 1]) if accused.any() and not accused.all() else 0.0
        found[vendor] = (area_under_roc(log_odds[~is_bad], log_odds[is_bad]), correlation)
    return found


def main(*, quick: bool) -> None:
    research = read_research()
    for name, method in methods(trees=QUICK_TREES if quick else TREES).items():
        judged = collections(research, method)
        print(f"\n{name}\n{'left out':20}{'AUC':>7}{'BA p>=.5':>10}{'BA even':>9}{'FPR':>7}{'TPR':>7}")
        for collection, one in judged.items():
            numbers = (one.auc, one.balanced, one.balanced_at_even, one.false_positive, one.true_positive)
            print(f"{collection:20}{numbers[0]:>7.3f}{numbers[1]:>10.3f}" + "".join(f"{n:>8.3f}" for n in numbers[2:]))
        means = np.mean([(one.auc, one.balanced, one.balanced_at_even) for one in judged.values()], axis=0)
        print(f"{'mean':20}{means[0]:>7.3f}{means[1]:>10.3f}{means[2]:>8.3f}")
        sellers = vendors(research, method)
        told = (f"{seller} AUC {auc:.3f} MCC {correlation:.3f}" for seller, (auc, correlation) in sellers.items())
        print("one seller out:", *told, flush=True)
