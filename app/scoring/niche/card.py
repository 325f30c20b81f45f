"""The card of the niche method: what it was made from, and how often it is wrong."""

from functools import cache
from importlib.resources import files

import msgspec

from app.domain.method import NicheCard


@cache
def load_niche_card() -> NicheCard:
    """Read the card that is shipped; `python -m bench.niche` measures its figures again."""
    return msgspec.json.decode((files("app.scoring.niche") / "data" / "card-2026-11.json").read_bytes(), type=NicheCard)
