"""The share with labels: some accounts of audiences of known shares are labelled, drawn in several ways.

Audiences of 2,000 from each collection, scored by the model that did not see it; beside it plain counting of the labels
with Wilson's interval.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from app.domain.audience import Frame
from app.scoring.columns import Floats
from app.scoring.share import choose_for_review, labelled_share, wilson_interval
from app.scoring.share.fairness import object_to
from bench.authenticity.research import LEVEL, NOTE, Unseen, read_research, unseen_collections

SEED = 20_261_206
SHARES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
COUNTS = (30, 50, 100, 200)
ACCOUNTS = 2_000
RUNS = 10
WHOLE: Final = replace(NOTE, frame=Frame.COMPLETE, population=ACCOUNTS, listed=ACCOUNTS)

Indices = NDArray[np.intp]
Draw = Callable[[Floats, Floats, int, np.random.Generator], Indices]


def at_random(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    del truth
    return random.choice(scores.size, count, replace=False)


def proposed(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    del truth
    return choose_for_review(scores, count, int(random.integers(2**31)))


def weighed(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    """High scores are likelier to be looked at."""
    del truth
    return random.choice(scores.size, count, replace=False, p=(scores + 0.05) / (scores + 0.05).sum())


def half_top(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    del truth
    order = np.argsort(-scores, kind="stable")
    return np.concatenate((order[: count // 2], random.choice(order[count // 2 :], count - count // 2, replace=False)))


def top(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    del truth, random
    return np.argsort(-scores, kind="stable")[:count]


def reported(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    """Inauthentic accounts are three times likelier to be looked at, whatever their score."""
    return random.choice(scores.size, count, replace=False, p=(1 + 2 * truth) / (1 + 2 * truth).sum())


def found_only(scores: Floats, truth: Floats, count: int, random: np.random.Generator) -> Indices:
    """Only inauthentic accounts are labelled."""
    del scores
    found = np.flatnonzero(truth)
    return random.choice(found, min(count, found.size), replace=False)


DRAWS: dict[str, Draw] = {
    "at random": at_random,
    "choose_for_review": proposed,
    "high scores likelier": weighed,
    "half top-scored": half_top,
    "top-scored only": top,
    "inauthentic 3x likelier": reported,
    "inauthentic only": found_only,
}


def judge(left: Sequence[Unseen], draw: Draw, count: int, random: np.random.Generator, runs: int) -> None:
    """Print how often labels are used, and there: mean error, coverage and width, with labels and by counting."""
    rows, shares, drift = [], [], []
    for collection in left:
        for share in SHARES:
            for _ in range(runs):
                scores = collection.mixture(share, ACCOUNTS, random)
                truth = (np.arange(ACCOUNTS) >= ACCOUNTS - round(share * ACCOUNTS)).astype(np.float64)
                labels = np.full(ACCOUNTS, np.nan)
                chosen = draw(scores, truth, count, random)
                if chosen.size == 0:
                    continue
                labels[chosen] = truth[chosen]
                drift.append(stats.ks_2samp(scores[chosen], scores).pvalue < 0.001)
                if object_to(scores, labels) is not None:
                    continue
                found = labelled_share(scores, labels, WHOLE, LEVEL)
                assert found.estimate is not None
                counted = float(truth[chosen].mean())
                low, high = wilson_interval(counted, chosen.size, ACCOUNTS, LEVEL)
                ours = (abs(found.estimate - share), found.low <= share <= found.high, found.width)
                rows.append((*ours, abs(counted - share), low <= share <= high, high - low))
                shares.append(share)
    used = f"used {len(rows) / len(drift):6.1%} (Kolmogorov-Smirnov would object to {np.mean(drift):6.1%})"
    if not rows:
        print(f"  {count:4} labels: {used}")
        return
    table = np.array(rows, dtype=np.float64)
    mean = table.mean(axis=0)
    worst = min(table[np.array(shares) == share, 1].mean() for share in set(shares))
    print(
        f"  {count:4} labels: {used}; error {mean[0]:.4f} covered {mean[1]:.3f} (worst share {worst:.3f}) width "
        f"{mean[2]:.3f}; counting: error {mean[3]:.4f} covered {mean[4]:.3f} width {mean[5]:.3f}"
    )


def main(*, quick: bool) -> None:
    left = list(unseen_collections(read_research()))
    random = np.random.default_rng(SEED)
    for name, draw in DRAWS.items():
        print(f"labelled: {name}")
        for count in COUNTS:
            judge(left, draw, count, random, runs=2 if quick else RUNS)
