"""Which column of somebody else's CSV is which of our fields: by the caller's mapping, or by well-known headers.

A file whose columns have our own names is ours (docs/uploads.md) and is not looked at here.
"""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from app.platforms.upload_cells import read_cell
from app.platforms.upload_errors import UploadCode, UploadError
from app.platforms.upload_row import UploadRow

FIELDS: Final = frozenset(UploadRow.__struct_fields__)
PROFILE_URL: Final = "profile_url"
"""Stands for a column that holds the account's address: its last part is the handle where no column has it."""

SEPARATORS: Final = ",;\t"
_QUOTED: Final = re.compile(r'"[^"]*"?')
_PUNCTUATION: Final = re.compile(r"[\W_]+")
_PROFILE_PATH: Final = re.compile(r"(?:https?://)?[^/\s]+/@?([^/?#\s]+)/?(?:[?#]\S*)?")
_SHOWN_AT_MOST: Final = 60

_HEADERS: Final = {
    "account_id": ("id", "user id", "account id", "profile id", "pk"),
    "handle": ("username", "user name", "handle", "screen name", "account address", "account", "login", "unique id"),
    PROFILE_URL: ("profile url", "profile link", "user url", "account url", "link to profile"),
    "display_name": ("full name", "display name", "name", "nickname"),
    "bio": ("bio", "biography", "description", "about", "signature"),
    "location": ("location",),
    "url": ("external url", "website", "url in bio"),
    "followers_count": ("followers", "followers count", "follower count", "number of followers"),
    "following_count": ("following", "follows", "following count", "friends count", "number of following"),
    "posts_count": (
        *("posts", "posts count", "post count", "tweets", "tweet count", "statuses count"),
        *("media count", "videos", "video count"),
    ),
    "likes_given_count": ("favourites count", "favorites count"),
    "listed_count": ("listed count",),
    "is_private": ("is private", "private", "protected"),
    "is_verified": ("is verified", "verified"),
    "created_at": ("created at", "joined", "joined at", "join date", "account created", "date joined"),
    "followed_at": ("followed at", "follow date", "followed on", "date followed", "following since"),
    "last_posted_at": ("last posted at", "last post", "last post date", "last tweet"),
    "observed_at": ("observed at", "scraped at", "exported at", "fetched at"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The field that each column of a file holds, by its place; None is a column that nothing is read from."""

    fields: tuple[str | None, ...]

    def values(self, cells: Sequence[str]) -> dict[str, object]:
        """Read a row by field name; without an id of its own the handle is the account's id. Raises RowError."""
        values = {
            name: value
            for name, cell in zip(self.fields, cells, strict=True)
            if name is not None and (value := read_cell(name, cell)) is not None
        }
        address = values.pop(PROFILE_URL, None)
        if "handle" not in values and isinstance(address, str) and (found := _PROFILE_PATH.fullmatch(address)):
            values["handle"] = found[1]
        if "account_id" not in self.fields and "handle" in values:
            values["account_id"] = values["handle"]
        return values


def parse_columns(text: str) -> dict[str, str]:
    """Read a caller's mapping, a JSON object from their header to our field; raise UploadError."""
    try:
        pairs = json.loads(text, object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        pairs = None
    if not isinstance(pairs, tuple) or not all(isinstance(field, str) for _, field in pairs):
        raise _bad('Write columns as a JSON object of texts, such as {"User name": "handle"}.')
    headers: dict[str, str] = {}
    for header, field in pairs:
        if field not in FIELDS:
            raise _bad(f"The column {_shown(header)} is to be {_shown(field)}, which is no field of an account.")
        if field in headers:
            raise _bad(f"The columns {_shown(headers[field])} and {_shown(header)} are both to be {field}.")
        if header in headers.values():
            raise _bad(f"The column {_shown(header)} is named twice.")
        headers[field] = header
    if not headers.keys() & {"account_id", "handle"}:
        raise _bad("No column is to be account_id or handle: name one of them.")
    return {header: field for field, header in headers.items()}


def mapped_columns(names: Sequence[str], columns: Mapping[str, str]) -> Columns:
    """Find the columns of a caller's mapping, and no others, in a header; raise UploadError where one is not there."""
    places = [_key(name) for name in names]
    fields: list[str | None] = [None] * len(names)
    for header, field in columns.items():
        found = [place for place, key in enumerate(places) if key == _key(header)]
        exact = [place for place in found if names[place] == header.strip()]
        if not found:
            raise _bad(f"The file has no column {_shown(header)}.")
        if len(exact or found) > 1:
            raise _bad(f"The file has the column {_shown(header)} twice.")
        place = (exact or found)[0]
        if fields[place] is not None:
            raise _bad(f"The column {_shown(header)} is named twice.")
        fields[place] = field
    return Columns(tuple(fields))


def known_columns(names: Sequence[str]) -> Columns | None:
    """Recognise the header of a well-known export; None when it does not name the accounts, or is in our own names.

    A number under "id" is the platform's only where a handle stands beside it.
    """
    fields = tuple(_BY_HEADER.get(_key(name)) for name in names)
    is_ours = all(field is None or name in FIELDS for name, field in zip(names, fields, strict=True))
    if is_ours or not {"handle", PROFILE_URL} & set(fields):
        return None
    for field in fields:
        if field is not None and fields.count(field) > 1:
            first, second = [name for name, known in zip(names, fields, strict=True) if known == field][:2]
            detail = (
                f"The columns {_shown(first)} and {_shown(second)} may both be {field}: say with `columns` which is."
            )
            raise UploadError(UploadCode.BAD_HEADER, detail)
    return Columns(fields)


def separator_of(line: str) -> str:
    """Tell what separates the columns of a header line: a comma, unless it is one of others'."""
    with suppress(csv.Error):
        if "account_id" in (name.strip() for name in next(csv.reader([line]), ())):
            return ","
    bare = _QUOTED.sub("", line)
    return max(SEPARATORS, key=bare.count)


def _key(header: str) -> str:
    """Leave out what people write differently: case, spaces, underscores, a byte order mark."""
    return _PUNCTUATION.sub("", header).casefold()


def _shown(name: str) -> str:
    """Show a name that the caller gave, cut short; `repr` escapes what is not printable."""
    return repr(name if len(name) <= _SHOWN_AT_MOST else f"{name[:_SHOWN_AT_MOST]}...")


def _bad(detail: str) -> UploadError:
    return UploadError(UploadCode.BAD_COLUMNS, detail)


_BY_HEADER: Final = {
    **{_key(header): field for field, headers in _HEADERS.items() for header in headers},
    **{_key(field): field for field in sorted(FIELDS)},
}
