"""Which model weighs and what reads texts: a sentence instead of a traceback where it cannot be read."""

from typing import Annotated

import typer

from app.commands.output import fail
from app.scoring.known_models import KnownModels, ModelFileError, read_known_models
from app.scoring.niche.bert import EncoderFolderError
from app.scoring.niche.known import open_niche_model
from app.scoring.niche.model import NicheModel

ModelOption = Annotated[
    str,
    typer.Option("--model", help="Account model: a version of this package, or a file of `truereach train`."),
]

NicheOption = Annotated[
    str,
    typer.Option(
        "--niche-encoder", help="Folder of a sentence encoder that reads texts, with its panel; else our word table."
    ),
]


def open_models(named: str, *, given_as: str) -> KnownModels:
    """Read the model that an option or a setting names; end with exit code 1 where it is wrong."""
    try:
        return read_known_models(named)
    except ModelFileError as error:
        fail(f"{given_as}: {error}")


def open_niche(named: str, *, given_as: str) -> NicheModel | None:
    """Open the encoder folder that an option or a setting names, None without a name; end with exit code 1 as well."""
    try:
        return open_niche_model(named) if named else None
    except EncoderFolderError as error:
        fail(f"{given_as}: {error}")
