"""Made-up accounts with bios: fans of one thing, and anybody."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from factories import make_account

from app.domain.account import Account
from app.domain.brief import Brief
from app.scoring.niche.columns import TextColumns
from app.scoring.niche.model import NicheModel, load_niche_model
from app.scoring.niche.phrases import load_phrases
from app.scoring.niche.query import Query
from app.scoring.niche.reader import open_reader

CLIMBING = Brief(text="climbing shoes and ropes for boulderers and alpinists")
PARTS = (
    ("weekends on the rock", "bouldering after work", "sport climber", "alpinist", "route setter", "crack climbing"),
    ("chalk everywhere", "ropes and carabiners", "granite walls", "climbing gym", "mountain guide", "belay partner"),
    ("big wall dreams", "fingerboard nerd", "via ferrata", "ice climbing", "summits and bivouacs", "crag life"),
)


def fans(count: int, seed: int = 1) -> list[Account]:
    """Climbers, each in words of its own."""
    generator = np.random.default_rng(seed)
    return [
        make_account(number, display_name="", bio=" | ".join(str(generator.choice(part)) for part in PARTS))
        for number in range(count)
    ]


def anybody(count: int, seed: int = 2, first: int = 10_000) -> list[Account]:
    """People with two phrases of the background each."""
    generator, phrases = np.random.default_rng(seed), load_phrases()
    return [
        make_account(first + number, display_name="", bio=" . ".join(generator.choice(phrases, 2)))
        for number in range(count)
    ]


@cache
def model() -> NicheModel:
    return load_niche_model()


def query(brief: Brief = CLIMBING) -> Query:
    return model().query(brief)


def read(accounts: Sequence[Account], brief: Brief | None = CLIMBING) -> TextColumns:
    return open_reader(brief, model()).read(accounts)
