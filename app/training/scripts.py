"""In which script an account writes: the nearest to a language that the research collections tell."""

import unicodedata

from app.domain.account import Account

LATIN, OTHER, NONE = "latin", "other", "none"


def script_of(account: Account) -> str:
    """Tell whether most letters of the name and bio are Latin; `none` without any letter."""
    letters = [letter for text in (account.display_name, account.bio) if text for letter in text if letter.isalpha()]
    if not letters:
        return NONE
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return LATIN if 2 * latin >= len(letters) else OTHER
