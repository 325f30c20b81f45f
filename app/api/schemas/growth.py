"""How the audience grew."""

from datetime import date
from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, Proportion, open_enum
from app.domain.growth import Outcome, TimeSource


class Explanation(Answer):
    """An innocent explanation that was tried."""

    code: Annotated[
        str, open_enum("much_seen_post", "accounts_old_and_alive", "platform_growth", "platform_cleanup")
    ] = Field(description="Stable code of the explanation.")
    outcome: Annotated[str, open_enum(*Outcome)] = Field(
        description="Whether it holds, fails, or is `unknown` because the data does not tell."
    )
    text: str = Field(
        description="The outcome as a sentence, with its figures.",
        examples=["The best of 4 posts of these days has 120 reactions; usual are 110."],
    )


class GrowthAnomaly(Answer):
    """Days on which far more followers came, or went, than around them."""

    code: Annotated[str, open_enum("growth_burst", "growth_burst_explained", "follower_drop")] = Field(
        description="Stable code of the anomaly."
    )
    first_day: date = Field(description="First day, UTC.", examples=["2026-09-14"])
    last_day: date = Field(description="Last day, UTC.", examples=["2026-09-15"])
    accounts: Count = Field(
        description="Number of listed accounts that followed on these days; for a drop, by how many the count fell.",
        examples=[640],
    )
    expected: Number = Field(
        description="Number of accounts that the weeks around would give for as many days, from 0.", examples=[22.5]
    )
    times_baseline: Number | None = Field(
        description="`accounts` over `expected`, from 0. Null when nothing was expected.", examples=[28.4]
    )
    p_value: Proportion | None = Field(
        description="Probability, from 0 to 1, of so many by chance, over all windows tried. Null for a drop.",
        examples=[0.00001],
    )
    explanations: list[Explanation] = Field(description="The innocent explanations that were tried.")
    text: str = Field(
        description="The anomaly as a sentence.",
        examples=["640 accounts followed from 2026-09-14 to 2026-09-15, 28.4 times the 22.5 of the weeks around."],
    )
    is_innocent: bool = Field(description="Whether an innocent explanation accounts for it.", examples=[False])


class Growth(Answer):
    """When the listed followers came, as far as the data dates it."""

    source: Annotated[str, open_enum(*TimeSource)] = Field(
        description="Where follow times come from: told (`known`), or bounded by creation dates in follow order."
    )
    accounts: Count = Field(description="Number of accounts whose follow time is known or bounded.", examples=[48007])
    first_day: date | None = Field(
        description="Day of the oldest follow, UTC. Null without follow times.", examples=["2023-04-02"]
    )
    last_day: date | None = Field(
        description="Day of the newest follow, UTC. Null without follow times.", examples=["2026-11-01"]
    )
    resolution_days: Number | None = Field(
        description="Width in days, from 0, of the bounds of the median account; 0 for told times. No burst is dated "
        "closer. Null without follow times.",
        examples=[1.4],
    )
    median_per_day: Number | None = Field(
        description="New followers on the median day, from 0. Null without follow times.", examples=[31.0]
    )
    dispersion: Number | None = Field(
        description="Variance of daily counts over their mean, from 0; 1 is chance alone. Null when too few accounts "
        "or days were known to look for bursts.",
        examples=[2.8],
    )
    anomalies: list[GrowthAnomaly] = Field(description="Bursts and drops; empty when none was found or looked for.")
    limits: list[str] = Field(
        description="What these measures cannot say, as sentences.",
        examples=[["Only the newest followers were listed: growth before them was not measured."]],
    )
