"""The cards of the models: what each was fitted on, and its error rates."""

from functools import cache
from importlib.resources import files

import msgspec

from app.domain.method import MethodInfo, ModelCard, ModelInfo
from app.scoring.model import METHOD_VERSION
from app.scoring.model_files import CURRENT_MODEL, model_versions


@cache
def list_methods() -> tuple[MethodInfo, ...]:
    """List the methods of this package, of which there is one, with their models by name."""
    models = tuple(
        ModelInfo(version=version, is_current=version == CURRENT_MODEL, card=_load_card(version))
        for version in model_versions()
    )
    return (MethodInfo(version=METHOD_VERSION, is_current=True, models=models),)


def read_card(text: str) -> ModelCard:
    """Read the card out of the text of a model file; of a file without one, a card that says nothing.

    Raises msgspec.ValidationError when the card is not one.
    """
    document = msgspec.json.decode(text)
    return msgspec.convert(document.get("card", {}), ModelCard)


def _load_card(version: str) -> ModelCard:
    return read_card(files("app.scoring").joinpath("models", f"{version}.json").read_text(encoding="utf-8"))
