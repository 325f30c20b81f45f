"""Words of strangers in a terminal."""

import re
from typing import Final

from rich.text import Text

_UNSAFE: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What makes a terminal do something else than print: control characters and changes of the writing direction."""


def safe_text(content: str, style: str = "") -> Text:
    """Show words of strangers as they are: no markup, no control characters."""
    return Text(_UNSAFE.sub("\ufffd", content), style=style)
