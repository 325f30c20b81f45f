"""Insights: what a platform tells an owner about the audience, as the owner passes it on. Nobody checks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from app.domain.handle import Platform

SOURCE = "owner"
"""Where insights come from: always the owner, never a measurement."""

ROWS_AT_MOST = 500
"""Rows of each list: more than there are countries."""

MAX_AGE = 150
MAX_CITY_LENGTH = 200

SUM_AT_MOST = 1.02
"""Shares of one breakdown may sum to this: platforms round each of them by itself."""


class InsightsAudience(StrEnum):
    """Whom the figures are about: who follows, who saw, or who reacted."""

    FOLLOWERS = "followers"
    VIEWERS = "viewers"
    ENGAGED = "engaged"


class Gender(StrEnum):
    """Gender as a platform counts it; `other` is its own third group, `unknown` are those that it cannot tell."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGenderShare:
    """Part of the audience in an age group, of a gender, or both. Ages are in years, both ends included.

    Without ages the part is of all ages, without `age_to` it has no upper end, without a gender it is of all genders.
    """

    age_from: int | None
    age_to: int | None
    gender: Gender | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryShare:
    """Part of the audience in a country (ISO 3166-1 alpha-2); None is what the platform calls other or unknown."""

    country: str | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CityShare:
    """Part of the audience in a city; a name of None is what the platform calls other or unknown."""

    name: str | None
    country: str | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days that figures were counted over, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The owner's figures, as told: `taken_at` is their moment, or `period` their days; one of the two."""

    platform: Platform
    handle: str
    audience: InsightsAudience
    taken_at: datetime | None
    period: Period | None
    age_gender: tuple[AgeGenderShare, ...] = ()
    countries: tuple[CountryShare, ...] = ()
    cities: tuple[CityShare, ...] = ()

    @property
    def as_of(self) -> datetime:
        """The moment that the figures are as old as: the end of the last day of a period."""
        if self.period is not None:
            return datetime.combine(self.period.last, time.max, UTC)
        assert self.taken_at is not None  # noqa: S101 - one of the two is always there
        return self.taken_at

    @property
    def rests(self) -> dict[str, float | None]:
        """What is missing to the whole in each breakdown; None where the owner did not give it."""
        return {name: max(0.0, 1.0 - sum(shares)) if shares else None for name, shares in self.shares()}

    def shares(self) -> Iterator[tuple[str, list[float]]]:
        """List the breakdowns, each of the whole audience: ages and genders may come together and by themselves."""
        yield "age_gender", [one.share for one in self.age_gender if one.age_from is not None and one.gender]
        yield "age", [one.share for one in self.age_gender if one.gender is None]
        yield "gender", [one.share for one in self.age_gender if one.age_from is None]
        yield "countries", [one.share for one in self.countries]
        yield "cities", [one.share for one in self.cities]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """Figures as they are stored for a tenant."""

    insights_id: str
    figures: Figures
    created_at: datetime
