"""Accounts as columns: what is scored, one array a field, without the strings that made it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Label
from app.scoring.handle_shape import read_handles
from app.scoring.niche.columns import TextColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from app.domain.account import Account
    from app.scoring.niche.reader import AccountReader

Floats = NDArray[np.float64]
Hashes = NDArray[np.int64]

SECONDS_PER_DAY = 86_400.0
_LARGEST_COUNT = 2.0**53
_OLDEST_DAYS = 11_000.0
"""Thirty years: no platform is older, so a greater age is a default date of the source."""
_SILENT_ACCOUNTS = 50
_LABELS = {str(label): label.is_inauthentic for label in Label}
_SHORTEST_BIO = 20
"""Characters below which equal bios prove nothing: "he/him" and "student" repeat by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AccountColumns:
    """Facts about n accounts, float64[n] unless said otherwise, NaN = unknown; times are days before `observed_at`.

    Only `created_day` is on the calendar, in days since 1970, so that accounts observed at different times compare.
    `*_hash` are int64, 0 = unknown, and equal where the text was equal; they hold inside one process only.
    `texts` is what the accounts' own words come to. `follow_order` is the follow rank, or the position in the list
    where no rank is known. `label` is what a reviewer said, 1 inauthentic, 0 authentic; no signal may read it.
    """

    account_ids: NDArray[np.object_]
    followers_count: Floats
    following_count: Floats
    posts_count: Floats
    likes_given_count: Floats
    created_day: Floats
    age_days: Floats
    age_at_follow_days: Floats
    idle_days: Floats
    follow_order: Floats
    has_display_name: Floats
    has_location: Floats
    has_url: Floats
    has_avatar: Floats
    bio_length: Floats
    handle_digit_share: Floats
    engagements_count: Floats
    label: Floats
    template_hash: Hashes
    avatar_hash: Hashes
    bio_hash: Hashes
    texts: TextColumns

    def __len__(self) -> int:
        """Count the accounts."""
        return len(self.account_ids)

    @classmethod
    def from_accounts(
        cls,
        accounts: Sequence[Account],
        *,
        drawn_at: datetime,
        reader: AccountReader | None = None,
        first_position: int = 0,
    ) -> Self:
        """Read accounts into columns; ages are taken at `observed_at`, else at `drawn_at`; words by a reader alone.

        A value that cannot be (created after it was observed, an age above thirty years, a negative count) is unknown.
        """
        observed = _seconds(accounts, "observed_at")
        observed = np.where(np.isnan(observed), drawn_at.timestamp(), observed)
        created = _seconds(accounts, "created_at")
        created = np.where(
            (created <= observed) & (observed - created <= _OLDEST_DAYS * SECONDS_PER_DAY), created, np.nan
        )
        followed = _seconds(accounts, "followed_at")
        followed = np.where(followed <= observed, followed, np.nan)
        rank = _counts(accounts, "follow_rank")
        position = np.arange(first_position, first_position + len(accounts), dtype=np.float64)
        template_hash, digit_share = _read_handles(accounts)
        bio_length, bio_hash = _read_bios(accounts)
        return cls(
            account_ids=np.array([account.account_id for account in accounts], dtype=np.object_),
            followers_count=_counts(accounts, "followers_count"),
            following_count=_counts(accounts, "following_count"),
            posts_count=_counts(accounts, "posts_count"),
            likes_given_count=_counts(accounts, "likes_given_count"),
            created_day=created / SECONDS_PER_DAY,
            age_days=_days_between(created, observed),
            age_at_follow_days=_days_between(created, followed),
            idle_days=_days_between(_not_before(created, _seconds(accounts, "last_posted_at")), observed),
            follow_order=np.where(np.isnan(rank), position, rank),
            has_display_name=_filled(accounts, "display_name"),
            has_location=_filled(accounts, "location"),
            has_url=_flags(accounts, "has_url"),
            has_avatar=_read_has_avatar(accounts),
            bio_length=bio_length,
            handle_digit_share=digit_share,
            engagements_count=np.fromiter(
                (len(account.engagements) for account in accounts), np.float64, len(accounts)
            ),
            label=_floats([_LABELS.get(label) for label in _values(accounts, "label")]),
            template_hash=template_hash,
            avatar_hash=_hashes(
                [account.avatar_id if account.has_avatar is not False else None for account in accounts]
            ),
            bio_hash=bio_hash,
            texts=TextColumns.unread(len(accounts)) if reader is None else reader.read(accounts),
        )

    @classmethod
    def concat(cls, parts: Sequence[Self]) -> Self:
        """Join columns in order; the parts share one process and one reader."""
        arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in fact_names(cls)}
        return cls(**arrays, texts=TextColumns.concat([part.texts for part in parts]))

    def without_silent_facts(self) -> Self:
        """Read likes, or pictures, as unknown when nobody of 50 or more has any: then the source does not tell."""
        unknown: dict[str, Any] = {
            name: np.full(len(self), np.nan)
            for name in ("likes_given_count", "has_avatar")
            if _is_silent(getattr(self, name))
        }
        return replace(self, **unknown) if unknown else self

    def take(self, indices: NDArray[np.intp] | NDArray[np.bool_]) -> Self:
        """Choose accounts by index or mask, in the order given."""
        arrays = {name: getattr(self, name)[indices] for name in fact_names(type(self))}
        return type(self)(**arrays, texts=self.texts.take(indices))


def _is_silent(values: Floats) -> bool:
    told = values[~np.isnan(values)]
    return told.size >= _SILENT_ACCOUNTS and not told.any()


def fact_names(columns: type[AccountColumns]) -> tuple[str, ...]:
    """Names of the columns, those of texts left out."""
    return tuple(field.name for field in fields(columns) if field.name != "texts")


def _values(accounts: Sequence[Account], name: str) -> list[Any]:
    return list(map(attrgetter(name), accounts))


def _floats(values: Sequence[Any]) -> Floats:
    try:
        return np.array(values, dtype=np.float64)
    except OverflowError:
        return np.array(
            [None if value is None or abs(value) > _LARGEST_COUNT else value for value in values], np.float64
        )


def _counts(accounts: Sequence[Account], name: str) -> Floats:
    counts = _floats(_values(accounts, name))
    return np.where((counts >= 0) & (counts <= _LARGEST_COUNT), counts, np.nan)


def _flags(accounts: Sequence[Account], name: str) -> Floats:
    return _floats(_values(accounts, name))


def _filled(accounts: Sequence[Account], name: str) -> Floats:
    return _floats([None if text is None else bool(text) and not text.isspace() for text in _values(accounts, name)])


def _seconds(accounts: Sequence[Account], name: str) -> Floats:
    return _floats([None if moment is None else moment.timestamp() for moment in _values(accounts, name)])


def _days_between(start: Floats, end: Floats) -> Floats:
    days = (end - start) / SECONDS_PER_DAY
    return np.where(days >= 0, days, np.nan)


def _not_before(created: Floats, moment: Floats) -> Floats:
    return np.where(moment < created, np.nan, moment)


def _hashes(texts: Iterable[str | None]) -> Hashes:
    return np.array([hash(text) if text else 0 for text in texts], dtype=np.int64)


def _read_has_avatar(accounts: Sequence[Account]) -> Floats:
    return _floats(
        [True if account.has_avatar is None and account.avatar_id else account.has_avatar for account in accounts]
    )


def _read_handles(accounts: Sequence[Account]) -> tuple[Hashes, Floats]:
    templates, shares = read_handles(_values(accounts, "handle"))
    told = _flags(accounts, "handle_digit_share")
    counted = _counts(accounts, "handle_digit_count") / np.maximum(1.0, _counts(accounts, "handle_length"))
    read = _floats(shares)
    share = np.where(np.isnan(read), np.where(np.isnan(told), counted, told), read)
    return _hashes(templates), np.where((share >= 0) & (share <= 1), share, np.nan)


def _read_bios(accounts: Sequence[Account]) -> tuple[Floats, Hashes]:
    bios = [None if account.bio is None else " ".join(account.bio.casefold().split()) for account in accounts]
    lengths = _floats([None if bio is None else len(bio) for bio in bios])
    told = _counts(accounts, "bio_length")
    hashes = _hashes(bio if bio is not None and len(bio) >= _SHORTEST_BIO else None for bio in bios)
    return np.where(np.isnan(lengths), told, lengths), hashes
