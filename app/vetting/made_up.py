"""Two made-up creators for the first look, a small community and a large crowd. Nobody in them exists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.account import Account
from app.domain.money import Money
from app.vetting.made_up_accounts import DRAWN_AT, Follower, Habits, make_bought, make_person

__all__ = ["BRIEF", "DRAWN_AT", "Made", "MadeUpCreator", "make_community", "make_crowd"]

BRIEF: Final = "vegan protein bars for women who lift"

COMMUNITY: Final = 3_000
COMMUNITY_BOUGHT: Final = 90
"""Strays that nobody ordered, spread over the years; every audience has some."""
CHECKED: Final = 100
"""Accounts of the community, drawn at random, that carry a person's label."""

CROWD: Final = 40_000
CROWD_BOUGHT: Final = 16_000
"""Accounts that came in one delivery of three days, most of them made in the weeks before."""
SHARED: Final = 300
"""People of the community who follow the crowd's creator as well."""

_COMMUNITY_HABITS: Final = Habits(in_niche=0.85, dormant=0.08, follows_many=0.04)
_CROWD_HABITS: Final = Habits(in_niche=0.01, dormant=0.3, follows_many=0.15)
_COMMUNITY_DAYS: Final = 1_500
_CROWD_DAYS: Final = 2_600
_DELIVERED_DAYS: Final = 330
_DELIVERY_TOOK_DAYS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What an audience was made to be; shares are of the authentic accounts, the niche's of those with words."""

    population: int
    inauthentic_share: float
    reachable_share: float
    niche_share: float

    @classmethod
    def of(cls, followers: Sequence[Follower]) -> "Made":
        """Count what was made."""
        people = [one for one in followers if not one.is_bought]
        return cls(
            population=len(followers),
            inauthentic_share=1 - len(people) / len(followers),
            reachable_share=_share(one.is_reachable for one in people),
            niche_share=_share(one.is_in_niche for one in people if one.account.bio),
        )

    @property
    def effective_audience(self) -> float:
        """Followers that are authentic, reachable and in the niche."""
        return self.population * (1 - self.inauthentic_share) * self.reachable_share * self.niche_share


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpCreator:
    """A creator with a fee, the followers, newest first, and what they were made to be."""

    handle: str
    fee: Money
    accounts: Sequence[Account]
    made: Made


def make_community(seed: int = 7) -> MadeUpCreator:
    """Make a few thousand people of whom most who write speak of plants and of strength, a hundred of them checked."""
    generator = np.random.default_rng(seed)
    followers = _community(generator)
    checked = set(generator.choice(len(followers), CHECKED, replace=False).tolist())
    return MadeUpCreator(
        handle="lifter.example",
        fee=Money(amount_minor=60_000, currency="EUR"),
        accounts=[one.at(rank, is_checked=rank in checked) for rank, one in enumerate(followers)],
        made=Made.of(followers),
    )


def make_crowd(seed: int = 7) -> MadeUpCreator:
    """Make a celebrity's followers: many bought, most others speak of anything, some are of the seed's community."""
    generator = np.random.default_rng(seed + 1)
    fans = [one for one in _community(np.random.default_rng(seed)) if not one.is_bought]
    people = [
        make_person(generator, f"crowd-{number}", generator.random() * _CROWD_DAYS, _CROWD_HABITS)
        for number in range(CROWD - CROWD_BOUGHT - SHARED)
    ]
    bought = [
        make_bought(generator, f"delivered-{number}", _DELIVERED_DAYS + generator.random() * _DELIVERY_TOOK_DAYS)
        for number in range(CROWD_BOUGHT)
    ]
    shared = [fans[number] for number in generator.choice(len(fans), SHARED, replace=False)]
    followers = _newest_first(people + bought + shared)
    return MadeUpCreator(
        handle="star.example",
        fee=Money(amount_minor=450_000, currency="EUR"),
        accounts=[one.at(rank) for rank, one in enumerate(followers)],
        made=Made.of(followers),
    )


def _community(generator: np.random.Generator) -> list[Follower]:
    days = generator.random(COMMUNITY) * _COMMUNITY_DAYS
    return _newest_first(
        make_bought(generator, f"stray-{number}", float(one))
        if number < COMMUNITY_BOUGHT
        else make_person(generator, f"community-{number}", float(one), _COMMUNITY_HABITS)
        for number, one in enumerate(days)
    )


def _newest_first(followers: Iterable[Follower]) -> list[Follower]:
    return sorted(followers, key=lambda one: one.followed_days)


def _share(held: Iterable[bool]) -> float:
    return float(np.mean(list(held)))
