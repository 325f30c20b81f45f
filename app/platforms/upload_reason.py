"""msgspec's validation messages in words for whoever made the file. They never repeat the value."""

import re

import msgspec

from app.platforms.shapes import MAX_EXACT_INTEGER
from app.platforms.upload_errors import RowError

TOO_LARGE_INTEGER = f"must be at most {MAX_EXACT_INTEGER} (2^53-1): JSON carries larger integers inexactly"
NOT_A_TIME = "must be an RFC 3339 time with its offset, such as 2026-05-01T09:30:00Z"

_PLACE = re.compile(r" - at `\$([^`]*)`\Z")
_INDEX = re.compile(r"\[(\d+|\.\.\.)\]")
_MISSING = re.compile(r"missing required field `(\w+)`")
_LENGTH = re.compile(r"of length ([<>])= (\d+)")
_BOUND = re.compile(r"Expected `\w+` ([<>])= (\d+)")
_TYPES = re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`")
_WORDS = {
    "array": "a list",
    "bool": "true or false",
    "datetime": "a time as text",
    "float": "a number with a fraction",
    "int": "a whole number",
    "null": "null",
    "object": "an object",
    "str": "text",
}
_FIXED: tuple[tuple[str, tuple[str, int | None]], ...] = (
    ("Integer value out of range", (TOO_LARGE_INTEGER, MAX_EXACT_INTEGER)),
    ("RFC3339", (NOT_A_TIME, None)),
    ("timezone", (NOT_A_TIME, None)),
    ("Invalid enum value", ("must be one of like, comment, share", None)),
    ("", ("does not fit the contract", None)),
)


def explain_invalid(error: msgspec.ValidationError) -> RowError:
    """Turn a validation error into where it is, why, and the limit."""
    message = str(error)
    place = _PLACE.search(message)
    pointer = _INDEX.sub(r"/\1", place[1]).replace(".", "/") if place else ""
    if missing := _MISSING.search(message):
        return RowError(pointer=f"{pointer}/{missing[1]}", reason="is required")
    reason, limit = _reason(message)
    return RowError(pointer=pointer, reason=reason, limit=limit)


def _reason(message: str) -> tuple[str, int | None]:
    if length := _LENGTH.search(message):
        limit = int(length[2])
        return ("must not be empty" if length[1] == ">" else f"must have at most {limit} characters"), limit
    if bound := _BOUND.search(message):
        limit = int(bound[2])
        if limit == MAX_EXACT_INTEGER:
            return TOO_LARGE_INTEGER, limit
        return f"must be at {'least' if bound[1] == '>' else 'most'} {limit}", limit
    if types := _TYPES.search(message):
        wanted, given = (_WORDS.get(name, name) for name in types.groups())
        return f"must be {wanted}, not {given}", None
    return next(found for words, found in _FIXED if words in message)
