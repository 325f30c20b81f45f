"""What was read for one vetting, ready to be assessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.account import Account
from app.domain.audience import AudienceSample
from app.domain.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Everything that was read for one vetting: the creator, the posts, and a sample of each audience."""

    subject: Account
    posts: Sequence[Post]
    samples: Sequence[AudienceSample]
    notes: Sequence[str]
