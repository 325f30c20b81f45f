"""What else an audience speaks of: topics that more of its accounts stand out towards than of any crowd."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from app.domain.audience import FrameNote
from app.domain.estimate import Share
from app.domain.niche import InterestShare
from app.scoring.niche.columns import VECTOR_STEP, TextColumns
from app.scoring.niche.encoder import Vectors, unit
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.model import NicheModel
from app.scoring.niche.pooling import SEED, SIZES, size_class
from app.scoring.niche.taxonomy import Node, load_taxonomy
from app.scoring.niche.texts import read_text
from app.scoring.share.sampling import make_share, population_of, wilson_interval

CROWD_PART: Final = 0.025
"""Part of the background that counts as speaking of a topic: what is beyond it is the audience's own."""

CHANCE: Final = 1.5 * CROWD_PART
"""Part of any crowd that speaks of a topic, with room for a background unlike ours (ours)."""

TOPICS_AT_MOST: Final = 12
ACCOUNTS_AT_LEAST: Final = 5
SENSITIVE_ACCOUNTS_AT_LEAST: Final = 20
"""Below these a sensitive topic is not told: it would point at persons."""

DEEPEST: Final = 2
_MEMBERS: Final = 6_000
INTERESTS: Final = "interests"


def measure_interests(
    texts: TextColumns, model: NicheModel, note: FrameNote, level: float
) -> tuple[InterestShare, ...]:
    """Topics of the first two tiers, the largest excess first; `texts` are those of the accounts to be told of.

    No more than `excess` is claimed: accounts that speak of a topic in words near no topic are missed.
    """
    spoken = texts.take(np.flatnonzero((texts.texts > 0) & texts.vectors.any(axis=1)))
    if not len(spoken):
        return ()
    nodes, directions = _topics(model)
    members = unit(spoken.vectors.astype(np.float32) * np.float32(VECTOR_STEP))
    marks = _marks(model)[size_class(spoken.texts.astype(np.int64))]
    counts = np.count_nonzero(members @ directions.T > marks, axis=0)
    found = list(_told(nodes, counts, len(spoken), note, level))
    found.sort(key=lambda one: (-(one.excess.estimate or 0.0), one.node_id))
    return tuple(found[:TOPICS_AT_MOST])


def _told(
    nodes: Sequence[Node], counts: NDArray[np.intp], n: int, note: FrameNote, level: float
) -> Iterator[InterestShare]:
    # So many topics are looked at that some stand out in any crowd (Bonferroni's correction).
    surprising = binom.sf(counts - 1, n, CHANCE) < (1.0 - level) / len(nodes)
    for node, counted, is_surprising in zip(nodes, counts.tolist(), surprising.tolist(), strict=True):
        least = SENSITIVE_ACCOUNTS_AT_LEAST if node.is_sensitive else ACCOUNTS_AT_LEAST
        excess = _excess(counted / n, n, note, level)
        if is_surprising and counted >= least and excess.low > 0:
            yield InterestShare(
                node_id=node.node_id,
                path=node.path,
                accounts=counted,
                excess=excess,
                lift=counted / n / CROWD_PART,
                is_sensitive=node.is_sensitive,
            )


def _excess(observed: float, n: int, note: FrameNote, level: float) -> Share:
    """Take the crowd's part off the observed share, and off both ends of its interval."""
    low, high = wilson_interval(observed, n, population_of(note, n), level)
    middle, low, high = (max(0.0, (one - CROWD_PART) / (1.0 - CROWD_PART)) for one in (observed, low, high))
    return make_share(middle, low, high, n, note, level, INTERESTS)


@lru_cache(4)
def _topics(model: NicheModel) -> tuple[Sequence[Node], Vectors]:
    """Nodes of the first two tiers, and the directions of their names, paths and children."""
    taxonomy = list(load_taxonomy().values())
    nodes = [node for node in taxonomy if len(node.path) <= DEEPEST]
    spoken = model.encoder.encode(
        [read_text(" ".join(node.path[-2:]), model.languages, ENGLISH).words for node in taxonomy]
    )
    below = [
        np.mean(
            [spoken[row] for row, other in enumerate(taxonomy) if other.path[: len(node.path)] == node.path], axis=0
        )
        for node in nodes
    ]
    names = model.encoder.encode([read_text(node.name, model.languages, ENGLISH).words for node in nodes])
    return nodes, model.without_shared(unit(names + unit(np.array(below, np.float32))), ENGLISH)


@lru_cache(4)
def _marks(model: NicheModel) -> NDArray[np.float32]:
    """Cosines above which a member speaks of a topic, float32[sizes, topics]: 1 - CROWD_PART of the background's."""
    _, directions = _topics(model)
    background = model.without_shared(model.background(ENGLISH).vectors, ENGLISH)
    marks = []
    for size in SIZES:
        drawn = np.random.default_rng(SEED).integers(len(background), size=(_MEMBERS, size))
        members = unit(background[drawn].mean(axis=1))
        marks.append(np.quantile(members @ directions.T, 1 - CROWD_PART, axis=0))
    return np.array(marks, np.float32)
