"""Lines of a table: a figure beside its target."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy import stats

from bench.authenticity.judged import Judged

SHARE_HEADING: Final = f"{'':52}{'n':>6}{'error':>7}{'bias':>7}{'rank':>7}{'held':>6}{'width':>7}"
SHARE_TARGET: Final = f"{'target':52}{'':6}{'<=.050':>7}{'':7}{'>=.950':>7}{'>=.92':>6}"


def share_line(name: str, judged: Sequence[Judged]) -> str:
    """Give mean error, bias, Spearman's correlation, how often the interval held, and its mean width."""
    truth, estimate = (np.array([getattr(one, side) for one in judged]) for side in ("truth", "estimate"))
    is_varied = np.ptp(truth) > 0 and np.ptp(estimate) > 0
    rank = f"{stats.spearmanr(truth, estimate).statistic:7.3f}" if is_varied else f"{'':7}"
    held = np.mean([one.is_held for one in judged])
    width = np.mean([one.high - one.low for one in judged])
    misses = estimate - truth
    return (
        f"{name:52}{len(judged):>6}{np.abs(misses).mean():>7.3f}{misses.mean():>+7.3f}{rank}{held:>6.2f}{width:>7.3f}"
    )


def spread(values: Sequence[float]) -> str:
    """Give the mean, the middle and both ends of some figures."""
    return (
        f"mean {np.mean(values):.3f}, median {np.median(values):.3f}, "
        f"lowest {np.min(values):.3f}, highest {np.max(values):.3f}"
    )
