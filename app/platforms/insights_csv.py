"""An owner's figures from the CSV files that platforms export.

YouTube Studio        "Viewer age" or "Viewer gender" with "Views (%)"; "Geography" with counts and a total
Meta Business Suite   blocks in one file: "Age & gender" as a table, "Top countries" and "Top cities" as two rows
TikTok                "Gender" or "Top territories" with "Distribution"
any other tool        dimension, value, share

Figures are percent where the column or the cell says so with %, shares where it is called so, or what the caller says.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from app.domain.insights import ROWS_AT_MOST, Gender
from app.platforms.insights_cells import (
    GENDERS,
    InsightsFileError,
    Row,
    Unit,
    counted_share,
    parse_ages,
    parse_number,
    parse_share,
    part_of,
)

Lists: TypeAlias = dict[str, list[Row]]
_Numbered: TypeAlias = tuple[int, list[str]]

__all__ = ["InsightsFileError", "Lists", "Unit", "parse_insights_csv"]

LINES_AT_MOST: Final = 5_000
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_TOTALS: Final = frozenset({"total", "totals"})
_DIMENSIONS: Final = {
    **dict.fromkeys(("age", "viewer age", "age range", "age group", "age & gender", "age and gender", ""), "age"),
    **dict.fromkeys(("gender", "viewer gender"), "gender"),
    **dict.fromkeys(("country", "countries", "geography", "top countries", "top territories", "territory"), "country"),
    **dict.fromkeys(("city", "cities", "top cities", "top towns/cities", "top towns and cities"), "city"),
    **dict.fromkeys(("age_gender",), "age"),
}
_SHARE_COLUMNS: Final = ("share", "distribution", "value", "percent", "percentage", "%")
_PERCENT_COLUMNS: Final = ("views (%)", "viewers (%)", "followers (%)")
_COUNT_COLUMNS: Final = ("views", "viewers", "followers", "subscribers")
_ALL_COLUMNS: Final = (*_PERCENT_COLUMNS, *_SHARE_COLUMNS, *_COUNT_COLUMNS)
_NAMED_SHARES: Final = frozenset({"share", "distribution"})


def parse_insights_csv(body: bytes, unit: Unit | None = None) -> Lists:
    """Read the rows of `age_gender`, `countries` and `cities`, as they stand in the file; raise InsightsFileError."""
    lists: Lists = {"age_gender": [], "countries": [], "cities": []}
    for block in _blocks(_lines(_text(body))):
        for name, row in _read_block(block, unit):
            lists[name].append(row)
            if len(lists[name]) > ROWS_AT_MOST:
                message = f"There are more than {ROWS_AT_MOST} rows of {name}."
                raise InsightsFileError(message)
    if not any(lists.values()):
        message = "The file holds no shares by age, gender, country or city in a form that is known."
        raise InsightsFileError(message)
    return lists


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-16" if body.startswith(_UTF16_BOMS) else "utf-8-sig")
    except UnicodeDecodeError:
        message = "The file is neither UTF-8 nor UTF-16."
        raise InsightsFileError(message) from None


def _lines(text: str) -> Iterator[_Numbered]:
    """Give the cells of each line with its number; a first line such as `sep=;` names the separator."""
    first, _, rest = text.partition("\n")
    named = _SEPARATOR_LINE.fullmatch(first)
    separator, before = (named[1], 1) if named else (max(",;\t", key=first.count), 0)
    rows = csv.reader(io.StringIO(rest if named else text, newline=""), delimiter=separator)
    try:
        for row in rows:
            if rows.line_num > LINES_AT_MOST:
                message = f"The file has more than {LINES_AT_MOST} lines."
                raise InsightsFileError(message)
            yield rows.line_num + before, [cell.strip() for cell in row]
    except csv.Error:
        message = "This line is no CSV."
        raise InsightsFileError(message, line=rows.line_num + before) from None


def _blocks(lines: Iterator[_Numbered]) -> Iterator[list[_Numbered]]:
    """Part the file at its blank lines: each block has a header of its own."""
    for is_blank, block in groupby(lines, key=lambda line: not any(line[1])):
        if not is_blank:
            yield list(block)


def _read_block(block: Sequence[_Numbered], unit: Unit | None) -> Iterator[tuple[str, Row]]:
    """Read one block; a block about something else, such as posts or days, holds nothing."""
    title = [cell.lower() for cell in block[0][1] if cell]
    if len(title) == 1:
        dimension = _DIMENSIONS.get(title[0])
        if dimension and len(block) == 3 and block[1][1][0].lower() not in _DIMENSIONS:  # noqa: PLR2004 - title, names, figures
            yield from _read_across(dimension, block[1], block[2], unit)
            return
        block = block[1:]
        if dimension is None or not block:
            return
    header = [cell.lower() for cell in block[0][1]]
    if header[:1] == ["dimension"]:
        yield from _read_named(header, block[1:], unit)
        return
    dimension = _DIMENSIONS.get(header[0])
    genders = {place: GENDERS[name] for place, name in enumerate(header) if place and name in GENDERS}
    if dimension == "age" and genders:
        yield from _read_table(genders, block[1:], unit)
    elif dimension is not None:
        yield from _read_down(dimension, header, block[1:], unit)


def _read_table(genders: dict[int, Gender], lines: Sequence[_Numbered], unit: Unit | None) -> Iterator[tuple[str, Row]]:
    for number, cells in lines:
        ages = parse_ages(cells[0], number)
        for place, gender in genders.items():
            yield (
                "age_gender",
                {**ages, "gender": gender, "share": parse_share(_cell(cells, place, number), unit, number)},
            )


def _read_across(dimension: str, names: _Numbered, figures: _Numbered, unit: Unit | None) -> Iterator[tuple[str, Row]]:
    """Read the names in one line and their figures in the next."""
    for place, label in enumerate(names[1]):
        if label:
            share = parse_share(_cell(figures[1], place, figures[0]), unit, figures[0])
            yield part_of(dimension, label, share, names[0])


def _read_named(header: Sequence[str], lines: Sequence[_Numbered], unit: Unit | None) -> Iterator[tuple[str, Row]]:
    """Read a line for each figure, which names its dimension itself."""
    if list(header[:2]) != ["dimension", "value"] or len(header) != 3:  # noqa: PLR2004 - three columns
        message = "Name the columns dimension, value and share."
        raise InsightsFileError(message, line=None)
    read = _reader(header, 2, (), unit)
    for number, cells in lines:
        dimension = _DIMENSIONS.get(cells[0].lower()) if cells[0] else None
        if dimension is None:
            message = "The dimension must be age, gender, age_gender, country or city."
            raise InsightsFileError(message, line=number)
        yield part_of(dimension, _cell(cells, 1, number), read(_cell(cells, 2, number), number), number)


def _read_down(
    dimension: str, header: Sequence[str], lines: Sequence[_Numbered], unit: Unit | None
) -> Iterator[tuple[str, Row]]:
    """Read a line for each part, with its figure in the first column that is one of people."""
    column = next((header.index(name) for name in _ALL_COLUMNS if name in header[1:]), None)
    if column is None:
        message = f"No column tells shares: name it one of {', '.join(_ALL_COLUMNS)}."
        raise InsightsFileError(message)
    read = _reader(header, column, lines, unit)
    for number, cells in lines:
        label = cells[0]
        if label.lower() not in _TOTALS:
            yield part_of(dimension, label, read(_cell(cells, column, number), number), number)


def _reader(
    header: Sequence[str], column: int, lines: Sequence[_Numbered], unit: Unit | None
) -> Callable[[str, int], float]:
    """Find how the figures of a column become shares: by its name, by what the caller says, or by a line of totals."""
    name = header[column]
    if name in _COUNT_COLUMNS:
        total = next((_cell(cells, column, at) for at, cells in lines if cells[0].lower() in _TOTALS), None)
        whole = None if total is None else parse_number(total)
        if not whole:
            message = f"The column {name} holds counts, and no line Total says of how many."
            raise InsightsFileError(message)
        return lambda cell, number: counted_share(cell, whole, number)
    if "%" in name or name.startswith("percent"):
        unit = Unit.PERCENT
    elif name in _NAMED_SHARES and unit is None:
        unit = Unit.SHARE
    return lambda cell, number: parse_share(cell, unit, number)


def _cell(cells: Sequence[str], place: int, number: int) -> str:
    if place >= len(cells):
        message = "The line has fewer cells than its header."
        raise InsightsFileError(message, line=number)
    return cells[place]
