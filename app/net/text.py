"""Text that arrives from strangers, made fit to be stored.

PostgreSQL refuses NUL in text, and no UTF-8 encoder accepts half of a surrogate pair. Both are cleaned where a
connector turns a reply, or an upload a row, into domain values; ids are not cleaned but refused.
"""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Replace NUL and lone surrogates by U+FFFD; everything else stays as it came."""
    return _UNSTORABLE.sub("\ufffd", text)


def is_storable(text: str) -> bool:
    """Tell whether a database takes the text: not when it holds NUL or half of a surrogate pair."""
    return _UNSTORABLE.search(text) is None
