"""The niche model that a process reads with: the one that is shipped, or an operator's own encoder with its panel."""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import msgspec

from app.scoring.niche.bert import BertEncoder, EncoderFolderError
from app.scoring.niche.languages import load_languages
from app.scoring.niche.model import NicheModel, Panel, load_niche_model, make_niche_model, read_panel
from app.scoring.niche.remembered import RememberedEncoder

PANEL: Final = "panel.json"
VECTORS: Final = "vectors.npz"
"""What is made once, beside the panel, as it would take minutes at each start; without it, it is made when needed."""


def open_niche_model(folder: str) -> NicheModel:
    """Open the encoder of a folder with its panel; an empty name is what is shipped. Raises EncoderFolderError."""
    if not folder:
        return load_niche_model()
    path = Path(folder)
    encoder = _open_encoder(path)
    panel = _read_panel(path / PANEL, folder)
    if panel.encoder != encoder.version:
        message = (
            f"{path / PANEL} was made for the encoder {panel.encoder}, and {folder} holds {encoder.version}. "
            f"Make it again: truereach train-niche panel --encoder {folder}."
        )
        raise EncoderFolderError(message)
    return make_niche_model(encoder, load_languages(), panel)


def _open_encoder(folder: Path) -> RememberedEncoder:
    """Open an encoder with the vectors that were made for it."""
    if not folder.is_dir():
        message = f"{folder} is no folder. Name one with config.json, tokenizer.json and model.safetensors."
        raise EncoderFolderError(message)
    encoder = BertEncoder.from_folder(folder)
    try:
        return RememberedEncoder.open(encoder, folder / VECTORS)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        message = f"{folder / VECTORS} cannot be read: {type(error).__name__}. Delete it, or make the panel again."
        raise EncoderFolderError(message) from error


def _read_panel(path: Path, folder: str) -> Panel:
    try:
        return read_panel(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        reason = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
        message = f"{path} {reason}. Make it: truereach train-niche panel --encoder {folder}."
        raise EncoderFolderError(message) from error
