"""Replies of platforms, read by declared shapes: a field that does not fit is unknown, an item without its id is gone.

Nothing that a platform answers may stop a vetting half way, so a page is never refused for one bad item in it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import msgspec

from app.net.text import clean_text

Shape = TypeVar("Shape", bound=msgspec.Struct)

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
