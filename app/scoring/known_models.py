"""The models that a process knows: those of this package, and at most one of the operator's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.method import MethodInfo, ModelCard, ModelInfo
from app.scoring.cards import load_card, read_card
from app.scoring.model import METHOD_VERSION, Model
from app.scoring.model_files import CURRENT_MODEL, load_model, load_model_file, model_versions
from app.scoring.niche.card import load_niche_card


class ModelFileError(Exception):
    """The model that was named cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KnownModels:
    """`current` weighs wherever no other model is named; `card` is its own."""

    current: Model
    card: ModelCard

    @classmethod
    def of_package(cls, version: str = CURRENT_MODEL) -> "KnownModels":
        """Take a model of this package as the current one; FileNotFoundError when there is no such version."""
        return cls(current=load_model(version), card=load_card(version))

    @property
    def versions(self) -> Sequence[str]:
        """Versions that can be named, sorted."""
        return sorted({*model_versions(), self.current.version})

    def find(self, version: str) -> Model | None:
        """Return the model of this version, None when there is none."""
        if version == self.current.version:
            return self.current
        return load_model(version) if version in model_versions() else None

    def list_methods(self) -> tuple[MethodInfo, ...]:
        """List the methods, of which there is one, with the models by name."""
        models = tuple(
            ModelInfo(
                version=version,
                is_current=version == self.current.version,
                card=self.card if version == self.current.version else load_card(version),
            )
            for version in self.versions
        )
        return (MethodInfo(version=METHOD_VERSION, is_current=True, models=models, niche=load_niche_card()),)


def read_known_models(named: str) -> KnownModels:
    """Read the current model: a version of this package, else a file of `truereach train`; empty is the package's own.

    Raises ModelFileError.
    """
    if not named or named in model_versions():
        return KnownModels.of_package(named or CURRENT_MODEL)
    path = Path(named)
    if not path.is_file():
        message = (
            f"{named} is neither a model of this package ({', '.join(model_versions())}) nor a file. "
            "Make one: truereach train FOLDER --version NAME."
        )
        raise ModelFileError(message)
    try:
        model, card = load_model_file(path), read_card(path.read_bytes())
    except (OSError, ValueError) as error:
        message = (
            f"{named} cannot be used as a model: {error}. Name a file that `truereach train` of this version wrote."
        )
        raise ModelFileError(message) from error
    if model.version in model_versions():
        message = (
            f"{named} is called {model.version!r}, as a model of this package is, so that results would not say which "
            "of them made them. Train it under a name of its own: truereach train FOLDER --version NAME."
        )
        raise ModelFileError(message)
    return KnownModels(current=model, card=card)
