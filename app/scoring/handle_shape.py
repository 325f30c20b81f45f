"""The shape of a handle: `Maria_Lopez19842` is `Aa_Aa99999`, as a seller's name generator would have written it."""

import re
import string
from collections.abc import Sequence

DIGITS_AT_LEAST = 3
"""Digits below which a template is everybody's: years of birth have two or four, most names none."""
_CLASSES = str.maketrans(
    string.ascii_lowercase + string.ascii_uppercase + string.digits,
    "a" * 26 + "A" * 26 + "9" * 10,
)
_DOMAIN = re.compile(r"@.*|(?<=[aA9_-])\.[^.\n]+\.[^.\n]+$", re.MULTILINE)


def read_handles(handles: Sequence[str | None]) -> tuple[list[str | None], list[float | None]]:
    """Template of each handle with three or more digits (else None), and its share of digits in [0, 1].

    A run of letters counts as one letter, each digit stays; the domain of a Mastodon or Bluesky handle is no part of
    the name. All handles are read as one text, because that is ten times faster than one by one.
    """
    if not handles:
        return [], []
    joined = "\n".join([handle.replace("\n", " ") if handle else "" for handle in handles])
    classes = _DOMAIN.sub("", joined.translate(_CLASSES))
    templates = re.sub("A+", "A", re.sub("a+", "a", classes)).split("\n")
    names = classes.split("\n")
    digits = [name.count("9") for name in names]
    return (
        [template if count >= DIGITS_AT_LEAST else None for template, count in zip(templates, digits, strict=True)],
        [count / len(name) if name else None for name, count in zip(names, digits, strict=True)],
    )
