"""When reading accounts may stop: as soon as the verdict is proved, or as the rest of the draw cannot change it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from app.domain.audience import AudienceSample, Order
from app.domain.brief import Brief
from app.domain.estimate import Share
from app.domain.policy import Policy
from app.domain.reading import Stopped
from app.domain.verdict import Decision
from app.scoring.anytime import anytime_interval, last_look_interval
from app.scoring.assess import Audience
from app.scoring.columns import Floats
from app.scoring.group.delivered import look_for_deliveries
from app.scoring.group.follow_list import ACCOUNTS_AT_LEAST
from app.scoring.model import Model
from app.scoring.model_files import load_model
from app.scoring.niche.measure import measure_membership
from app.scoring.niche.model import NicheModel, load_niche_model
from app.scoring.niche.reader import open_reader
from app.scoring.share import Interval, score_share
from app.scoring.share.scores import delivered_share

ShareOf = Callable[[Floats, Interval], Share]
"""From known scores and the kind of interval to their share."""

PLACES: Final = 5
"""Means of the whole draw that are tried, from one end of what is still possible to the other."""

APPROVED_AT_LEAST: Final = 300
"""An approval also says that no group of accounts does the same; with fewer, a group of a tenth is often missed (ours:
one handle template among made-up accounts was found in 95 % of samples of 300, and in 52 % of samples of 200)."""

SETTLED_AT_LEAST: Final = 400
"""What no further account can settle is left at a size that still measures the kinds and the reach within 5 points."""

SETTLED_IN_ORDER: Final = 1_000
"""The same where the accounts have a follow order: a delivery may still be found in it, and narrow the share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The question of a vetting, asked again and again of the accounts read so far."""

    policy: Policy
    brief: Brief | None
    model: Model = field(default_factory=load_model)
    niche_model: NicheModel | None = None

    def look(self, sample: AudienceSample, planned: int) -> Stopped | None:
        """Whether to stop after these accounts of a random draw of `planned`; None: read on."""
        audience, level = Audience.from_numbers(sample), self.policy.level
        note, scored = sample.note, self.model.score(audience.columns)
        scores = scored.inauthentic
        known = scores[~np.isnan(scores)]

        def share_of(values: Floats, sampling: Interval) -> Share:
            return score_share(values, self.model, scored.pattern, note, level, sampling=sampling)

        size = len(sample.accounts)
        is_ordered = note.order is not Order.UNORDERED and note.listed >= ACCOUNTS_AT_LEAST
        if is_ordered and size >= ACCOUNTS_AT_LEAST:
            excess = np.nan_to_num(look_for_deliveries(audience.columns, note, None, ()).excess)
            if excess.any():
                share = delivered_share(
                    scores, excess, self.model, scored.pattern, note, level, sampling=anytime_interval
                )
                # What was found is measured better with every account, so that only a rejection ends it.
                return Stopped.DECIDED if _decision(share, self.policy) is Decision.REJECT else None
        # Of accounts yet to be read, as many are taken to be known as of those read.
        growth = planned / max(1, size)
        settled_at_least = SETTLED_IN_ORDER if is_ordered else SETTLED_AT_LEAST
        stopped = stop_for(known, round(growth * known.size), share_of, self.policy, settled_at_least=settled_at_least)
        if stopped is None or self.brief is None or not self.brief.has_topic:
            return stopped
        weights = 1.0 - np.nan_to_num(scores, nan=1.0)
        model = self.niche_model or load_niche_model()
        if model.query(self.brief).is_empty:
            return stopped
        niche = self._niche_share(sample, self.brief, weights, model)
        words_at_most = model.encoder.accounts_at_most
        growth = min(planned, words_at_most) / max(1, min(size, words_at_most))
        return None if is_fit_open(niche, growth, self.policy) else stopped

    def _niche_share(self, sample: AudienceSample, brief: Brief, weights: Floats, model: NicheModel) -> Share:
        """Read the words now: it takes longer than all the rest, and only the last looks need it."""
        texts = open_reader(brief, model).read(sample.accounts)
        query, level = model.query(brief), self.policy.level
        return measure_membership(texts, weights, query, model, sample.note, level, sampling=anytime_interval).share


def stop_for(
    scores: Floats,
    planned: int,
    share_of: ShareOf,
    policy: Policy,
    *,
    approved_at_least: int = APPROVED_AT_LEAST,
    settled_at_least: int = SETTLED_AT_LEAST,
) -> Stopped | None:
    """Whether the inauthentic share alone lets reading stop; `scores` are the known ones of a draw of `planned`."""
    if scores.size < policy.accounts_at_least or scores.size >= planned:
        return None
    decision = _decision(share_of(scores, anytime_interval), policy)
    if decision is Decision.REJECT:
        return Stopped.DECIDED
    if decision is Decision.APPROVE:
        return Stopped.DECIDED if scores.size >= approved_at_least else None
    if scores.size < settled_at_least:
        return None
    low, high = anytime_interval(float(scores.mean()), scores.size, planned, policy.level)
    for mean in np.linspace(low, high, PLACES):
        whole = np.concatenate((scores, _rest(scores, planned, float(mean))))
        if _decision(share_of(whole, last_look_interval), policy) is not decision:
            return None
    return Stopped.SETTLED


def is_fit_open(niche: Share, growth: float, policy: Policy) -> bool:
    """Whether the niche share may still come to lie on the other side of its bar when `growth` times as many are read.

    `niche` has the interval that holds whenever one stops.
    """
    if niche.low > policy.fit_above:
        return False
    if niche.n == 0:
        return True
    low_at_best, _ = last_look_interval(niche.high, growth * niche.n, niche.population, policy.level)
    return low_at_best > policy.fit_above


def _decision(share: Share, policy: Policy) -> Decision:
    """Read the interval under the policy's bars, in the order in which the verdict asks."""
    if share.low > policy.reject_above:
        return Decision.REJECT
    if share.high < policy.approve_below:
        return Decision.APPROVE
    return Decision.INSUFFICIENT_EVIDENCE if share.width > policy.width_at_most else Decision.REVIEW


def _rest(scores: Floats, planned: int, mean: float) -> Floats:
    """Make up the accounts yet to be read so that the whole draw has this mean.

    They score as those read so far, except for as many of score 0 or 1 as it takes.
    """
    size, read = planned - scores.size, float(scores.mean())
    end = 1.0 if mean > read else 0.0
    others = 0 if mean == read else min(size, round(planned * (mean - read) / (end - read)))
    return np.concatenate((np.resize(scores, size - others), np.full(others, end)))
