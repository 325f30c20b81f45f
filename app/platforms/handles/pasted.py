"""What comes along when people paste a handle: space, quotes, angle brackets, and marks that nobody sees."""

import re
from typing import Final

from app.domain.handle import MalformedHandleError

MAX_TEXT_LENGTH: Final = 2_048
"""Longest text in characters: longer than any address of a profile."""

INVISIBLE: Final = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Zero-width and directional marks, as the inside of a character class."""

UNPRINTABLE: Final = r"\x00-\x1f\x7f-\x9f"

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNPRINTABLE = re.compile(rf"[\s{UNPRINTABLE}\ud800-\udfff]")
_QUOTES = "<>\"'`“”„‘’‚«»‹›"  # noqa: RUF001 - quotation marks of other languages are what it lists
_AT_SIGNS = str.maketrans({"\uff20": "@", "\ufe6b": "@"})


def unwrap(text: str) -> str:
    """Return the one printable word in a pasted text; raise MalformedHandleError where there is none, or more."""
    if len(text) > MAX_TEXT_LENGTH:
        message = f"The text has {len(text)} characters, at most {MAX_TEXT_LENGTH} are allowed."
        raise MalformedHandleError(message)
    word = _INVISIBLE.sub("", text).translate(_AT_SIGNS)
    while (inner := word.strip().strip(_QUOTES)) != word:
        word = inner
    if not word:
        message = "The handle is empty."
        raise MalformedHandleError(message)
    if _UNPRINTABLE.search(word):
        message = "The handle contains a space or an unprintable character."
        raise MalformedHandleError(message)
    return word
