"""Communities and crowds of known make: what the coherence reads, and whether it tells them apart.

The scale was measured on the same niches; what changes without those in question is printed beside.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from app.scoring.niche.coherence import coherence_of, measure_coherence
from app.scoring.niche.encoder import Vectors
from app.scoring.niche.languages import ENGLISH
from app.training.error_rates import area_under_roc
from app.training.niche.panel import GENERAL
from bench.authenticity.research import LEVEL
from bench.niche.research import LABELS, Flags, Floats, read_research

SEED: Final = 20_261_306
ACCOUNTS: Final = 300
DRAWS, QUICK_DRAWS = 40, 8
NICHE_PART: Final = 0.2
PAIRS: Final = (
    ("one niche", "two niches", 0.95),
    ("two niches", "five niches", 0.95),
    ("five niches", "crowd", 0.95),
    ("20 % niche", "crowd", 0.5),
)
"""What is to be told apart, with the AUC that the try-outs reached (there is no target beside them)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """One audience: its niches, the mean cosine, and the kind that the product tells."""

    niches: Sequence[str]
    cosine: float
    kind: str


def main(*, quick: bool) -> None:
    model = read_research().model
    alone = _alone()
    cosines = list(alone.values())
    print(
        f"scale {model.panel.coherence:.4f}: mean cosine in a niche, {min(cosines):.4f} to {max(cosines):.4f} by niche"
    )
    for texts, part in ((1, 1.0), (3, 1.0), (3, 0.6)):
        print(f"\n{texts} texts an account, {part:.0%} of a member's of its niche, n = {ACCOUNTS}")
        print(f"{'':14}{'median':>8}{'p10':>7}{'p90':>7}{'scale without its niches':>26}  kinds")
        drawn = _draw(texts, part, QUICK_DRAWS if quick else DRAWS)
        for name, some in drawn.items():
            _line(name, some, alone)
        for above, below, wanted in PAIRS:
            area = area_under_roc(_cosines(drawn[below]), _cosines(drawn[above]))
            print(f"  {above} above {below}: AUC {area:.3f} (try-out {wanted})")


@cache
def _plain() -> Vectors:
    """Directions of the titles without what all texts share."""
    titles = read_research()
    return titles.model.without_shared(titles.labelled.vectors, ENGLISH)


def _alone() -> Mapping[str, float]:
    """Mean cosine between titles of each niche."""
    titles, plain = read_research(), _plain()
    spoken: Flags = np.asarray(plain.any(axis=1))
    rows = {label: titles.rows(label) for label in LABELS}
    return {
        label: coherence_of(plain[own[spoken[own]]], np.ones(np.count_nonzero(spoken[own])))
        for label, own in rows.items()
    }


def _draw(texts: int, part: float, draws: int) -> Mapping[str, Sequence[Drawn]]:
    random = np.random.default_rng([SEED, texts, round(100 * part)])
    made = {"one niche": (1, 1.0), "two niches": (2, 1.0), "five niches": (5, 1.0)}
    made |= {"20 % niche": (1, NICHE_PART), "crowd": (0, 0.0)}
    return {
        name: [_audience(count, members, texts, part, random) for _ in range(draws)]
        for name, (count, members) in made.items()
    }


def _audience(count: int, members: float, texts: int, part: float, random: np.random.Generator) -> Drawn:
    titles, plain = read_research(), _plain()
    niches = random.permutation(LABELS)[:count].tolist()
    crowd = titles.rows(GENERAL)
    rows = random.choice(crowd, (ACCOUNTS, texts))
    own = round(members * ACCOUNTS)
    for number, niche in enumerate(niches):
        some = np.arange(number, own, count)
        is_own = random.random((some.size, texts)) < part
        is_own[np.arange(some.size), random.integers(texts, size=some.size)] = True
        rows[some] = np.where(is_own, random.choice(titles.rows(niche), is_own.shape), rows[some])
    vectors = plain[rows]
    spoken = vectors.any(axis=2).sum(axis=1).astype(np.float64)
    means = vectors.sum(axis=1)[spoken > 0] / spoken[spoken > 0, None].astype(np.float32)
    found = measure_coherence(means, spoken[spoken > 0], titles.model.panel.coherence, LEVEL)
    assert found is not None
    return Drawn(niches=niches, cosine=coherence_of(means, spoken[spoken > 0]), kind=str(found.kind))


def _line(name: str, drawn: Sequence[Drawn], alone: Mapping[str, float]) -> None:
    values = _cosines(drawn) / read_research().model.panel.coherence
    left = [one.cosine / np.mean([alone[label] for label in LABELS if label not in one.niches]) for one in drawn]
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(one.kind for one in drawn).most_common())
    print(f"{name:14}{middle:>8.2f}{low:>7.2f}{high:>7.2f}{np.median(left):>26.2f}  {kinds}", flush=True)


def _cosines(drawn: Sequence[Drawn]) -> Floats:
    return np.array([one.cosine for one in drawn])
