"""An owner's figures about the audience, as told."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Final, Self

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from app.api.schemas.base import Request
from app.api.schemas.codes import CountryCode
from app.api.schemas.handle import HandleText
from app.api.schemas.insights import (
    AGE_FROM,
    AGE_GENDER,
    AGE_TO,
    AUDIENCE,
    CITIES,
    CITY,
    CITY_COUNTRY,
    COUNTRIES,
    COUNTRY,
    FROM,
    GENDER,
    HANDLE,
    PERIOD,
    PLATFORM,
    SHARE,
    TAKEN_AT,
    TO,
)
from app.api.schemas.scalars import NOT_DISGUISED, STORABLE
from app.domain import insights as domain
from app.domain.handle import Platform
from app.domain.insights import Gender, InsightsAudience
from app.platforms.handles.resolve import resolve

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _text_of_a_day(value: object) -> object:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        kind, message = "date_type", "must be a day as text, such as 2026-10-31"
        raise PydanticCustomError(kind, message)
    return value


def _text_of_a_time(value: object) -> object:
    if not isinstance(value, str) or value.isdigit():
        kind, message = "time_type", "must be a time as text, such as 2026-11-02T09:30:00Z"
        raise PydanticCustomError(kind, message)
    return value


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        kind, message = "time_range", "must lie within the years 1 to 9999 in UTC"
        raise PydanticCustomError(kind, message) from None


Day = Annotated[date, BeforeValidator(_text_of_a_day)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc), BeforeValidator(_text_of_a_time)]
Age = Annotated[int, Field(ge=0, le=domain.MAX_AGE, json_schema_extra={"format": "int32"}), NOT_DISGUISED]
ShareChoice = Annotated[float, Field(ge=0, le=1, json_schema_extra={"format": "double"}), NOT_DISGUISED]
CityName = Annotated[str, Field(min_length=1, max_length=domain.MAX_CITY_LENGTH), STORABLE]
AtMost: Final = Field(max_length=domain.ROWS_AT_MOST)


class PeriodChoice(Request):
    """Days that figures were counted over, both included."""

    first: Day = Field(alias="from", description=FROM, examples=["2026-10-01"])
    last: Day = Field(alias="to", description=TO, examples=["2026-10-28"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            kind, message = "period_ends_early", "the period ends before it begins"
            raise PydanticCustomError(kind, message)
        return self


class AgeGenderChoice(Request):
    """Part of the audience in an age group, of a gender, or both. At least one of `age_from` and `gender` is needed."""

    age_from: Age | None = Field(default=None, description=AGE_FROM, examples=[18])
    age_to: Age | None = Field(default=None, description=AGE_TO, examples=[24])
    gender: Gender | None = Field(default=None, description=GENDER, examples=["female"])
    share: ShareChoice = Field(description=SHARE, examples=[0.21])

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        if self.age_from is None and (self.gender is None or self.age_to is not None):
            kind, message = "group_missing", "give an age_from, a gender, or both"
            raise PydanticCustomError(kind, message)
        if self.age_from is not None and self.age_to is not None and self.age_to < self.age_from:
            kind, message = "ages_reversed", "age_to is below age_from"
            raise PydanticCustomError(kind, message)
        return self


class CountryShareChoice(Request):
    """Part of the audience in a country."""

    country: CountryCode | None = Field(description=COUNTRY, examples=["AT"])
    share: ShareChoice = Field(description=SHARE, examples=[0.34])


class CityShareChoice(Request):
    """Part of the audience in a city."""

    name: CityName | None = Field(description=CITY, examples=["Vienna"])
    country: CountryCode | None = Field(
        default=None, description=f"{CITY_COUNTRY} Null is the same as leaving it out.", examples=["AT"]
    )
    share: ShareChoice = Field(description=SHARE, examples=[0.12])


class InsightsChoice(Request):
    """An owner's figures. One of `taken_at` and `period`, and at least one list of shares, is needed."""

    platform: Platform = Field(description=PLATFORM, examples=["instagram"])
    handle: HandleText = Field(description=f"{HANDLE} In any form: a link, a name.", examples=["@alice.example"])
    audience: InsightsAudience = Field(
        default_factory=lambda: InsightsAudience.FOLLOWERS,
        description=f"{AUDIENCE} `followers` when absent.",
        examples=["followers"],
    )
    taken_at: Moment | None = Field(
        default=None,
        description=f"{TAKEN_AT} RFC 3339 with its offset. Null is the same as leaving it out.",
        examples=["2026-10-31T08:00:00Z"],
    )
    period: PeriodChoice | None = Field(
        default=None, description=f"{PERIOD} Null is the same as leaving it out: give a `taken_at` then."
    )
    age_gender: Annotated[list[AgeGenderChoice], AtMost] = Field(
        default_factory=list, description=f"{AGE_GENDER} Not told when absent."
    )
    countries: Annotated[list[CountryShareChoice], AtMost] = Field(
        default_factory=list, description=f"{COUNTRIES} Not told when absent."
    )
    cities: Annotated[list[CityShareChoice], AtMost] = Field(
        default_factory=list, description=f"{CITIES} Not told when absent."
    )

    @model_validator(mode="after")
    def _dated_once(self) -> Self:
        if (self.taken_at is None) == (self.period is None):
            kind, message = "date_missing", "give a taken_at or a period, and not both"
            raise PydanticCustomError(kind, message)
        return self

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if not (self.age_gender or self.countries or self.cities):
            kind, message = "figures_missing", "give shares by age_gender, countries or cities"
            raise PydanticCustomError(kind, message)
        return self

    @model_validator(mode="after")
    def _each_part_once(self) -> Self:
        faults: list[InitErrorDetails] = [
            {
                "type": PydanticCustomError("part_repeated", "is there twice, or overlaps another row"),
                "loc": at,
                "input": 0,
            }
            for at in self._repeated()
        ]
        faults += [
            {"type": PydanticCustomError("sum_too_large", message), "loc": at, "input": 0}
            for at, message in self._too_large()
        ]
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    def to_figures(self) -> domain.Figures:
        """Give the figures as the domain knows them; raises HandleError."""
        return domain.Figures(
            platform=self.platform,
            handle=resolve(self.handle, self.platform).handle.name,
            audience=self.audience,
            taken_at=self.taken_at,
            period=None if self.period is None else domain.Period(first=self.period.first, last=self.period.last),
            age_gender=tuple(domain.AgeGenderShare(**dict(row)) for row in self.age_gender),
            countries=tuple(domain.CountryShare(**dict(row)) for row in self.countries),
            cities=tuple(domain.CityShare(**dict(row)) for row in self.cities),
        )

    def _repeated(self) -> Iterator[tuple[str, int]]:
        yield from (("age_gender", place) for place in _overlapping(self.age_gender))
        for name, parts in (
            ("countries", [(row.country,) for row in self.countries]),
            ("cities", [(row.name, row.country) for row in self.cities]),
        ):
            yield from ((name, place) for place, part in enumerate(parts) if part in parts[:place])

    def _too_large(self) -> Iterator[tuple[tuple[str], str]]:
        for name, shares in self.to_figures().shares():
            if sum(shares) > domain.SUM_AT_MOST:
                field = name if name in {"countries", "cities"} else "age_gender"
                told = name.replace("_", " and ")
                yield (field,), f"the shares by {told} sum to {sum(shares):.2f}, at most {domain.SUM_AT_MOST} can be"


def _overlapping(rows: Sequence[AgeGenderChoice]) -> Iterator[int]:
    """Find rows whose ages another row of the same gender has too; a row of all ages is another breakdown."""
    for place, row in enumerate(rows):
        for other in rows[:place]:
            if row.gender != other.gender or (row.age_from is None) != (other.age_from is None):
                continue
            if _begins_within(row, other) or _begins_within(other, row):
                yield place
                break


def _begins_within(row: AgeGenderChoice, other: AgeGenderChoice) -> bool:
    if row.age_from is None or other.age_from is None:
        return True
    return other.age_from <= row.age_from and (other.age_to is None or row.age_from <= other.age_to)
