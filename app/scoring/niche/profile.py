"""What the authentic accounts' words tell beside the brief: community or crowd, interests, languages, places."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.audience import FrameNote
from app.domain.brief import Brief
from app.domain.niche import AudienceProfile, CodeShare, Coherence, TargetKind, TargetShare
from app.scoring.niche.coherence import measure_coherence
from app.scoring.niche.columns import NO_CODE, VECTOR_STEP, TextColumns, code_of, letters_of
from app.scoring.niche.interests import measure_interests
from app.scoring.niche.model import NicheModel
from app.scoring.share.sampling import Interval, make_share, population_of, proportion_share, wilson_interval

CODES_AT_MOST: Final = 15
TARGET_ACCOUNTS_AT_LEAST: Final = 50
"""Accounts that show a language, or a place, below which a wanted one does not narrow the effective audience (ours)."""

_EVEN_ODDS: Final = 0.5
_SAMPLING: Final = "sampling"


def measure_profile(
    texts: TextColumns, weights: NDArray[np.float64], model: NicheModel, note: FrameNote, level: float
) -> AudienceProfile | None:
    """Measure accounts that are rather authentic than not; None when no words were read.

    `weights` is each account's probability of being authentic.
    """
    own = texts.take(np.flatnonzero((weights > _EVEN_ODDS) & (texts.texts >= 0)))
    if not len(own):
        return None
    spoken = own.take(np.flatnonzero((own.texts > 0) & own.vectors.any(axis=1)))
    return AudienceProfile(
        read=len(own),
        coherence=_coherence(spoken, model, level),
        interests=measure_interests(own, model, note, level),
        languages=tuple(_code_shares(own.language, note, level)),
        places=tuple(_code_shares(own.place, note, level, upper=True)),
    )


def _coherence(spoken: TextColumns, model: NicheModel, level: float) -> Coherence | None:
    """Take texts that several accounts share once: copied bios are no community."""
    _, first = np.unique(spoken.vectors, axis=0, return_index=True)
    own = spoken.take(np.sort(first))
    vectors = own.vectors.astype(np.float32) * np.float32(VECTOR_STEP)
    return measure_coherence(vectors, own.texts.astype(np.float64), model.panel.coherence, level)


def measure_targets(
    brief: Brief | None,
    texts: TextColumns,
    weights: NDArray[np.float64],
    note: FrameNote,
    level: float,
    *,
    sampling: Interval = wilson_interval,
) -> tuple[TargetShare, ...]:
    """Share of authentic accounts in the wanted languages and countries, among those that show theirs."""
    if brief is None:
        return ()
    wanted = (
        (TargetKind.LANGUAGE, brief.languages, texts.language),
        (TargetKind.PLACE, brief.places, texts.place),
    )
    return tuple(_target(kind, codes, shown, weights, note, level, sampling) for kind, codes, shown in wanted if codes)


def _target(
    kind: TargetKind,
    codes: Sequence[str],
    shown: NDArray[np.int16],
    weights: NDArray[np.float64],
    note: FrameNote,
    level: float,
    sampling: Interval,
) -> TargetShare:
    inside = np.isin(shown, [code_of(code) for code in codes]).astype(np.float64)
    share = proportion_share(
        np.where(shown == NO_CODE, np.nan, inside), note, level, weights=weights, sampling=sampling
    )
    return TargetShare(kind=kind, codes=tuple(codes), share=share, is_applied=share.n >= TARGET_ACCOUNTS_AT_LEAST)


def _code_shares(
    codes: NDArray[np.int16], note: FrameNote, level: float, *, upper: bool = False
) -> Iterator[CodeShare]:
    """Give the most frequent codes among the accounts that show one."""
    found, counts = np.unique(codes[codes != NO_CODE], return_counts=True)
    n = int(counts.sum())
    for row in np.argsort(-counts, kind="stable")[:CODES_AT_MOST]:
        share = float(counts[row] / n)
        low, high = wilson_interval(share, n, population_of(note, n), level)
        letters = letters_of(int(found[row]))
        yield CodeShare(
            code=letters.upper() if upper else letters,
            accounts=int(counts[row]),
            share=make_share(share, low, high, n, note, level, _SAMPLING),
        )
