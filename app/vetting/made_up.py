"""A made-up audience for the first look: nobody in it exists."""

from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from app.domain.account import Account

DRAWN_AT: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)
BRIEF: Final = "vegan protein bars for women who lift"
HANDLE: Final = "made.up.creator"
POPULATION: Final = 3_000
BOUGHT: Final = 1_500
"""Accounts that came in one delivery, all of them made within six weeks."""

_FIRST: Final = ("ana", "ben", "chloe", "dario", "emma", "finn", "grace", "hugo", "ines", "jonas", "kira", "leo")
_SURNAMES: Final = ("berg", "costa", "diaz", "ek", "fox", "gray", "hill", "ito", "jung", "klein", "lund", "moss")
_INTERESTS: Final = (
    "lifting heavy, eating plants",
    "vegan recipes and strength training",
    "powerlifting mum, plant protein only",
    "coffee, bikes, bad puns",
    "photographer in the north",
    "books and long walks",
    "I write about cities",
    "football on sundays",
)
_NICHE_WEIGHTS: Final = (0.14, 0.12, 0.09, 0.15, 0.13, 0.13, 0.12, 0.12)
_PLACES: Final = ("Porto", "Lyon", "Leeds", "Turin", "Ghent", "Graz", "Malmö", "Oslo", "Split", "Brno", "Cork", "Bern")
_TASTES: Final = ("tea", "rain", "maps", "chess", "jazz", "dogs", "cats", "hills", "trains", "plants", "bread", "films")


def make_audience(seed: int = 7) -> list[Account]:
    """Make the followers, newest first: people, and one block of accounts that look bought."""
    generator = np.random.default_rng(seed)
    block_start = 400
    return [
        _bought(generator, rank) if block_start <= rank < block_start + BOUGHT else _person(generator, rank)
        for rank in range(POPULATION)
    ]


def _person(generator: np.random.Generator, rank: int) -> Account:
    age_days = float(generator.uniform(60, 2_600))
    following = int(generator.lognormal(5.6, 0.9))
    posts = int(generator.lognormal(5.0, 1.6))
    speaks = generator.random() < 0.7  # noqa: PLR2004 - three in ten write no bio
    first, last = generator.choice(_FIRST), generator.choice(_SURNAMES)
    return Account(
        account_id=f"person-{rank}",
        handle=f"{first}{generator.choice(('', '.', '_'))}{last}{generator.choice(('', '', '7', '88'))}",
        display_name=f"{str(first).title()} {str(last).title()}",
        bio=_bio(generator) if speaks else "",
        followers_count=int(generator.lognormal(5.2, 1.1)),
        following_count=following,
        posts_count=posts,
        created_at=DRAWN_AT - timedelta(days=age_days),
        last_posted_at=DRAWN_AT - timedelta(days=float(generator.exponential(40))) if posts else None,
        observed_at=DRAWN_AT,
        follow_rank=rank,
        has_avatar=bool(generator.random() < 0.95),  # noqa: PLR2004
        avatar_id=f"picture-{rank}",
    )


def _bio(generator: np.random.Generator) -> str:
    interest = generator.choice(_INTERESTS, p=_NICHE_WEIGHTS)
    tastes = " & ".join(generator.choice(_TASTES, size=2, replace=False))
    return f"{interest} · {tastes} · {generator.choice(_PLACES)}, since {generator.integers(1960, 2006)}"


def _bought(generator: np.random.Generator, rank: int) -> Account:
    first, last = generator.choice(_FIRST), generator.choice(_SURNAMES)
    return Account(
        account_id=f"block-{rank}",
        handle=f"{str(first).title()}_{str(last).title()}{generator.integers(10_000, 99_999)}",
        display_name=str(first).title(),
        bio="",
        followers_count=int(generator.poisson(4)),
        following_count=int(generator.integers(900, 3_500)),
        posts_count=int(generator.poisson(1)),
        created_at=DRAWN_AT - timedelta(days=float(generator.uniform(25, 45))),
        observed_at=DRAWN_AT,
        follow_rank=rank,
        has_avatar=bool(generator.random() < 0.4),  # noqa: PLR2004
        avatar_id=f"stock-{generator.integers(0, 12)}",
    )
