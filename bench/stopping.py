"""How many accounts are read before the verdict is clear, and whether the intervals hold although reading stops early.

Run: `TRUEREACH_DATA=<folder> .venv/bin/python -m bench.stopping`; without the folder, perfect flags only.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.audience import Availability, Frame, FrameNote, Order, Role
from app.domain.estimate import Share
from app.domain.policy import Policy
from app.domain.reading import Stopped
from app.scoring.anytime import anytime_interval, last_look_interval
from app.scoring.columns import Floats
from app.scoring.model import ErrorRates
from app.scoring.share import Interval, score_share, wilson_interval
from app.scoring.stopping import APPROVED_AT_LEAST, stop_for
from bench.account_model import DRAWN_AT, error_rates, judge, leave_out, read_research

POPULATION, PLANNED, STEP = 16_000, 2_000, 100
SHARES = (0.01, 0.02, 0.05, 0.08, 0.10, 0.12, 0.15, 0.18, 0.20, 0.25, 0.30, 0.40, 0.50, 0.70)
POLICIES = (Policy(), Policy(approve_below=0.20, reject_above=0.40))
PATHS, PATHS_OF_SCORES, PATHS_OF_PEEKING = 200, 20, 2_000
SEED = 20_261_124
"""Not a seed that anything was chosen on."""
NOTE = FrameNote(
    role=Role.FOLLOWERS,
    frame=Frame.COMPLETE,
    order=Order.UNORDERED,
    availability=Availability.OK,
    population=POPULATION,
    listed=POPULATION,
    drawn_at=DRAWN_AT,
)


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
    population: Floats, random: np.random.Generator, policy: Policy, errors: ErrorRates, *, approved_at_least: int
) -> Path:
    def share_of(values: Floats, sampling: Interval) -> Share:
        return score_share(values, errors, NOTE, policy.level, sampling=sampling)

    drawn = random.choice(population, PLANNED, replace=False)
    stopped, n = None, 0
    while stopped is None and (n := n + STEP) < PLANNED:
        stopped = stop_for(drawn[:n], PLANNED, share_of, policy, approved_at_least=approved_at_least)
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
    low, high = sampling(float(drawn.mean()), drawn.size, POPULATION, 0.95)
    return bool(low <= population.mean() <= high)


def flags(share: float) -> Floats:
    return (np.arange(POPULATION) < round(share * POPULATION)).astype(np.float64)


def perfect_flags() -> None:
    none = ErrorRates(shift=0.0, genuine_mean_at_most=0.0)
    for policy in POLICIES:
        for at_least in (0, APPROVED_AT_LEAST):
            title = f"perfect flags, {policy.approve_below:.0%}/{policy.reject_above:.0%}, approvals from {at_least}"
            print(f"\n{title} accounts on")
            rows = []
            for share in SHARES:
                random = np.random.default_rng([SEED, round(1_000 * share)])
                paths = [read(flags(share), random, policy, none, approved_at_least=at_least) for _ in range(PATHS)]
                wrong = np.mean([is_wrong(path.says, share, policy) for path in paths])
                rows.append((*describe(paths), float(wrong)))
                print(f"  share {share:.2f}: {line(rows[-1][:-1])}, wrong {wrong:.3f}")
            *mean, wrong = np.mean(rows, axis=0).tolist()
            print(f"  mean of mix: {line(mean)}, wrong {wrong:.3f}")


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


def model_scores() -> None:
    left = leave_out(read_research())
    judged = {collection: judge(*values) for collection, values in left.items()}
    for policy in POLICIES:
        print(f"\nscores of the model, collection left out, {policy.approve_below:.0%}/{policy.reject_above:.0%}")
        everything: list[Path] = []
        for collection, (genuine, inauthentic) in left.items():
            errors = error_rates([row for other, row in judged.items() if other != collection])
            random = np.random.default_rng([SEED, len(collection)])
            paths = []
            for share in SHARES:
                bad = round(share * POPULATION)
                drawn = (random.choice(genuine, POPULATION - bad), random.choice(inauthentic, bad))
                scores: Floats = special.expit(np.concatenate(drawn))
                paths += [
                    read(scores, random, policy, errors, approved_at_least=APPROVED_AT_LEAST)
                    for _ in range(PATHS_OF_SCORES)
                ]
            print(f"  {collection:18} {line(describe(paths))}")
            everything += paths
        stops = [path.stopped for path in everything]
        said = [path.says for path in everything]
        print(f"  {'all':18} {line(describe(everything))}")
        print("  ", {str(kind): stops.count(kind) for kind in Stopped}, {kind: said.count(kind) for kind in set(said)})


def peeking() -> None:
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
        for _ in range(PATHS_OF_PEEKING):
            drawn = random.choice(population, PLANNED, replace=False)
            missed = not all(holds(anytime_interval, drawn[:n], population) for n in looks)
            early += missed
            any_miss += missed or not holds(last_look_interval, drawn, population)
            naive += not all(holds(wilson_interval, drawn[:n], population) for n in (*looks, PLANNED))
        shares = (count / PATHS_OF_PEEKING for count in (early, any_miss, naive))
        print("  {:20} early {:.4f}, early or last {:.4f}; Wilson at every look {:.4f}".format(name, *shares))


def main() -> None:
    peeking()
    perfect_flags()
    if "TRUEREACH_DATA" in os.environ:
        model_scores()


if __name__ == "__main__":
    main()
