"""A post of the creator, with the reactions that the platform counts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post. Counts are None where the platform does not show them.

    `is_sponsored` is the platform's own mark of paid posts, None where it has none. `language` is as the platform or
    the author declares it (ISO 639-1).
    """

    post_id: str
    text: str | None = None
    created_at: datetime | None = None
    likes_count: int | None = None
    comments_count: int | None = None
    shares_count: int | None = None
    is_reply: bool = False
    is_sponsored: bool | None = None
    language: str | None = None
