"""What made-up people write about themselves: put together from fragments, so that hardly two say the same."""

from collections.abc import Sequence
from typing import Final, TypeVar

import numpy as np

from app.scoring.niche.phrases import load_phrases
from app.vetting.made_up_fragments import ENGLISH, GERMAN, PORTUGUESE, SPANISH, Fragments

Item = TypeVar("Item")


_ENGLISH_PART: Final = 0.85
_OTHERS: Final = (SPANISH, GERMAN, PORTUGUESE)

_HASHTAGS: Final = ("#veganfitness", "#girlswholift", "#plantpowered", "#liftheavy", "#strongwomen", "#veganprotein")
_NICHE_EMOJI: Final = ("🌱", "💪", "🏋️‍♀️", "🥑", "🥦", "🌿", "🔥")
_EMOJI: Final = tuple("✨⚽🎧📷🐈🌊📚🎮☕🚲🎬🌻🐕🍕🎸🏀✈🧵♟🎨🚂🌙🍷🐎🎣🛹🔭🧩⛺🎻🦉💻")
_JOINTS: Final = (" · ", ", ", " | ", ". ", " / ", "\n")
_PLACES: Final = (
    *("Porto", "Lyon", "Leeds", "Turin", "Ghent", "Graz", "Malmö", "Oslo", "Split", "Brno", "Cork", "Bern", "Bath"),
    *("Aveiro", "Bilbao", "Bonn", "Braga", "Bremen", "Cardiff", "Dundee", "Essen", "Faro", "Gijón", "Hull", "Jena"),
    *("Kiel", "Linz", "Lugo", "Mainz", "Murcia", "Nantes", "Nice", "Recife", "Rosario", "Sevilla", "Trier", "York"),
)

_SOMETIMES: Final = 0.4
_SELDOM: Final = 0.2
_PHRASES: Final = 0.9


def write_bio(generator: np.random.Generator, *, in_niche: bool) -> str:
    """Write a bio of some parts; who is in the niche speaks of strength, of plants or of both, beside anything else."""
    fragments = ENGLISH if _happens(generator, _ENGLISH_PART) else pick(generator, _OTHERS)
    parts = list(_niche(generator, fragments)) if in_niche else [_anything(generator, fragments)]
    if len(parts) == 1 or _happens(generator, _SELDOM):
        parts.append(_anything(generator, fragments))
    if in_niche and _happens(generator, _SELDOM):
        parts.append(pick(generator, _HASHTAGS))
    if _happens(generator, _SELDOM):
        parts.append(pick(generator, _PLACES))
    if _happens(generator, _SOMETIMES):
        parts[-1] += " " + pick(generator, _NICHE_EMOJI if in_niche else _EMOJI)
    return pick(generator, _JOINTS).join(_fill(generator, part) for part in parts)


def pick(generator: np.random.Generator, items: Sequence[Item]) -> Item:
    """Pick one, each as likely."""
    return items[int(generator.random() * len(items))]


def _niche(generator: np.random.Generator, fragments: Fragments) -> Sequence[str]:
    about = (fragments.strength, fragments.plants)
    chosen = about if _happens(generator, 0.5) else (pick(generator, about),)
    return [pick(generator, one) for one in chosen]


def _anything(generator: np.random.Generator, fragments: Fragments) -> str:
    if fragments is ENGLISH and _happens(generator, _PHRASES):
        return pick(generator, load_phrases())
    return pick(generator, fragments.anything)


def _fill(generator: np.random.Generator, part: str) -> str:
    if "{" not in part:
        return part
    return part.format(
        age=generator.integers(19, 66),
        born=generator.integers(1960, 2007),
        kilos=generator.integers(50, 140),
        place=pick(generator, _PLACES),
        year=generator.integers(2008, 2025),
        years=generator.integers(2, 20),
    )


def _happens(generator: np.random.Generator, chance: float) -> bool:
    return bool(generator.random() < chance)
