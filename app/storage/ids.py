"""Identifiers: a prefix that names the noun, and a UUIDv7 that sorts by creation time."""

import re
from typing import Final

import uuid_utils

ID_LENGTH: Final = 36
"""Room for a prefix of three letters, an underscore and 32 hexadecimal digits."""

_SHAPE = re.compile(r"[a-z]{3}_[0-9a-f]{32}")


def new_id(prefix: str) -> str:
    """Make an id such as `vet_0198...`; prefixes have three letters."""
    return f"{prefix}_{uuid_utils.uuid7().hex}"


def is_id(text: str, prefix: str) -> bool:
    """Whether the text has the shape of such an id; saves a query for what cannot exist."""
    return bool(_SHAPE.fullmatch(text)) and text.startswith(f"{prefix}_")
