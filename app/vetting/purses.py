"""Whose money is spent: each vetting has a cap, each tenant and the whole installation have one a day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.budget import Cap
from app.domain.handle import Platform

NO_CAP: Final = Cap()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Hard limits of an installation on what it spends on one platform."""

    vetting: Cap = NO_CAP
    tenant_day: Cap = NO_CAP
    day: Cap = NO_CAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """One sum that costs come out of: the key and day under which it is counted, its cap, and its name in sentences."""

    key: str
    day: date
    cap: Cap
    name: str


def open_purses(
    caps: Caps,
    platform: Platform,
    tenant_id: str,
    today: date,
    *,
    spender: str,
    began: date,
    budget: Cap | None = None,
) -> tuple[Purse, ...]:
    """Give the purses that a vetting (or a plan) pays from, always in the same order, so that none waits for another.

    `spender` is its id and `began` the day on which it was asked for: its own sum goes on over midnight.
    """
    return (
        Purse(key=f"spender:{spender}", day=began, cap=caps.vetting.lower(budget), name="this vetting"),
        Purse(key=f"tenant:{tenant_id}:{platform}", day=today, cap=caps.tenant_day, name="one day of this account"),
        Purse(key=f"platform:{platform}", day=today, cap=caps.day, name="one day of this server"),
    )
