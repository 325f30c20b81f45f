"""Made-up audiences of a known mix, and the panel of niches made again without what is judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from app.scoring.niche.model import NicheModel, Panel
from app.scoring.niche.pooling import HIGHEST, LOWEST, SIZES, density
from app.training.niche.panel import GENERAL, MEMBERS, OWN_PART, pooled_members
from bench.niche.research import LABELS, Floats, Rows, panel_scores, read_research

SEED: Final = 20_261_302
_TEN_THOUSANDTHS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pool:
    """Texts that accounts are made of: the score of each under one brief, and whether it holds a word of the brief."""

    scores: Floats
    matches: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Audience:
    """Pooled scores of accounts with `texts` texts each, and whether one of these holds a word of the brief."""

    truth: float
    texts: int
    scores: Floats
    mentions: Floats

    @classmethod
    def drawn(
        cls, own: Pool, crowd: Pool, truth: float, accounts: int, texts: int, random: np.random.Generator
    ) -> "Audience":
        """Draw with replacement; of a member's texts .6 are of the niche, one at least, the others of the crowd."""
        members = round(truth * accounts)
        is_own = random.random((accounts, texts)) < OWN_PART
        is_own[np.arange(accounts), random.integers(texts, size=accounts)] = True
        is_own[members:] = False
        mine = random.integers(len(own.scores), size=is_own.shape)
        theirs = random.integers(len(crowd.scores), size=is_own.shape)
        scores = np.where(is_own, own.scores[mine], crowd.scores[theirs])
        matches = np.where(is_own, own.matches[mine], crowd.matches[theirs])
        mentions: Floats = np.asarray((matches > 0).any(axis=1), np.float64)
        pooled = np.log(np.exp(np.clip(scores, LOWEST, HIGHEST)).mean(axis=1))
        return cls(truth=truth, texts=texts, scores=pooled, mentions=mentions)


def make_panel(others: Rows) -> Panel:
    """Make the panel as it is trained, members' other texts from these rows of the labelled titles."""
    titles = read_research()
    random = np.random.default_rng(SEED)
    sizes: list[list[list[int]]] = [[] for _ in SIZES]
    for label in LABELS:
        scores, _ = panel_scores(label)
        own = scores[titles.rows(label)]
        for number, size in enumerate(SIZES):
            members = own if size == 1 else pooled_members(own, scores[others], size, MEMBERS, random)
            sizes[number].append([round(_TEN_THOUSANDTHS * one) for one in density(members)])
    return replace_panel(titles.model.panel, english=sizes)


def replace_panel(panel: Panel, english: list[list[list[int]]]) -> Panel:
    return Panel(
        version="bench",
        encoder=panel.encoder,
        english=english,
        glossed=panel.glossed,
        coherence=panel.coherence,
        data=panel.data,
    )


def without(model: NicheModel, panel: Panel, label: str) -> NicheModel:
    """Put the panel without a niche into a model."""
    gone = LABELS.index(label)
    kept = [[niche for row, niche in enumerate(niches) if row != gone] for niches in panel.english]
    return replace(model, panel=replace_panel(panel, english=kept))


def general_halves() -> Sequence[Rows]:
    """Rows of the titles without a niche in two random halves: one for the panel, one for crowds."""
    rows = np.random.default_rng(SEED).permutation(read_research().rows(GENERAL))
    return np.array_split(rows, 2)
