"""Phrases such as people write in bios and posts, all our own: what any audience says that has no niche."""

from functools import cache
from importlib.resources import files


@cache
def load_phrases() -> tuple[str, ...]:
    """Every phrase, a line each in data/phrases.txt."""
    return tuple((files("app.scoring.niche") / "data" / "phrases.txt").read_text("utf-8").splitlines())
