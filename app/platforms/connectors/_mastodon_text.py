"""HTML of posts and profiles, as the text that people read.

Not by `html.parser`: its time grows with the square of hostile input (20 kB of `<a ` take it seconds) and it raises on
some. Servers send the little HTML that Mastodon allows, escaped, so every pattern here is read once from left to right.
"""

import html
import re

from app.net.text import clean_text

_NEW_LINE = re.compile(r"<(?:br|/p|/li|/blockquote|/h[1-6]|/pre)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_LONG_REFERENCE = re.compile(r"&#[0-9]{8,};?")
_BLANK_LINES = re.compile(r"\n\n+")
_ADDRESSED = re.compile(r"(?:@[\w.-]+(?:@[\w.-]+)?\s+)+")


def parse_html(source: str) -> str:
    """Give the text without its tags; paragraphs and breaks become lines."""
    text = _TAG.sub("", _NEW_LINE.sub("\n", source))
    # The standard library refuses to read a number of thousands of digits, and no character has one of eight.
    text = html.unescape(_LONG_REFERENCE.sub("\ufffd", text))
    return clean_text(_BLANK_LINES.sub("\n", text).strip())


def without_addressees(text: str) -> str:
    """Drop the @names that a reply begins with: the app wrote them, not its author."""
    addressed = _ADDRESSED.match(text + " ")
    return text if addressed is None else text[addressed.end() :]
