"""What stands in the cells of an owner's file: ages, genders, places, and figures as percent, shares or counts."""

import re
from enum import StrEnum
from typing import Final, TypeAlias

from app.domain.insights import Gender
from app.platforms.countries import country_of

Row: TypeAlias = dict[str, object]

_PERCENT: Final = 100.0
_AGES: Final = re.compile(r"(?:ages? ?)?([0-9]{1,3}) ?(?:[-\u2010-\u2015]|to) ?([0-9]{1,3})(?: years)?", re.ASCII)
_OPEN_AGES: Final = re.compile(r"(?:ages? ?)?([0-9]{1,3}) ?(?:\+|and over|or older)(?: years)?", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,12})?", re.ASCII)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+", re.ASCII)

GENDERS: Final = {
    **dict.fromkeys(("female", "women", "woman", "f"), Gender.FEMALE),
    **dict.fromkeys(("male", "men", "man", "m"), Gender.MALE),
    **dict.fromkeys(("user-specified", "other", "others"), Gender.OTHER),
    **dict.fromkeys(("unknown", "unspecified", "not specified", "u"), Gender.UNKNOWN),
}
_OTHERS: Final = frozenset({"other", "others", "unknown", "unknown region", "rest", "zz"})


class Unit(StrEnum):
    """What the numbers of a file are where it does not say so itself."""

    PERCENT = "percent"
    SHARE = "share"


class InsightsFileError(ValueError):
    """The file cannot be read; `detail` says why in words, `line` where, if it is one line."""

    def __init__(self, detail: str, *, line: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.line = line


def part_of(dimension: str, label: str, share: float, number: int) -> tuple[str, Row]:
    """Tell which list a part belongs to, and its row there; raise InsightsFileError."""
    match dimension:
        case "age":
            ages, _, gender = label.lower().replace(",", " ").rpartition(" ")
            if gender in GENDERS and ages:
                return "age_gender", {**parse_ages(ages.strip(), number), "gender": GENDERS[gender], "share": share}
            return "age_gender", {**parse_ages(label, number), "gender": None, "share": share}
        case "gender":
            if (known := GENDERS.get(label.lower())) is None:
                message = "The gender must be female, male, other or unknown."
                raise InsightsFileError(message, line=number)
            return "age_gender", {"age_from": None, "age_to": None, "gender": known, "share": share}
        case "country":
            country = country_of(label)
            if country is None and label.lower() not in _OTHERS:
                message = "The country is no code of ISO 3166-1 and no English name that is known."
                raise InsightsFileError(message, line=number)
            return "countries", {"country": country, "share": share}
    # What follows a comma is left where it stands: in "Atlanta, Georgia" it is no country.
    return "cities", {"name": None if label.lower() in _OTHERS else label, "country": None, "share": share}


def parse_ages(label: str, number: int) -> Row:
    """Read an age group such as `18-24` or `65+`; raise InsightsFileError."""
    text = label.lower()
    if found := _AGES.fullmatch(text):
        return {"age_from": int(found[1]), "age_to": int(found[2])}
    if found := _OPEN_AGES.fullmatch(text):
        return {"age_from": int(found[1]), "age_to": None}
    message = "The ages must be written as 18-24 or 65+."
    raise InsightsFileError(message, line=number)


def parse_share(cell: str, unit: Unit | None, number: int) -> float:
    """Read a figure as a share in [0, 1]; a % in the cell says more than `unit`. Raises InsightsFileError."""
    figure = parse_number(cell.removesuffix("%").rstrip())
    if figure is None:
        message = "The figure is no number."
        raise InsightsFileError(message, line=number)
    if cell.endswith("%"):
        unit = Unit.PERCENT
    if unit is None:
        message = "Say whether the figures are percent or shares: unit=percent or unit=share."
        raise InsightsFileError(message, line=number)
    share = figure / _PERCENT if unit is Unit.PERCENT else figure
    if share > 1:
        message = "The figure is more than the whole: say unit=percent where figures are percent."
        raise InsightsFileError(message, line=number)
    return share


def counted_share(cell: str, whole: float, number: int) -> float:
    """Read a count as a share of the whole; raise InsightsFileError."""
    count = parse_number(cell)
    if count is None or count > whole:
        message = "The figure is no count of a part of the total."
        raise InsightsFileError(message, line=number)
    return count / whole


def parse_number(text: str) -> float | None:
    """Read a number without a sign, thousands grouped by commas or not; None for anything else."""
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text) if _NUMBER.fullmatch(text) else None
