"""How much one vetting reads at most, and of which audiences: what collecting keeps to, and a plan reckons with."""

from dataclasses import dataclass, replace
from typing import Final

from app.domain.audience import Role
from app.platforms.capabilities import Capabilities
from app.platforms.tariff import Operation

ENGAGERS_AT_MOST: Final = 200
"""Likers, and commenters, whose counts are fetched beside the followers: enough for a share within 7 points."""

FOLLOWINGS_AT_MOST: Final = 10_000
"""Accounts that the creator follows, the newest: a hundred calls, which can only be made one after the other."""

POSTS_AT_MOST: Final = 100
"""Most posts that a page of any platform holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a vetting reads at most; `followed_members` is of how many followers it reads whom they follow."""

    sample_size: int
    listed_accounts: int
    engaging_posts: int
    followed_members: int

    def on(self, platform: Capabilities) -> "Extent":
        """Where every listed account costs money, no more are listed than are drawn."""
        if not platform.tariff.price_of(Operation.FOLLOWERS).micros_per_item:
            return self
        return replace(self, listed_accounts=min(self.listed_accounts, self.sample_size))


def operation_of(role: Role) -> Operation:
    """Name the call that lists an audience."""
    return {
        Role.FOLLOWERS: Operation.FOLLOWERS,
        Role.LIKERS: Operation.LIKERS,
        Role.COMMENTERS: Operation.COMMENTERS,
    }[role]


def engager_roles(platform: Capabilities) -> tuple[Role, ...]:
    """Name the audiences that react to posts; without followers the first is the main one: words tell most."""
    likers = (Role.LIKERS,) if platform.lists_likers else ()
    commenters = (Role.COMMENTERS,) if platform.lists_commenters else ()
    return (*likers, *commenters) if platform.lists_followers else (*commenters, *likers)
