"""Followers that nobody is: people, and accounts as sellers deliver them. What each was made to be is known."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from app.domain.account import Account, Label
from app.vetting.made_up_bios import pick, write_bio

DRAWN_AT: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)

_FIRST: Final = (
    *("ana", "ben", "chloe", "dario", "emma", "finn", "grace", "hugo", "ines", "jonas", "kira", "leo", "mara"),
    *("nils", "olga", "pau", "rosa", "sven", "tara", "uwe", "vera", "wim", "yara", "zoe"),
)
_SURNAMES: Final = (
    *("berg", "costa", "diaz", "ek", "fox", "gray", "hill", "ito", "jung", "klein", "lund", "moss", "nunes", "olsen"),
    *("pinto", "quist", "roth", "silva", "tran", "urban", "voss", "wolf", "young", "zander"),
)
_SILENT: Final = 0.3
_WITH_PICTURE: Final = 0.95
_NEVER_POSTED: Final = 0.2
_BOUGHT_WITH_PICTURE: Final = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people of an audience are made, as chances: of being in the niche, dormant, and following thousands."""

    in_niche: float
    dormant: float
    follows_many: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """An account with what it was made to be; `followed_days` ago it followed, and only its rank tells."""

    account: Account
    followed_days: float
    is_bought: bool
    is_reachable: bool
    is_in_niche: bool

    @property
    def label(self) -> Label:
        """What a person who checks the account would call it."""
        if self.is_bought:
            return Label.FAKE
        return Label.GENUINE if self.is_reachable else Label.DORMANT

    def at(self, rank: int, *, is_checked: bool = False) -> Account:
        """Give the account its place in a list, and its label where a person checked it."""
        return replace(self.account, follow_rank=rank, label=self.label if is_checked else None)


def make_person(generator: np.random.Generator, name: str, followed_days: float, habits: Habits) -> Follower:
    """Make somebody: three in ten write no bio, a few quiet ones never posted, most are followed back now and then."""
    is_dormant, follows_many = generator.random() < habits.dormant, generator.random() < habits.follows_many
    is_in_niche = bool(generator.random() < habits.in_niche)
    age_days = followed_days + 20 + generator.exponential(700)
    has_posted = not (is_dormant and generator.random() < _NEVER_POSTED)
    idle_days = 120 + generator.random() * 900 if is_dormant else min(85.0, generator.exponential(12))
    age_days = max(age_days, idle_days + 200)
    following = generator.uniform(1_600, 6_000) if follows_many else min(1_400.0, generator.lognormal(5.6, 0.8))
    first, last = pick(generator, _FIRST), pick(generator, _SURNAMES)
    return Follower(
        account=Account(
            account_id=name,
            handle=f"{first}{pick(generator, ('', '.', '_'))}{last}{pick(generator, ('', '', '', '7', '88', 'x'))}",
            display_name=f"{first.title()} {last.title()}",
            bio="" if generator.random() < _SILENT else write_bio(generator, in_niche=is_in_niche),
            followers_count=int(following * generator.lognormal(-0.3, 0.7)),
            following_count=int(following),
            posts_count=1 + int(age_days * generator.lognormal(-1.5, 1.0)) if has_posted else 0,
            created_at=DRAWN_AT - timedelta(days=age_days),
            last_posted_at=DRAWN_AT - timedelta(days=idle_days) if has_posted else None,
            observed_at=DRAWN_AT,
            has_avatar=bool(generator.random() < _WITH_PICTURE),
            avatar_id=f"picture-{name}",
        ),
        followed_days=followed_days,
        is_bought=False,
        is_reachable=not (is_dormant or follows_many),
        is_in_niche=is_in_niche,
    )


def make_bought(generator: np.random.Generator, name: str, followed_days: float) -> Follower:
    """Make an account as sellers deliver them: weeks old when it follows, empty, with one of twelve pictures."""
    first, last = pick(generator, _FIRST), pick(generator, _SURNAMES)
    return Follower(
        account=Account(
            account_id=name,
            handle=f"{first.title()}_{last.title()}{generator.integers(10_000, 99_999)}",
            display_name=first.title(),
            bio="",
            followers_count=int(generator.poisson(4)),
            following_count=int(generator.integers(900, 3_500)),
            posts_count=int(generator.poisson(1)),
            created_at=DRAWN_AT - timedelta(days=followed_days + generator.uniform(5, 25)),
            observed_at=DRAWN_AT,
            has_avatar=bool(generator.random() < _BOUGHT_WITH_PICTURE),
            avatar_id=f"stock-{generator.integers(0, 12)}",
        ),
        followed_days=followed_days,
        is_bought=True,
        is_reachable=False,
        is_in_niche=False,
    )
