"""Replies of platforms, read by declared shapes: a field that does not fit is unknown, an item without its id is gone.

Nothing that a platform answers may stop a vetting half way, so a page is never refused for one bad item in it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import msgspec

from app.net.text import clean_text
from app.platforms.errors import UpstreamError

Shape = TypeVar("Shape", bound=msgspec.Struct)

MAX_CURSOR_LENGTH = 4_096

_PRIMARY_SUBTAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,60})?\Z")
_RENAMED = {"in": "id", "iw": "he"}
"""Codes that ISO 639-1 gave up and platforms still use."""

MAX_EXACT_INTEGER = 2**53 - 1
"""Largest count that JSON carries exactly (RFC 8259, section 6)."""

Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_EXACT_INTEGER)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=2_048)]


def read_shape(item: object, shape: type[Shape]) -> Shape | None:
    """Read one item; fields of the wrong type or out of range are left at their default, None when one is required."""
    try:
        return msgspec.convert(item, shape)
    except msgspec.ValidationError:
        if not isinstance(item, Mapping):
            return None
    kept = {}
    for field in msgspec.structs.fields(shape):
        try:
            kept[field.name] = msgspec.convert(item[field.encode_name], field.type)
        except (msgspec.ValidationError, KeyError):
            continue
    try:
        return shape(**kept)
    except TypeError:
        return None


def read_shapes(items: object, shape: type[Shape]) -> Iterator[Shape]:
    """Read a list, leaving out the items that cannot be used; anything but a list is empty."""
    for item in items if isinstance(items, list) else ():
        if (read := read_shape(item, shape)) is not None:
            yield read


def utc(moment: datetime | None) -> datetime | None:
    """Move to UTC; None where that leaves the years 1 to 9999."""
    try:
        return None if moment is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def cleaned(text: str | None) -> str | None:
    """Clean text that may be unknown."""
    return None if text is None else clean_text(text)


def member(body: object, name: str) -> object:
    """Return one member of a JSON object; None of anything else."""
    return body.get(name) if isinstance(body, dict) else None


def sum_known(*counts: int | None) -> int | None:
    """Add the counts that are known; None when none is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def language_of(*tags: object) -> str | None:
    """Give the first language that a platform or an author declares, ISO 639-1; marks of other kinds are none."""
    found = (_PRIMARY_SUBTAG.match(tag) for tag in tags if isinstance(tag, str))
    code = next((subtag[1].lower() for subtag in found if subtag), None)
    return None if code is None else _RENAMED.get(code, code)


def read_cursor(cursor: object, sent: str | None, *, is_empty: bool, title: str) -> str | None:
    """Read the next cursor; one that repeats itself on an empty page is the end, on any other a circle to be named.

    Raises UpstreamError where it cannot be used.
    """
    if cursor is None or cursor == "" or (is_empty and cursor == sent):
        return None
    if not isinstance(cursor, str) or len(cursor) > MAX_CURSOR_LENGTH:
        detail = f"{title} answered with a cursor that cannot be used."
        raise UpstreamError(detail)
    return cursor
