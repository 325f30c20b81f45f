"""Who of an audience cares about what the brand sells: a share with its interval, and the accounts that prove it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.audience import FrameNote
from app.domain.estimate import Share
from app.domain.niche import FollowsEvidence, MatchedWord, NicheBasis, NicheEvidence, NicheFit
from app.scoring.niche.background import MARK
from app.scoring.niche.columns import TextColumns, letters_of
from app.scoring.niche.mixture import Stratum, fit_mixture
from app.scoring.niche.model import NicheModel
from app.scoring.niche.pooling import SIZES, bins_of, density, histogram, size_class
from app.scoring.niche.query import Query
from app.scoring.niche.related import related_words
from app.scoring.share.sampling import (
    Interval,
    draws_worth,
    make_share,
    population_of,
    proportion_share,
    wilson_interval,
)

Floats = NDArray[np.float64]

EVIDENCE_AT_MOST: Final = 20
_EVEN_ODDS: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """The share of accounts in the niche with its interval, and float64[n] each account's chance (NaN: silent)."""

    share: Share
    chances: Floats
    standing_out: Floats


def measure_niche(
    texts: TextColumns,
    account_ids: Sequence[str],
    inauthentic: Floats,
    query: Query,
    model: NicheModel,
    note: FrameNote,
    level: float,
    *,
    sampling: Interval = wilson_interval,
    words_used: Mapping[str, int] | None = None,
    follows: FollowsEvidence | None = None,
) -> NicheFit:
    """Share among authentic accounts, each weighted by its probability to be one; silent ones are left out.

    `words_used` counts the accounts that use a word, for the words that prove the niche.
    """
    weights = 1.0 - np.nan_to_num(inauthentic, nan=1.0)
    member = measure_membership(texts, weights, query, model, note, level, sampling=sampling)
    speaks = np.where(texts.texts < 0, np.nan, np.isfinite(texts.score).astype(np.float64))
    assessable = proportion_share(speaks, note, level, weights=weights, sampling=sampling)
    standing_out = proportion_share(member.standing_out, note, level, weights=weights, sampling=sampling)
    told = None if standing_out.estimate is None else standing_out.estimate / (1.0 - MARK)
    is_sensitive = any(node.is_sensitive and node.is_used for node in query.understanding.nodes)
    return NicheFit(
        model_version=model.version,
        basis=NicheBasis.MEANING if query.facets.size else NicheBasis.WORDS,
        brief=query.understanding,
        share=member.share,
        standing_out=standing_out,
        lift=told,
        assessable=assessable,
        at_least=member.share.low * assessable.low,
        at_most=min(1.0, member.share.high * assessable.low + 1.0 - assessable.low),
        matched=tuple(_matched(texts, weights, query)),
        related=() if words_used is None else related_words(words_used, query, model),
        evidence=() if is_sensitive else tuple(_evidence(texts, account_ids, weights, member, query)),
        follows=follows,
    )


def measure_membership(
    texts: TextColumns,
    weights: Floats,
    query: Query,
    model: NicheModel,
    note: FrameNote,
    level: float,
    *,
    sampling: Interval = wilson_interval,
) -> Membership:
    """Measure the share alone: by the meaning of the texts, or by the brief's words where nothing else is known."""
    told = np.isfinite(texts.score) & (weights > 0)
    if not query.facets.size or not told.any():
        mentions = np.where(np.isfinite(texts.score), ((texts.word_mask != 0) & texts.admitted).astype(float), np.nan)
        share = proportion_share(mentions, note, level, weights=weights, sampling=sampling)
        return Membership(share=share, chances=mentions, standing_out=mentions)
    return _by_meaning(texts, weights, np.flatnonzero(told), query, model, note, level, sampling)


def _by_meaning(
    texts: TextColumns,
    weights: Floats,
    told: NDArray[np.intp],
    query: Query,
    model: NicheModel,
    note: FrameNote,
    level: float,
    sampling: Interval,
) -> Membership:
    n, own = len(told), weights[told]
    # Kish, 1965, "Survey Sampling", 11.7, then as many draws as the kind of interval leaves them worth.
    kish = min(float(n), float(own.sum() ** 2 / np.square(own).sum()))
    worth = min(kish, draws_worth(_EVEN_ODDS, kish, population_of(note, n), level, sampling))
    strata, rows, marks = [], [], []
    for language, size, chosen in _strata(texts, told, model):
        outside = model.outside(query, language, SIZES[size])
        counts = histogram(texts.score[chosen], weights[chosen] * worth / own.sum())
        strata.append(Stratum(counts, density(outside), model.panel.densities(language, size)))
        rows.append(chosen)
        marks.append(float(np.quantile(outside, MARK)))
    fit = fit_mixture(strata)
    chances, standing_out = np.full(len(texts), np.nan), np.full(len(texts), np.nan)
    for chosen, chance, mark in zip(rows, fit.chances, marks, strict=True):
        chances[chosen] = chance[bins_of(texts.score[chosen])]
        standing_out[chosen] = texts.score[chosen] > mark
    low, high = fit.interval(level)
    estimate = fit.mean
    if not texts.admitted[told].all():
        kept = float(np.average(texts.admitted[told], weights=np.maximum(own * chances[told], 1e-12)))
        least, most = wilson_interval(kept, max(1.0, worth * estimate), None, level)
        estimate, low, high = estimate * kept, low * least, high * most
        chances, standing_out = chances * texts.admitted, standing_out * texts.admitted
    share = make_share(estimate, min(low, estimate), max(high, estimate), n, note, level, str(NicheBasis.MEANING))
    return Membership(share=share, chances=chances, standing_out=standing_out)


def _strata(
    texts: TextColumns, told: NDArray[np.intp], model: NicheModel
) -> Iterator[tuple[str, int, NDArray[np.intp]]]:
    """Group accounts by language and number of texts; where the language is unclear, English was taken."""
    sizes = size_class(texts.texts[told].astype(np.int64))
    languages = texts.language[told]
    for code in np.unique(languages):
        language = model.languages.compared_in(letters_of(int(code)) if code >= 0 else None)
        for size in np.unique(sizes[languages == code]):
            yield language, int(size), told[(languages == code) & (sizes == size)]


def _matched(texts: TextColumns, weights: Floats, query: Query) -> list[MatchedWord]:
    masks = texts.word_mask[weights > _EVEN_ODDS]
    counts = [int(np.count_nonzero(masks & np.uint64(1 << bit))) for bit in range(len(query.words))]
    found = [MatchedWord(word=word, accounts=count) for word, count in zip(query.words, counts, strict=True) if count]
    return sorted(found, key=lambda match: (-match.accounts, match.word))


def _evidence(
    texts: TextColumns, account_ids: Sequence[str], weights: Floats, member: Membership, query: Query
) -> Iterator[NicheEvidence]:
    """Name the accounts that are surest in the niche, those with more texts first, then those that stand out most.

    Of few accounts nearly everybody may be in the niche for all that is known: who does not stand out proves nothing.
    """
    chances, stands_out = np.nan_to_num(member.chances), np.nan_to_num(member.standing_out) > 0
    likely = np.flatnonzero((chances > _EVEN_ODDS) & stands_out & (weights > _EVEN_ODDS))
    order = sorted(
        likely.tolist(),
        key=lambda row: (
            -round(float(chances[row]), 3),
            -int(texts.texts[row]),
            -round(float(texts.score[row]), 3),
            account_ids[row],
        ),
    )
    for row in order[:EVIDENCE_AT_MOST]:
        yield NicheEvidence(
            account_id=account_ids[row],
            chance=float(chances[row]),
            texts=int(texts.texts[row]),
            words=query.held(int(texts.word_mask[row])),
        )
