"""What the brand sells, in the advertiser's words."""

from dataclasses import dataclass

MAX_BRIEF_LENGTH = 5_000
"""Longest brief in characters: about two pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Free text about the product and the people it is for; empty text is no brief."""

    text: str
