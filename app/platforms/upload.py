"""Reading an audience that a caller uploads: NDJSON, CSV or a platform's own file, plain or gzip, in bounded memory.

What the files hold is said in docs/uploads.md.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import BinaryIO, TypeAlias

from app.domain.account import Account
from app.platforms.upload_columns import parse_columns
from app.platforms.upload_csv import read_csv
from app.platforms.upload_errors import LineError, RowError, UploadCode, UploadError, UploadRejectedError
from app.platforms.upload_exports import is_export, read_export
from app.platforms.upload_repeats import SeenIds
from app.platforms.upload_row import parse_row
from app.platforms.upload_stream import UploadLimits, numbered_lines, open_upload

__all__ = [
    "Line",
    "LineError",
    "UploadCode",
    "UploadError",
    "UploadFormat",
    "UploadLimits",
    "UploadRejectedError",
    "parse_columns",
    "read_audience",
    "read_lines",
    "recognise_form",
]

Line: TypeAlias = tuple[int, Account | LineError]
"""The number of a line from 1, blank lines counted, and what it holds."""

DEFAULT_LIMITS = UploadLimits()


class UploadFormat(StrEnum):
    """How the accounts are written; gzip is recognised whichever it is."""

    AUTO = "auto"
    NDJSON = "ndjson"
    CSV = "csv"
    EXPORT = "export"


def recognise_form(file: BinaryIO, *, limits: UploadLimits = DEFAULT_LIMITS) -> UploadFormat:
    """Tell how the accounts of a file are written, from its first byte on, and rewind it; raise UploadError."""
    file.seek(0)
    form = _recognised(open_upload(file, limits))
    file.seek(0)
    return form


def read_lines(
    file: BinaryIO,
    *,
    form: UploadFormat = UploadFormat.AUTO,
    columns: Mapping[str, str] | None = None,
    limits: UploadLimits = DEFAULT_LIMITS,
) -> Iterator[Line]:
    """Give each line that is not blank, in order and at once; raise UploadError when the whole cannot be used.

    Every line stands for itself: a repeated account id is no error here. `columns` maps the headers of a CSV.
    """
    stream = open_upload(file, limits)
    if form is UploadFormat.AUTO:
        form = _recognised(stream)
    if columns is not None and form is not UploadFormat.CSV:
        raise UploadError(UploadCode.BAD_COLUMNS, "Columns can be named for CSV only: leave them out.")
    lines: Iterator[Line]
    match form:
        case UploadFormat.CSV:
            lines = read_csv(stream, limits.line_bytes, columns)
        case UploadFormat.EXPORT:
            lines = read_export(stream, limits.line_bytes)
        case _:
            lines = _read_ndjson(stream, limits.line_bytes)
    rows = 0
    for rows, line in enumerate(lines, start=1):
        if rows > limits.rows:
            detail = f"The file holds more than {limits.rows} accounts. Upload a part: the newest, or a random one."
            raise UploadError(UploadCode.TOO_MANY_ROWS, detail, limit=limits.rows)
        yield line
    if rows == 0:
        raise UploadError(UploadCode.EMPTY, "The file is empty: send one account a line.")


def read_audience(
    file: BinaryIO,
    *,
    form: UploadFormat = UploadFormat.AUTO,
    columns: Mapping[str, str] | None = None,
    limits: UploadLimits = DEFAULT_LIMITS,
) -> Iterator[list[Account]]:
    """Give the accounts in batches; raise UploadError, at the latest at the end: keep nothing until it ended well.

    After the first wrong line no more accounts are given, but the file is read on, so that the UploadRejectedError
    at the end names the first `limits.errors` wrong lines, repeated account ids included, and counts them all.
    """
    wrong = _WrongLines(limits.errors)
    seen = SeenIds()
    batch: list[Account] = []
    for number, result in read_lines(file, form=form, columns=columns, limits=limits):
        if isinstance(result, LineError):
            wrong.add(result)
            continue
        if seen.add(result.account_id, number):
            wrong.add_repeats(seen.list_repeats())
        if wrong.total == 0:
            batch.append(result)
            if len(batch) >= limits.batch_rows:
                yield batch
                batch = []
    wrong.add_repeats(seen.list_repeats())
    if wrong.total:
        raise wrong.rejection()
    if batch:
        yield batch


class _WrongLines:
    def __init__(self, most: int) -> None:
        self._most = most
        self._errors: list[LineError] = []
        self.total = 0

    def add(self, error: LineError) -> None:
        self.total += 1
        if len(self._errors) < self._most:
            self._errors.append(error)

    def add_repeats(self, repeats: Iterable[tuple[int, int]]) -> None:
        for line, first in repeats:
            self.add(LineError(line, "/account_id", f"repeats the account_id of line {first}"))

    def rejection(self) -> UploadRejectedError:
        return UploadRejectedError(sorted(self._errors, key=lambda error: error.line), self.total)


def _read_ndjson(stream: io.BufferedReader, line_bytes: int) -> Iterator[Line]:
    for number, line in numbered_lines(stream, line_bytes):
        if line is None:
            yield number, LineError(number, "", f"is longer than {line_bytes} bytes", line_bytes)
        elif not line.isspace():
            try:
                yield number, parse_row(line)
            except RowError as error:
                yield number, error.at(number)


def _recognised(stream: io.BufferedReader) -> UploadFormat:
    start = stream.peek(1)
    if is_export(start):
        return UploadFormat.EXPORT
    start = start.lstrip()[:1]
    if start == b"[":
        detail = "The file is one JSON array: write one JSON object a line instead (jq -c '.[]' does it)."
        raise UploadError(UploadCode.UNKNOWN_FORMAT, detail)
    return UploadFormat.NDJSON if start in {b"{", b""} else UploadFormat.CSV
