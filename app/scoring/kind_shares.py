"""How an audience divides: by kind, by what is suspicious, by reachability, and along each signal."""

from collections.abc import Iterator

import numpy as np

from app.domain.assessment import KindShare, ReachabilityShare, SignalSummary, SuspicionShare
from app.domain.audience import FrameNote
from app.domain.estimate import Share
from app.scoring.kinds import BUCKETS, KINDS, SUSPICIONS, Codes
from app.scoring.model import Scores
from app.scoring.share import Interval, proportion_share


def _coded_share(codes: Codes, code: int, note: FrameNote, level: float, sampling: Interval) -> Share:
    return proportion_share((codes == code).astype(np.float64), note, level, sampling=sampling)


def kind_shares(kinds: Codes, note: FrameNote, level: float, sampling: Interval) -> Iterator[KindShare]:
    """Share of each kind among all accounts."""
    for code, kind in enumerate(KINDS):
        yield KindShare(kind=kind, share=_coded_share(kinds, code, note, level, sampling))


def suspicion_shares(codes: Codes, note: FrameNote, level: float, sampling: Interval) -> Iterator[SuspicionShare]:
    """Share of each suspicion among all accounts; what does not show is in none."""
    for code, suspicion in enumerate(SUSPICIONS):
        yield SuspicionShare(suspicion=suspicion, share=_coded_share(codes, code, note, level, sampling))


def reachability_shares(
    buckets: Codes, note: FrameNote, level: float, sampling: Interval
) -> Iterator[ReachabilityShare]:
    """Share of each bucket among the accounts whose followings are known."""
    known = buckets[buckets < len(BUCKETS) - 1]
    for code, bucket in enumerate(BUCKETS[:-1]):
        yield ReachabilityShare(bucket=bucket, share=_coded_share(known, code, note, level, sampling))


def summarise_signals(scores: Scores) -> Iterator[SignalSummary]:
    """Quartiles of what each signal reads, and how many accounts it speaks against."""
    for index, signal in enumerate(scores.signals):
        known = scores.readings[:, index]
        known = known[~np.isnan(known)]
        quartiles = np.quantile(known, (0.25, 0.5, 0.75)).tolist() if known.size else (None, None, None)
        yield SignalSummary(
            signal=signal,
            known=known.size,
            lower_quartile=quartiles[0],
            median=quartiles[1],
            upper_quartile=quartiles[2],
            against=int(np.count_nonzero(scores.contributions[:, index] > 0)),
        )
