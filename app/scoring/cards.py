"""The cards of the models: what each was fitted on, and its error rates."""

from functools import cache

import msgspec

from app.domain.method import ModelCard
from app.scoring.model_files import read_model_bytes


def read_card(body: bytes | str) -> ModelCard:
    """Read the card out of a model file; of a file without one, a card that says nothing.

    ValueError when the card is not one.
    """
    try:
        return msgspec.convert(msgspec.json.decode(body).get("card", {}), ModelCard)
    except msgspec.MsgspecError as error:
        message = f"its card is none: {error}"
        raise ValueError(message) from error


@cache
def load_card(version: str) -> ModelCard:
    """Read the card of a model of this package; FileNotFoundError when there is no such version."""
    return read_card(read_model_bytes(version))
