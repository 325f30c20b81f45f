"""What a source tells beside counts: the families of signals whose absence changes what a score is worth."""

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import AccountColumns
from app.scoring.signals import Signal

Codes = NDArray[np.intp]

FAMILIES = ("age", "likes")
"""Bit 0 of a pattern: the creation time is known; bit 1: the number of likes given."""
PATTERNS = 2 ** len(FAMILIES)
LIKES = 2
_FIELDS = ("created_at", "likes_given_count")


def known_patterns(columns: AccountColumns) -> Codes:
    """Which families are known of each account, as bits, intp[n] in [0, 4)."""
    known = np.stack([~np.isnan(columns.age_days), ~np.isnan(columns.likes_given_count)])
    return np.asarray((known * np.array([[1], [2]])).sum(axis=0), dtype=np.intp)


def needed_pattern(signal: Signal) -> int:
    """Families that a signal cannot be read without, as bits."""
    return sum(1 << bit for bit, field in enumerate(_FIELDS) if field in signal.reads)


def commonest_pattern(patterns: Codes) -> int:
    """Pattern of most accounts of an audience; 0 of none."""
    return int(np.bincount(patterns, minlength=PATTERNS).argmax())
