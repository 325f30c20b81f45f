"""How many accounts are read before the verdict is clear, and whether intervals hold although reading stops early."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.domain.audience import Frame
from app.domain.estimate import Share
from app.domain.policy import Policy
from app.domain.reading import Stopped
from app.scoring.anytime import anytime_interval, last_look_interval
from app.scoring.columns import Floats
from app.scoring.share import Interval, proportion_share, score_share, wilson_interval
from app.scoring.stopping import APPROVED_AT_LEAST, SETTLED_AT_LEAST, ShareOf, stop_for
from bench.authenticity.research import LEVEL, NOTE, Unseen, read_research, unseen_collections

POPULATION, PLANNED, STEP = 16_000, 2_000, 100
SHARES = (0.01, 0.02, 0.05, 0.08, 0.10, 0.12, 0.15, 0.18, 0.20, 0.25, 0.30, 0.40, 0.50, 0.70)
POLICIES = (Policy(), Policy(approve_below=0.20, reject_above=0.40))
PATHS, PATHS_OF_SCORES, PATHS_OF_PEEKING = 100, 3, 1_000
SEED = 20_261_207
"""Not a seed that anything was chosen on."""
LISTED = replace(NOTE, frame=Frame.COMPLETE, population=POPULATION, listed=POPULATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One draw, read until the rule stopped it."""

    read: int
    stopped: Stopped
    says: str
    would_say: str
    misses: bool
    """The sampling part does not hold the population's own mean."""
    misses_fixed: bool
    share: Share


def says(share: Share, policy: Policy) -> str:
    if share.low > policy.reject_above:
        return "reject"
    if share.high < policy.approve_below:
        return "approve"
    return "insufficient" if share.width > policy.width_at_most else "review"


def read(
    population: Floats, random: np.random.Generator, policy: Policy, share_of: ShareOf, at_least: tuple[int, int]
) -> Path:
    drawn = random.choice(population, PLANNED, replace=False)
    stopped, n = None, 0
    while stopped is None and (n := n + STEP) < PLANNED:
        approved, settled = at_least
        stopped = stop_for(drawn[:n], PLANNED, share_of, policy, approved_at_least=approved, settled_at_least=settled)
    sampling = last_look_interval if stopped is None else anytime_interval
    share, fixed = share_of(drawn[:n], sampling), share_of(drawn, wilson_interval)
    return Path(
        read=n,
        stopped=stopped or Stopped.SAMPLE_READ,
        says=says(share, policy),
        would_say=says(fixed, policy),
        misses=not holds(sampling, drawn[:n], population),
        misses_fixed=not holds(wilson_interval, drawn, population),
        share=share,
    )


def holds(sampling: Interval, drawn: Floats, population: Floats) -> bool:
    low, high = sampling(float(drawn.mean()), drawn.size, POPULATION, LEVEL)
    return bool(low <= population.mean() <= high)


def flags(share: float) -> Floats:
    return (np.arange(POPULATION) < round(share * POPULATION)).astype(np.float64)


def flag_share(values: Floats, sampling: Interval) -> Share:
    return proportion_share(values, LISTED, LEVEL, sampling=sampling)


def scores_share(collection: Unseen) -> ShareOf:
    def share_of(values: Floats, sampling: Interval) -> Share:
        return score_share(values, collection.model, collection.pattern, LISTED, LEVEL, sampling=sampling)

    return share_of


def perfect_flags(paths_each: int) -> None:
    for policy in POLICIES:
        for at_least in ((0, 0), (APPROVED_AT_LEAST, SETTLED_AT_LEAST)):
            title = f"perfect flags, {policy.approve_below:.0%}/{policy.reject_above:.0%}"
            print(f"\n{title}, approvals from {at_least[0]} accounts on, settled from {at_least[1]}")
            rows = []
            for share in SHARES:
                random = np.random.default_rng([SEED, round(1_000 * share)])
                paths = [read(flags(share), random, policy, flag_share, at_least) for _ in range(paths_each)]
                wrong = np.mean([is_wrong(path.says, share, policy) for path in paths])
                rows.append((*describe(paths), float(wrong)))
                print(f"  share {share:.2f}: {line(rows[-1][:-1])}, wrong {wrong:.3f}")
            *mean, wrong = np.mean(rows, axis=0).tolist()
            print(f"  mean of mix: {line(mean)}, wrong {wrong:.3f}", flush=True)


def is_wrong(said: str, share: float, policy: Policy) -> bool:
    return (said == "approve" and share >= policy.approve_below) or (said == "reject" and share <= policy.reject_above)


def describe(paths: list[Path]) -> tuple[float, ...]:
    numbers = [
        (path.read, path.misses, path.misses_fixed, path.says != path.would_say, path.share.width) for path in paths
    ]
    return tuple(np.mean(numbers, axis=0).tolist())


def line(means: Sequence[float]) -> str:
    read_, misses, fixed, changed, width = means
    return (
        f"read {read_:5.0f}, interval misses {misses:.3f} (fixed 2,000: {fixed:.3f}), "
        f"other answer than the fixed 2,000 {changed:.3f}, width {width:.3f}"
    )


def model_scores(paths_each: int) -> None:
    left = list(unseen_collections(read_research()))
    for policy in POLICIES:
        print(f"\nscores, collection left out, {policy.approve_below:.0%}/{policy.reject_above:.0%}")
        everything: list[Path] = []
        wrong = 0
        for index, collection in enumerate(left):
            random = np.random.default_rng([SEED, index])
            paths = []
            for share in SHARES:
                population = collection.mixture(share, POPULATION, random)
                own = [
                    read(population, random, policy, scores_share(collection), (APPROVED_AT_LEAST, SETTLED_AT_LEAST))
                    for _ in range(paths_each)
                ]
                wrong += sum(is_wrong(path.says, share, policy) for path in own)
                paths += own
            print(f"  {collection.name:18} {line(describe(paths))}", flush=True)
            everything += paths
        stops = [path.stopped for path in everything]
        said = [path.says for path in everything]
        print(f"  {'all':18} {line(describe(everything))}, wrong {wrong / len(everything):.3f}")
        print("  ", {str(kind): stops.count(kind) for kind in Stopped}, {kind: said.count(kind) for kind in set(said)})


def peeking(paths: int) -> None:
    """Print how often an interval misses at any of the looks, which is worse than any rule that stops can do."""
    random = np.random.default_rng(SEED)
    print("\nmisses at one look or more, of 20 and the last (5 % are allowed)")
    populations = {
        "flags .02": flags(0.02),
        "flags .15": flags(0.15),
        "flags .50": flags(0.50),
        "scores Beta(.5, 3)": random.beta(0.5, 3, POPULATION),
        "scores .05 or .9": 0.05 + 0.85 * flags(0.15),
    }
    looks = range(STEP, PLANNED, STEP)
    for name, population in populations.items():
        early = any_miss = naive = 0
        for _ in range(paths):
            drawn = random.choice(population, PLANNED, replace=False)
            missed = not all(holds(anytime_interval, drawn[:n], population) for n in looks)
            early += missed
            any_miss += missed or not holds(last_look_interval, drawn, population)
            naive += not all(holds(wilson_interval, drawn[:n], population) for n in (*looks, PLANNED))
        shares = (count / paths for count in (early, any_miss, naive))
        print("  {:20} early {:.4f}, early or last {:.4f}; Wilson at every look {:.4f}".format(name, *shares))


def main(*, quick: bool) -> None:
    peeking(PATHS_OF_PEEKING // 10 if quick else PATHS_OF_PEEKING)
    perfect_flags(PATHS // 10 if quick else PATHS)
    model_scores(1 if quick else PATHS_OF_SCORES)
