"""Shares with the interval that belongs to them: sampling error, and for scores alone the model's as well."""

from app.scoring.share.inauthentic import inauthentic_share
from app.scoring.share.labels import labelled_share
from app.scoring.share.review import choose_for_review
from app.scoring.share.sampling import Interval, complement, proportion_share, wilson_interval
from app.scoring.share.scores import score_share

__all__ = [
    "Interval",
    "choose_for_review",
    "complement",
    "inauthentic_share",
    "labelled_share",
    "proportion_share",
    "score_share",
    "wilson_interval",
]
