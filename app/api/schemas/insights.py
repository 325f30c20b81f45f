"""An owner's figures about the audience, as answered."""

from datetime import date
from typing import Annotated, Final

from pydantic import ConfigDict, Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import InsightsId, Proportion, SmallCount, UtcTime, open_enum
from app.domain import insights as domain
from app.domain.handle import Platform
from app.domain.insights import Gender, InsightsAudience

PLATFORM: Final = "Platform that showed the figures."
HANDLE: Final = "The owner's name on the platform."
AUDIENCE: Final = "Whom the figures are about: who follows, who saw, or who reacted."
TAKEN_AT: Final = "Time at which the platform showed the figures."
PERIOD: Final = "Days that the figures were counted over."
FROM: Final = "First day of the period."
TO: Final = "Last day of the period."
AGE_FROM: Final = "Youngest age of the group, in years. Null: of all ages."
AGE_TO: Final = "Oldest age of the group, in years. Null: without an upper end, or of all ages."
GENDER: Final = "Gender as the platform counts it. Null: of all genders."
COUNTRY: Final = "Two upper-case letters of ISO 3166-1. Null: what the platform calls other or unknown."
CITY: Final = "Name of the city as the platform writes it. Null: what the platform calls other or unknown."
CITY_COUNTRY: Final = "Two upper-case letters of ISO 3166-1. Null when not told."
SHARE: Final = "Part of the audience, from 0 to 1."
AGE_GENDER: Final = (
    "Shares by age and gender. Rows with both, rows with an age only and rows with a gender only are three breakdowns "
    "of the same audience."
)
COUNTRIES: Final = "Shares by country."
CITIES: Final = "Shares by city."


class InsightsPeriod(Answer):
    """Days that figures were counted over, both included."""

    model_config = ConfigDict(extra="ignore", serialize_by_alias=True)

    first: date = Field(alias="from", description=FROM, examples=["2026-10-01"])
    last: date = Field(alias="to", description=TO, examples=["2026-10-28"])


class AgeGenderShare(Answer):
    """Part of the audience in an age group, of a gender, or both."""

    age_from: SmallCount | None = Field(description=AGE_FROM, examples=[18])
    age_to: SmallCount | None = Field(description=AGE_TO, examples=[24])
    gender: Annotated[str, open_enum(*Gender)] | None = Field(description=GENDER, examples=["female"])
    share: Proportion = Field(description=SHARE, examples=[0.21])


class CountryShare(Answer):
    """Part of the audience in a country."""

    country: str | None = Field(description=COUNTRY, examples=["AT"])
    share: Proportion = Field(description=SHARE, examples=[0.34])


class CityShare(Answer):
    """Part of the audience in a city."""

    name: str | None = Field(description=CITY, examples=["Vienna"])
    country: str | None = Field(description=CITY_COUNTRY, examples=["AT"])
    share: Proportion = Field(description=SHARE, examples=[0.12])


class InsightsRests(Answer):
    """What each breakdown leaves of the whole: parts that the platform did not list, from 0 to 1."""

    age_gender: Proportion | None = Field(
        description="Rest of the shares by age and gender together. Null when none were told.", examples=[0.04]
    )
    age: Proportion | None = Field(
        description="Rest of the shares by age alone. Null when none were told.", examples=[0.0]
    )
    gender: Proportion | None = Field(
        description="Rest of the shares by gender alone. Null when none were told.", examples=[0.0]
    )
    countries: Proportion | None = Field(
        description="Rest of the shares by country. Null when none were told.", examples=[0.27]
    )
    cities: Proportion | None = Field(
        description="Rest of the shares by city. Null when none were told.", examples=[0.71]
    )


class Insights(Answer):
    """What an owner told about the audience. Nobody checked it, and no score and no verdict uses it."""

    id: InsightsId = Field(description="Id of the insights.", examples=["ins_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    platform: Annotated[str, open_enum(*Platform)] = Field(description=PLATFORM)
    handle: str = Field(description=f"{HANDLE} Without the leading @.", examples=["alice.example"])
    audience: Annotated[str, open_enum(*InsightsAudience)] = Field(description=AUDIENCE)
    taken_at: UtcTime | None = Field(
        description=f"{TAKEN_AT} Null when they were counted over a period.", examples=["2026-10-31T08:00:00Z"]
    )
    period: InsightsPeriod | None = Field(description=f"{PERIOD} Null when they are of one moment.")
    age_gender: list[AgeGenderShare] = Field(description=f"{AGE_GENDER} Empty when none were told.")
    countries: list[CountryShare] = Field(description=f"{COUNTRIES} Empty when none were told.")
    cities: list[CityShare] = Field(description=f"{CITIES} Empty when none were told.")
    rests: InsightsRests = Field(description="What each breakdown leaves of the whole.")
    source: Annotated[str, open_enum(domain.SOURCE)] = Field(description="Who told the figures: always the owner.")
    is_verified: bool = Field(description="Whether anybody checked the figures: always false.", examples=[False])
    text: str = Field(
        description="What to know before the figures are read, as a sentence.",
        examples=["These figures are the owner's own. They were not checked."],
    )
    created_at: UtcTime = Field(description="Time in UTC at which they were told.", examples=["2026-11-02T09:29:58Z"])


class InsightsPage(Answer):
    """One page of insights, the last told first."""

    data: list[Insights] = Field(description="The insights of this page.")
    has_more: bool = Field(description="Whether another page follows.", examples=[True])
    next_cursor: str | None = Field(
        description="Value of `cursor` for the next page. Null on the last.", examples=["MjAyNi0xMS0wMlQwOToyOTo1OFo"]
    )
