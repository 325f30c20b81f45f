"""Make ready an operator's own encoder: what it would say of this package's own texts, once and for all."""

from functools import partial
from pathlib import Path

from app.scoring.niche.bert import BertEncoder
from app.scoring.niche.known import VECTORS
from app.scoring.niche.languages import load_languages
from app.scoring.niche.remembered import RememberedEncoder, own_texts
from app.training.niche.distil import Told


def prepare_encoder(folder: Path, told: Told = lambda *_: None) -> RememberedEncoder:
    """Encode those texts and write their vectors into the folder; raises EncoderFolderError."""
    encoder = RememberedEncoder(BertEncoder.from_folder(folder))
    texts = own_texts(load_languages())
    encoder.remember(texts, partial(told, "own texts", len(texts)))
    encoder.save(folder / VECTORS)
    return encoder
