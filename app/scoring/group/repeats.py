"""Handles, pictures and bios that accounts of one audience share more often than audiences do by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.assessment import Finding
from app.scoring.columns import AccountColumns, Floats, Hashes

_P_BELOW = 0.001
_LIFT_ABOVE = 2.0
_ACCOUNTS_AT_LEAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A kind of repetition: the column, the share of accounts that repeats innocently, and how a customer reads it.

    `is_single_group` judges the largest group alone, otherwise every account that is in any group counts.
    """

    code: str
    column: str
    innocent_share: float
    is_single_group: bool
    text: str


REPEATS = (
    # The commonest template with three or more digits: 2.0 % of genuine accounts of 2017, 1.3 % of 2015, 4.0 % of a
    # complete follower list of 2023 (docs/method.md).
    Repeat(
        code="handle_template_shared",
        column="template_hash",
        innocent_share=0.04,
        is_single_group=True,
        text="match the signal handle_template: their handles share one template",
    ),
    # Set by hand: no open collection tells about pictures.
    Repeat(
        code="avatar_shared",
        column="avatar_hash",
        innocent_share=0.01,
        is_single_group=False,
        text="match the signal duplicate_avatar: each shows the very same picture as another account of the audience",
    ),
    # Under 0.1 % of genuine accounts repeat a bio of 20 characters, 1.4 % of a complete follower list of 2023.
    Repeat(
        code="bio_shared",
        column="bio_hash",
        innocent_share=0.014,
        is_single_group=False,
        text="match the signal repeated_bio: each has the very same bio as another account of the audience",
    ),
)


def log_repeats(hashes: Hashes) -> Floats:
    """log2 of the size of each account's group of equal hashes, from 0; NaN where the hash is 0 (unknown)."""
    _, group, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
    return np.where(hashes != 0, np.log2(sizes[group]), np.nan)


def find_repeats(columns: AccountColumns) -> tuple[Finding, ...]:
    """Find repetition with p < .001 and twice the innocent share; accounts that lack the fact do not count."""
    findings = (_find(columns, repeat) for repeat in REPEATS)
    return tuple(finding for finding in findings if finding is not None)


def _find(columns: AccountColumns, repeat: Repeat) -> Finding | None:
    hashes: Hashes = getattr(columns, repeat.column)
    _, sizes = np.unique(hashes[hashes != 0], return_counts=True)
    known = _asked(columns, repeat)
    accounts, tried = _repeated(sizes.tolist(), is_single_group=repeat.is_single_group)
    if accounts < _ACCOUNTS_AT_LEAST:
        return None
    expected = known * repeat.innocent_share
    # Poisson tail, times the groups that were looked through (Bonferroni).
    p_value = min(1.0, float(special.pdtrc(accounts - 1, expected)) * tried)
    lift = accounts / expected
    if p_value >= _P_BELOW or lift < _LIFT_ABOVE:
        return None
    text = (
        f"{accounts:,} of {known:,} accounts {repeat.text}; "
        f"{lift:.1f} times the {repeat.innocent_share:.1%} that audiences reach by themselves."
    )
    return Finding(code=repeat.code, accounts=accounts, lift=lift, p_value=p_value, text=text)


def _repeated(sizes: Sequence[int], *, is_single_group: bool) -> tuple[int, int]:
    if is_single_group:
        return max(sizes, default=0), len(sizes)
    return sum(size for size in sizes if size > 1), 1


def _asked(columns: AccountColumns, repeat: Repeat) -> int:
    """Accounts that could have repeated: every one with a handle, or every one with that fact."""
    if repeat.column == "template_hash":
        return int(np.count_nonzero(~np.isnan(columns.handle_digit_share)))
    return int(np.count_nonzero(getattr(columns, repeat.column)))
