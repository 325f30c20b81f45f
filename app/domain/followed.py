"""Whom members of an audience follow: evidence of what those care about who say nothing themselves."""

from dataclasses import dataclass

from app.domain.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedBy:
    """Whom one member of an audience follows besides the creator, the newest first, as far as one call tells.

    Of these accounts the id, the bio and the declared language are known at most, of those who ask for privacy the id
    alone. Empty when the member follows nobody else, is gone, or does not show whom it follows.
    """

    account_id: str
    followed: tuple[Account, ...]
