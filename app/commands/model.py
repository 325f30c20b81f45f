"""Which model weighs: a sentence instead of a traceback where it cannot be read."""

from typing import Annotated

import typer

from app.commands.output import fail
from app.scoring.known_models import KnownModels, ModelFileError, read_known_models

ModelOption = Annotated[
    str,
    typer.Option("--model", help="Account model: a version of this package, or a file of `truereach train`."),
]


def open_models(named: str, *, given_as: str) -> KnownModels:
    """Read the model that an option or a setting names; end with exit code 1 where it is wrong."""
    try:
        return read_known_models(named)
    except ModelFileError as error:
        fail(f"{given_as}: {error}")
