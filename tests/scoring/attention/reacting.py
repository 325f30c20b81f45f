"""Made-up posts and the accounts that react to them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from factories import days_ago

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.post import Post

PUBLISHED = days_ago(10)


def make_post(index: int = 0, **changes: object) -> Post:
    fields: dict[str, object] = {"post_id": f"post-{index}", "created_at": PUBLISHED, "text": f"day {index}"}
    return Post(**{**fields, **changes})  # type: ignore[arg-type]


def reaction(post: int, text: str | None = None, seconds: float | None = None, kind: str = "comment") -> Engagement:
    at: datetime | None = None if seconds is None else PUBLISHED + timedelta(seconds=seconds)
    return Engagement(kind=EngagementKind(kind), post_id=f"post-{post}", at=at, text=text)


def reacting(name: int, *engagements: Engagement) -> Account:
    return Account(account_id=f"fan-{name}", engagements=engagements)


def commenters(texts: Iterable[str]) -> list[Account]:
    return [reacting(index, reaction(0, text)) for index, text in enumerate(texts)]
