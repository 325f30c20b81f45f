"""An audience as CSV (RFC 4180): the contract's names as headers, lists as JSON arrays, an empty cell means unknown."""

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from app.domain.account import Account
from app.platforms.upload_errors import LineError, RowError, UploadCode, UploadError
from app.platforms.upload_row import (
    BOOLEAN_FIELDS,
    COUNT_FIELDS,
    LIST_FIELDS,
    NUMBER_FIELDS,
    UploadRow,
    row_from_values,
)
from app.platforms.upload_stream import numbered_lines

MAX_CELL_CHARACTERS = 131_072
"""Longest cell: the standard library's own limit, which is global to the process and left alone."""

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(?:\.0{1,20})?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?")


class _CellLines:
    """Decoded lines for `csv.reader`; after an error it goes on with the next line, as a generator could not."""

    def __init__(self, stream: io.BufferedReader, line_bytes: int) -> None:
        self._lines = numbered_lines(stream, line_bytes)
        self._line_bytes = line_bytes
        self._row_bytes = 0
        self.number = 0

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


def read_csv(stream: io.BufferedReader, line_bytes: int) -> Iterator[tuple[int, Account | LineError]]:
    """Give every row with the number of the line where it ends; raise UploadError when the header cannot be used."""
    lines = _CellLines(stream, line_bytes)
    rows = csv.reader(lines, strict=True)
    names = _header(rows, lines)
    while True:
        lines.begin_row()
        result: Account | LineError
        try:
            cells = next(rows)
            if not cells:
                continue
            result = row_from_values(_values(names, cells))
        except StopIteration:
            return
        except RowError as error:
            result = error.at(lines.number)
        except csv.Error:
            reason = f"has a quote that is not closed or out of place, or a cell over {MAX_CELL_CHARACTERS} characters"
            result = LineError(lines.number, "", reason)
        yield lines.number, result


def _header(rows: Iterator[list[str]], lines: _CellLines) -> list[str]:
    try:
        names = next((row for row in rows if row), None)
    except (RowError, csv.Error) as error:
        detail = f"The header (line {lines.number}) cannot be read: name the columns in UTF-8, separated by commas."
        raise UploadError(UploadCode.BAD_HEADER, detail) from error
    if names is None:
        raise UploadError(UploadCode.EMPTY, "The file is empty: send one account a line.")
    names = [name.strip() for name in names]
    known = [name for name in names if name in UploadRow.__struct_fields__]
    if "account_id" not in known:
        detail = (
            "The first line is neither a JSON object nor a CSV header with the column account_id. Name the columns as "
            "in docs/uploads.md and separate them by commas, not by semicolons or tabs."
        )
        raise UploadError(UploadCode.BAD_HEADER, detail)
    if len(set(known)) != len(known):
        repeated = next(name for name in known if known.count(name) > 1)
        raise UploadError(UploadCode.BAD_HEADER, f"The column {repeated} is there twice.")
    return names


def _values(names: list[str], cells: list[str]) -> dict[str, object]:
    if len(cells) != len(names):
        reason = f"has {len(cells)} cells, the header names {len(names)}"
        raise RowError(reason=reason, limit=len(names))
    return {
        name: _value(name, cell)
        for name, cell in zip(names, cells, strict=True)
        if cell and name in UploadRow.__struct_fields__
    }


def _value(name: str, cell: str) -> object:
    if name in COUNT_FIELDS:
        return _whole_number(name, cell.strip())
    if name in BOOLEAN_FIELDS:
        if (value := _BOOLEANS.get(cell.strip().lower())) is None:
            raise RowError(pointer=f"/{name}", reason="must be true, false, 1 or 0")
        return value
    if name in NUMBER_FIELDS:
        if not _NUMBER.fullmatch(cell.strip()):
            raise RowError(pointer=f"/{name}", reason="must be a number")
        return float(cell)
    if name in LIST_FIELDS:
        return _list(name, cell)
    return cell


def _whole_number(name: str, cell: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(cell):
        raise RowError(pointer=f"/{name}", reason="must be a whole number of at most 20 digits")
    return int(cell.partition(".")[0])


def _list(name: str, cell: str) -> object:
    try:
        return msgspec.json.decode(cell)
    except (ValueError, RecursionError):
        reason = 'must be a JSON array, such as ["first","second"]'
        raise RowError(pointer=f"/{name}", reason=reason) from None
