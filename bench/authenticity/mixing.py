"""Made-up audiences: genuine accounts of one place and inauthentic ones of another, in known shares."""

from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.follow_list import Indices

SIZE: Final = 2_000
_GAP: Final = 0.02
"""What is known of one part more often than of another by more than this would tell the parts apart by itself."""
_HASH_OF: Final = {"handle_digit_share": "template_hash", "has_avatar": "avatar_hash", "bio_length": "bio_hash"}
_NOT_TOLD: Final = {"follow_order", "label"}


def draw(pool: AccountColumns, count: int, random: np.random.Generator) -> AccountColumns:
    """Draw accounts, without repeats while the pool lasts; of what repeats then, no two are alike."""
    rows = draw_rows(pool, count, random)
    drawn, is_copy = pool.take(rows), np.arange(count) >= len(pool)
    hashes: dict[str, Any] = {name: np.where(is_copy, 0, getattr(drawn, name)) for name in _HASH_OF.values()}
    return replace(drawn, **hashes)


def draw_rows(pool: AccountColumns, count: int, random: np.random.Generator) -> Indices:
    """Draw rows of a pool, each once before any comes again."""
    rounds = [random.permutation(len(pool)) for _ in range(-(-count // len(pool)))]
    return np.concatenate([np.empty(0, dtype=np.intp), *rounds])[:count]


def alike(*parts: AccountColumns) -> AccountColumns:
    """Join the parts of one audience; a platform tells the same of everybody, so what one part lacks all lack."""
    parts = tuple(part for part in parts if len(part))
    joined = AccountColumns.concat(parts)
    hidden: dict[str, Any] = {}
    for name in _told_fields(joined):
        known = [np.mean(~np.isnan(getattr(part, name))) for part in parts]
        if max(known) - min(known) > _GAP:
            hidden[name] = np.full(len(joined), np.nan)
            if name in _HASH_OF:
                hidden[_HASH_OF[name]] = np.zeros(len(joined), dtype=np.int64)
    return replace(joined, **hidden)


def as_alike(columns: AccountColumns, other: AccountColumns) -> AccountColumns:
    """Read accounts as if no more were told of them than of the others."""
    unknown = np.full(len(columns), np.nan)
    hidden: dict[str, Any] = {name: unknown for name in _told_fields(other) if _is_unknown(getattr(other, name))}
    return replace(columns, **hidden)


def mixture(
    people: AccountColumns, sellers: AccountColumns, share: float, random: np.random.Generator, *, size: int = SIZE
) -> tuple[AccountColumns, Floats]:
    """Draw `size` accounts from an endless audience with this inauthentic share, with 1 for each inauthentic one."""
    bad = int(random.binomial(size, share))
    columns = alike(draw(people, size - bad, random), draw(sellers, bad, random))
    return columns, (np.arange(size) >= size - bad).astype(np.float64)


def without_likes(columns: AccountColumns) -> AccountColumns:
    """As a source reads that does not tell how many likes an account gave."""
    return replace(columns, likes_given_count=np.full(len(columns), np.nan))


def counts_only(columns: AccountColumns) -> AccountColumns:
    """As a source reads that tells neither likes nor when an account was created."""
    unknown = np.full(len(columns), np.nan)
    return replace(without_likes(columns), created_day=unknown, age_days=unknown)


def as_told(columns: AccountColumns) -> AccountColumns:
    """As the collections tell."""
    return columns


def _told_fields(columns: AccountColumns) -> list[str]:
    names = [field.name for field in fields(columns)]
    return [name for name in names if name not in _NOT_TOLD and getattr(columns, name).dtype == np.float64]


def _is_unknown(values: Floats) -> bool:
    return bool(np.isnan(values).all())
