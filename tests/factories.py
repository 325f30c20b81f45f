"""Made-up accounts and audiences. A test names only what it is about; everything else is the same each time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.account import Account
from app.domain.audience import AudienceSample, Availability, Frame, FrameNote, Order, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWN_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)

_FIRST_NAMES = ("amira", "bruno", "chloe", "deniz", "elif", "farid", "greta", "hugo", "ines", "jonas", "kaya", "lena")
_HOBBIES = ("coffee", "hiking", "film", "football", "gardens", "jazz", "maps", "ceramics", "chess", "sailing", "bread")


def days_ago(days: float) -> datetime:
    """Give the moment so many days before DRAWN_AT."""
    return DRAWN_AT - timedelta(days=days)


def bare_account(account_id: str = "account-0") -> Account:
    """Make an account of which nothing is known but its id."""
    return Account(account_id=account_id)


def make_account(index: int = 0, **changes: Any) -> Account:  # noqa: ANN401 (any field of Account)
    """Make an ordinary person: years old, posting, followed back, with a profile of its own."""
    name, hobby = _FIRST_NAMES[index % len(_FIRST_NAMES)], _HOBBIES[index % len(_HOBBIES)]
    fields: dict[str, Any] = {
        "account_id": f"account-{index}",
        "handle": f"{name}.{hobby}",
        "display_name": name.capitalize(),
        "bio": f"{hobby} on most days, reader number {index} of the town library",
        "location": "by the sea",
        "followers_count": 450 + index % 300,
        "following_count": 35 + index % 9,
        "posts_count": 3_000 + index % 1_000,
        "created_at": days_ago(2_500 + index % 400),
        "last_posted_at": days_ago(1 + index % 30),
        "observed_at": DRAWN_AT,
        "follow_rank": index,
        "has_avatar": True,
        "avatar_id": f"picture-{index}",
        "has_url": True,
    }
    return Account(**{**fields, **changes})


def make_bought_account(index: int = 0, **changes: Any) -> Account:  # noqa: ANN401 (any field of Account)
    """Make an account as sellers deliver them: days old, empty, following hundreds and followed by nobody."""
    fields: dict[str, Any] = {
        "handle": f"{_FIRST_NAMES[index % 12].capitalize()}_{_HOBBIES[index % 11].capitalize()}{10_000 + index}",
        "display_name": "",
        "bio": "",
        "location": "",
        "followers_count": index % 3,
        "following_count": 1_800 + index % 200,
        "posts_count": 0,
        "created_at": days_ago(20 + index % 5),
        "last_posted_at": None,
        "has_avatar": False,
        "avatar_id": None,
        "has_url": False,
    }
    return make_account(index, **{**fields, **changes})


def make_note(**changes: Any) -> FrameNote:  # noqa: ANN401 (any field of FrameNote)
    """Make the note of a complete follower list of 1,000."""
    fields: dict[str, Any] = {
        "role": Role.FOLLOWERS,
        "frame": Frame.COMPLETE,
        "order": Order.NEWEST_FIRST,
        "availability": Availability.OK,
        "population": 1_000,
        "listed": 1_000,
        "drawn_at": DRAWN_AT,
    }
    return FrameNote(**{**fields, **changes})


def make_audience(accounts: Sequence[Account], **note: Any) -> AudienceSample:  # noqa: ANN401 (any field of FrameNote)
    """Make a sample that is the whole of its audience unless the note says otherwise."""
    size = {"population": len(accounts), "listed": len(accounts)}
    return AudienceSample(note=make_note(**{**size, **note}), accounts=accounts)


def make_mixed_accounts(ordinary: int, bought: int) -> list[Account]:
    """Make ordinary accounts followed by bought ones, ids counted through."""
    people = [make_account(index) for index in range(ordinary)]
    return people + [make_bought_account(index) for index in range(ordinary, ordinary + bought)]
