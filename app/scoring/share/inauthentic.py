"""The inauthentic share from the best evidence at hand: labels that can be trusted, else scores and deliveries."""

import numpy as np

from app.domain.audience import FrameNote
from app.domain.estimate import Share
from app.scoring.columns import Floats
from app.scoring.model import Model, Scores
from app.scoring.share.fairness import object_to
from app.scoring.share.labels import labelled_share
from app.scoring.share.sampling import Interval, wilson_interval
from app.scoring.share.scores import DELIVERIES, delivered_share

_BY_SCORES = (
    "The inauthentic share rests on scores: the model's error on collections it never saw is in its interval, and is "
    "nearly all of it. Labels of some accounts, drawn at random, make it narrow."
)
_BY_DELIVERIES = (
    "The inauthentic share counts what was delivered as inauthentic, and judges the rest by scores: the model's error "
    "on collections it never saw is in its interval."
)
_BY_LABELS = (
    "The inauthentic share rests on {:,} labels, taken as a fair draw. If accounts were chosen for what they seemed to "
    "be, beyond their score, it is wrong, and its interval does not say so."
)


def inauthentic_share(
    scores: Scores,
    labels: Floats,
    excess: Floats,
    model: Model,
    note: FrameNote,
    level: float,
    *,
    sampling: Interval = wilson_interval,
) -> tuple[Share, tuple[str, ...]]:
    """Share, and as sentences what it rests on.

    `labels` float64[n]: 1 inauthentic, 0 authentic, NaN none; `excess` float64[n]: what deliveries explain.
    """
    count = int(np.count_nonzero(~np.isnan(labels)))
    objection = object_to(scores.inauthentic, labels) if count else None
    if count and objection is None:
        return labelled_share(scores.inauthentic, labels, note, level), (_BY_LABELS.format(count),)
    share = delivered_share(scores.inauthentic, excess, model, scores.pattern, note, level, sampling=sampling)
    rests_on = _BY_DELIVERIES if share.basis == DELIVERIES else _BY_SCORES
    return share, (rests_on, *([objection] if objection else []))
