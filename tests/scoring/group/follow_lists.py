"""Made-up follower lists for the scan: people who followed over six years, and what is mixed into them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from factories import DRAWN_AT, days_ago, make_account

from app.domain.account import Account
from app.scoring.columns import AccountColumns

YEARS = 6 * 365.0


def make_people(
    count: int, seed: int = 1, *, hollow_share: float = 0.1, days: float = YEARS, newcomer_share: float = 0.15
) -> list[Account]:
    """Make people in the order in which they followed, newest first.

    Some of them have an empty profile, and all have who are younger than four months.
    """
    random = np.random.default_rng(seed)
    followed = np.sort(random.uniform(0, days, count))
    is_newcomer = random.random(count) < newcomer_share
    age = np.where(is_newcomer, random.exponential(20, count), random.uniform(90, 3_000, count))
    is_hollow = (random.random(count) < hollow_share) | (followed + age < 120)
    people = []
    for index in range(count):
        changes: dict[str, Any] = {
            "followers_count": int(random.lognormal(5.5, 1)),
            "posts_count": int(random.lognormal(6.5, 1.5)),
            "following_count": int(random.lognormal(5.5, 1)),
            "bio": "" if random.random() < 0.2 else f"reader number {index}",
            "location": "" if random.random() < 0.4 else "by the sea",
            "has_url": bool(random.random() < 0.3),
        }
        if is_hollow[index]:
            changes |= _empty(random)
        created_at = days_ago(float(followed[index] + age[index]))
        people.append(make_account(index, created_at=created_at, **changes))
    return people


def make_batch(count: int, followed: float, seed: int = 2, *, age: float = 200.0) -> list[Account]:
    """Make empty accounts as they are delivered, created within two months, this many days before they followed."""
    random = np.random.default_rng(seed)
    created = followed + age + random.uniform(0, 60, count)
    return [
        make_account(index, account_id=f"bought-{index}", created_at=days_ago(float(created[index])), **_empty(random))
        for index in range(count)
    ]


def make_fans(count: int, seed: int = 3) -> list[Account]:
    """Make people who are alive and unlike the rest, as one much-seen post brings them."""
    people = make_people(count, seed, hollow_share=0.0)
    return [
        replace(person, account_id=f"fan-{index}", posts_count=9_000 + index, created_at=days_ago(2_300 + index % 900))
        for index, person in enumerate(people)
    ]


def put(people: Sequence[Account], others: Sequence[Account], at: int, step: int = 0) -> list[Account]:
    """Put others into a list from position `at` on, all together or one after each `step` people."""
    mixed = list(people)
    if not step:
        return [*mixed[:at], *others, *mixed[at:]]
    for number, account in enumerate(others):
        mixed.insert(at + number * (step + 1), account)
    return mixed


def ranked(accounts: Sequence[Account]) -> list[Account]:
    """Number the accounts, newest follow first."""
    return [replace(account, follow_rank=rank) for rank, account in enumerate(accounts)]


def columns_of(accounts: Sequence[Account]) -> AccountColumns:
    """Read the accounts, ranked in the order given."""
    return AccountColumns.from_accounts(ranked(accounts), drawn_at=DRAWN_AT)


def _empty(random: np.random.Generator) -> dict[str, Any]:
    return {
        "followers_count": int(random.integers(0, 12)),
        "posts_count": int(random.integers(0, 6)),
        "following_count": int(random.integers(300, 1_500)),
        "bio": "",
        "location": "",
        "has_url": False,
    }
