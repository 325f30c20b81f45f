"""An audience as CSV (RFC 4180): the contract's names as headers, lists as JSON arrays, an empty cell means unknown.

Files of other tools, whose headers a caller maps or that are known, have other separators and other forms of values.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from app.domain.account import Account
from app.platforms.upload_cells import read_own_cell
from app.platforms.upload_columns import FIELDS, known_columns, mapped_columns, separator_of
from app.platforms.upload_errors import LineError, RowError, UploadCode, UploadError
from app.platforms.upload_row import row_from_values
from app.platforms.upload_stream import numbered_lines

_Values: TypeAlias = Callable[[Sequence[str]], dict[str, object]]

MAX_CELL_CHARACTERS = 131_072
"""Longest cell: the standard library's own limit, which is global to the process and left alone."""


class _CellLines:
    """Decoded lines for `csv.reader`; after an error it goes on with the next line, as a generator could not."""

    def __init__(self, stream: io.BufferedReader, line_bytes: int) -> None:
        self._lines: Iterator[tuple[int, bytes | None]] = numbered_lines(stream, line_bytes)
        self._line_bytes = line_bytes
        self._row_bytes = 0
        self.number = 0

    def look_ahead(self) -> str:
        """Give the first line that is not blank, which is read again later; what is not UTF-8 in it is replaced."""
        for number, line in self._lines:
            if line != b"\n":
                self._lines = chain([(number, line)], self._lines)
                return (line or b"").decode(errors="replace")
        return ""

    def begin_row(self) -> None:
        """Count the bytes of the next row anew: a quoted cell may run over many lines, but not over any number."""
        self._row_bytes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        self._row_bytes += len(line or b"")
        if line is None or self._row_bytes > self._line_bytes:
            reason = f"is longer than {self._line_bytes} bytes, or a quote is not closed"
            raise RowError(reason=reason, limit=self._line_bytes)
        try:
            return line.decode()
        except UnicodeDecodeError:
            reason = "is not UTF-8: save the file as UTF-8"
            raise RowError(reason=reason) from None


def read_csv(
    stream: io.BufferedReader, line_bytes: int, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[int, Account | LineError]]:
    """Give every row with the number of the line where it ends; raise UploadError when the header cannot be used.

    `columns` maps headers of the file to our fields; without it the header must be our own or a known one.
    """
    lines = _CellLines(stream, line_bytes)
    separator = separator_of(lines.look_ahead())
    rows = csv.reader(lines, strict=True, delimiter=separator)
    names = _header(rows, lines)
    values = _reader_of(names, separator, columns)
    while True:
        lines.begin_row()
        result: Account | LineError
        try:
            cells = next(rows)
            if not cells:
                continue
            result = _account(values, cells, len(names))
        except StopIteration:
            return
        except RowError as error:
            result = error.at(lines.number)
        except csv.Error:
            reason = f"has a quote that is not closed or out of place, or a cell over {MAX_CELL_CHARACTERS} characters"
            result = LineError(lines.number, "", reason)
        yield lines.number, result


def _account(values: _Values, cells: Sequence[str], width: int) -> Account:
    if len(cells) != width:
        reason = f"has {len(cells)} cells, the header names {width}"
        raise RowError(reason=reason, limit=width)
    return row_from_values(values(cells))


def _header(rows: Iterator[list[str]], lines: _CellLines) -> list[str]:
    try:
        names = next((row for row in rows if row), None)
    except (RowError, csv.Error) as error:
        detail = f"The header (line {lines.number}) cannot be read: name the columns in UTF-8, separated by commas."
        raise UploadError(UploadCode.BAD_HEADER, detail) from error
    if names is None:
        raise UploadError(UploadCode.EMPTY, "The file is empty: send one account a line.")
    return [name.strip() for name in names]


def _reader_of(names: Sequence[str], separator: str, columns: Mapping[str, str] | None) -> _Values:
    """Find what reads the cells of a row below such a header; raise UploadError."""
    if columns is not None:
        return mapped_columns(names, columns).values
    known = [name for name in names if name in FIELDS]
    if "account_id" not in known or separator != ",":
        if (found := known_columns(names)) is not None:
            return found.values
        detail = (
            "The first line is neither a JSON object nor a CSV header with the column account_id. Name the columns as "
            "in docs/uploads.md and separate them by commas, not by semicolons or tabs, or say with `columns` which "
            "column is which."
        )
        raise UploadError(UploadCode.BAD_HEADER, detail)
    if len(set(known)) != len(known):
        repeated = next(name for name in known if known.count(name) > 1)
        raise UploadError(UploadCode.BAD_HEADER, f"The column {repeated} is there twice.")

    def own_values(cells: Sequence[str]) -> dict[str, object]:
        return {
            name: read_own_cell(name, cell) for name, cell in zip(names, cells, strict=True) if cell and name in FIELDS
        }

    return own_values
