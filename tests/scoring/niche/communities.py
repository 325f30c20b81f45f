"""Made-up accounts: people of one interest, and people of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.domain.account import Account
from app.scoring.niche.phrases import load_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMUNITIES = {
    "vegan": (
        "vegan baker",
        "plant based recipes",
        "tofu scrambler",
        "dairy free desserts",
        "vegan athlete",
        "oat milk lattes",
        "seitan and tempeh cook",
        "meatless meals every night",
        "animal rights advocate",
        "vegan food blogger",
        "lentil curry fan",
        "cruelty free",
    ),
    "football": (
        "season ticket holder",
        "goalkeeper coach",
        "sunday league striker",
        "premier league tragic",
        "football shirts collector",
        "away days every weekend",
        "five a side captain",
        "fantasy football manager",
        "match day programmes",
        "penalty shootout survivor",
        "midfield general",
        "offside rule expert",
    ),
    "knitting": (
        "hand dyed yarn",
        "sock knitting addict",
        "crochet and wool",
        "cable knit sweaters",
        "knitting patterns designer",
        "merino skeins",
        "lace shawl knitter",
        "needles and stitches",
        "amigurumi maker",
        "spinning my own fibre",
        "granny squares",
        "cast on",
    ),
    "space": (
        "telescope owner",
        "astrophotography nights",
        "rocket launches live",
        "exoplanet hunter",
        "astronomy student",
        "mars rover news",
        "galaxies and nebulae",
        "stargazing club",
        "orbital mechanics",
        "space station spotter",
        "meteor showers",
        "black holes",
    ),
    "makeup": (
        "lipstick hoarder",
        "eyeshadow palettes",
        "makeup artist",
        "brow and lash studio",
        "contour and highlighter",
        "foundation shade finder",
        "mascara reviews",
        "beauty tutorials",
        "glam looks",
        "blush lover",
        "cosmetics swatches",
        "eyeliner wings",
    ),
}


def bios(interest: str, count: int, seed: int = 1) -> list[str]:
    """Bios of three phrases about one thing, or about anything when the interest is none of ours."""
    phrases: Sequence[str] = COMMUNITIES[interest] if interest in COMMUNITIES else load_phrases()
    generator = np.random.default_rng([seed, count])
    return [". ".join(phrases[row] for row in generator.choice(len(phrases), 3, replace=False)) for _ in range(count)]


def people(interest: str, count: int, seed: int = 1) -> list[Account]:
    """Accounts with such bios, their ids begin with the interest."""
    return [
        Account(account_id=f"{interest}-{number}", bio=bio) for number, bio in enumerate(bios(interest, count, seed))
    ]
