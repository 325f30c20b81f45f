"""Scores of single accounts, with the signals that made them."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.domain.assessment import AccountScore, Band, Evidence
from app.scoring.columns import AccountColumns, Floats
from app.scoring.kinds import KINDS, SUSPICIONS, Codes, account_kinds, suspicions
from app.scoring.model import Model, Scores
from app.scoring.model_files import load_model
from app.scoring.signals import Signal, all_signals

EVIDENCE_AT_MOST = 5
"""Signals that explain one account; the rest weighs less than each of these."""


def score_accounts(columns: AccountColumns, model: Model | None = None) -> Iterator[AccountScore]:
    """Score accounts in their order; give a whole audience at once, as some signals look for repetition inside it."""
    model = model or load_model()
    scores = model.score(columns)
    kinds = account_kinds(columns, scores, suspicious_at=model.suspicious_at)
    return account_scores(columns, scores, kinds, np.arange(len(columns)))


def account_scores(
    columns: AccountColumns, scores: Scores, kinds: Codes, chosen: NDArray[np.intp], excess: Floats | float = 0.0
) -> Iterator[AccountScore]:
    """AccountScore of each chosen index; evidence by falling size of its part, signals without a part left out."""
    contributions = scores.contributions[chosen]
    # Stable, so that equal parts stand in the order of the signals.
    order = np.argsort(-np.abs(contributions), axis=1, kind="stable")[:, :EVIDENCE_AT_MOST]
    parts = np.take_along_axis(contributions, order, axis=1).tolist()
    readings = np.take_along_axis(scores.readings[chosen], order, axis=1).tolist()
    signals = all_signals()
    rows = zip(
        columns.account_ids[chosen].tolist(),
        scores.inauthentic[chosen].tolist(),
        *(end[chosen].tolist() for end in scores.band()),
        kinds[chosen].tolist(),
        suspicions(columns, kinds, excess)[chosen].tolist(),
        order.tolist(),
        readings,
        parts,
        strict=True,
    )
    for account_id, inauthentic, low, high, kind, suspicion, places, values, contributed in rows:
        is_known = not math.isnan(inauthentic)
        yield AccountScore(
            account_id=account_id,
            inauthentic=inauthentic if is_known else None,
            band=Band(low=low, high=high) if is_known else None,
            kind=KINDS[kind],
            suspicion=SUSPICIONS[suspicion] if suspicion >= 0 else None,
            evidence=tuple(
                _evidence(signals[place], value, part)
                for place, value, part in zip(places, values, contributed, strict=True)
                if part
            ),
        )


def _evidence(signal: Signal, value: float, part: float) -> Evidence:
    return Evidence(signal=signal.name, value=value, contribution=part, text=signal.explain(value))


def most_telling(columns: AccountColumns, scores: Scores, at_most: int) -> NDArray[np.intp]:
    """Choose the indices of the known accounts with the highest probabilities; equal ones by account id."""
    known = np.flatnonzero(~np.isnan(scores.inauthentic))
    keys = sorted(known.tolist(), key=lambda index: (-scores.inauthentic[index], columns.account_ids[index]))
    return np.array(keys[:at_most], dtype=np.intp)
