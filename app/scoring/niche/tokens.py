"""Short, messy text as a list of tokens: words, hashtags taken apart, emoji; no addresses, no names of others."""

import re
import unicodedata
from typing import Final

LONGEST_TEXT: Final = 5_000
"""Characters of one text that are read: a bio has a few hundred, and a pasted book says no more about its owner."""

_URL = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
"""Addresses, those without a scheme by their path."""
_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+")
_MENTION = re.compile(r"(?<![\w.])@[\w.-]+(?:@[\w.-]+)?")
"""Handles, on servers of their own as well."""
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9]{2})")
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_EMOJI = "[\u2600-\u27bf\u2b50\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001faff]"
_TOKEN = re.compile(rf"[^\W_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f]+[^\W_]*)*|{_FLAG}|{_EMOJI}")
_HASHTAG = re.compile(r"#[^\W_]+")


def read_tokens(text: str) -> list[str]:
    """Tokens of a text in small letters, in their order. Handles and addresses are left out, plain numbers as well.

    Stylised letters are read as plain ones (Unicode's compatibility forms); a hashtag falls into its words where
    capitals show them.
    """
    text = text[:LONGEST_TEXT]
    if not text.isascii():
        # The small letter of this Turkish capital would be two characters, and no word is written so.
        text = unicodedata.normalize("NFKC", text).replace("\u0130", "I")
    if "." in text or "://" in text:
        text = _URL.sub(" ", text)
    if "@" in text:
        text = _MENTION.sub(" ", _EMAIL.sub(" ", text))
    if "#" in text:
        text = _HASHTAG.sub(_take_apart, text)
    return [token for token in _TOKEN.findall(text.lower()) if not token.isdigit()]


def _take_apart(hashtag: re.Match[str]) -> str:
    return _HUMPS.sub(" ", hashtag[0])
