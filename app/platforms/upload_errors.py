"""What can be wrong with an upload: single lines, or the whole of it.

LineError                 one line: where in it, why, and the limit that it passes; a value, not raised
UploadError               the whole upload; `code` is one of
├── upload_empty            no account in it
├── upload_truncated        the gzip stream ends early: send it again
├── upload_gzip_corrupt     the gzip stream is damaged
├── upload_not_utf8         UTF-16 or UTF-32: save it as UTF-8
├── upload_unknown_format   a ZIP archive, a JSON array, a spreadsheet
├── upload_bad_header       CSV without account_id, or with a column twice
├── upload_bad_columns      the mapping of columns is wrong, or names one that the file does not have
├── upload_too_large        over the limit once inflated, or inflating too strongly
├── upload_too_many_rows    over the limit of accounts
└── UploadRejectedError     upload_rejected: lines were wrong; holds the first of them and their total
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class UploadCode(StrEnum):
    """Stable codes of a refused upload."""

    EMPTY = "upload_empty"
    TRUNCATED = "upload_truncated"
    GZIP_CORRUPT = "upload_gzip_corrupt"
    NOT_UTF8 = "upload_not_utf8"
    UNKNOWN_FORMAT = "upload_unknown_format"
    BAD_HEADER = "upload_bad_header"
    BAD_COLUMNS = "upload_bad_columns"
    TOO_LARGE = "upload_too_large"
    TOO_MANY_ROWS = "upload_too_many_rows"
    REJECTED = "upload_rejected"


@dataclass(frozen=True, slots=True)
class LineError:
    """Why one line is no account. `line` counts from 1, blank lines included; in CSV it is where the row ends.

    `pointer` is a JSON pointer into the line (empty: the line itself), `limit` the bound that was passed, if any.
    The reason never repeats what the line holds.
    """

    line: int
    pointer: str
    reason: str
    limit: int | None = None


class RowError(ValueError):
    """One row is no account; becomes a LineError where its number is known."""

    def __init__(self, *, reason: str, pointer: str = "", limit: int | None = None) -> None:
        super().__init__(reason)
        self.pointer = pointer
        self.reason = reason
        self.limit = limit

    def at(self, line: int) -> LineError:
        """Give the error its line number."""
        return LineError(line, self.pointer, self.reason, self.limit)


class UploadError(Exception):
    """The upload as a whole cannot be used; `detail` says what to do, `limit` which bound was passed."""

    def __init__(self, code: UploadCode, detail: str, *, limit: int | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.limit = limit


class UploadRejectedError(UploadError):
    """Some lines are wrong: the first `errors` of them in the order of the file, and how many there are in `total`."""

    def __init__(self, errors: Sequence[LineError], total: int) -> None:
        lines = "1 line is" if total == 1 else f"{total} lines are"
        super().__init__(UploadCode.REJECTED, f"{lines} wrong; nothing was stored. Mend them and send the file again.")
        self.errors = tuple(errors)
        self.total = total
