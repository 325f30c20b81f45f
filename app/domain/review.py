"""What a person found when looking at an account of a sample."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.account import Label
from app.domain.assessment import AccountScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A label that an account was given, by the holder of which API key, and when."""

    account_id: str
    label: Label
    reviewed_by: str
    reviewed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCandidate:
    """An account that a person should look at, and the label that it has already."""

    score: AccountScore
    label: Label | None
