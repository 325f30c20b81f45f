from pathlib import Path

import msgspec
import numpy as np
import pytest

from app.domain.brief import Brief
from app.scoring.niche.bert import BertEncoder, EncoderFolderError
from app.scoring.niche.known import PANEL, open_niche_model
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.reader import open_reader

from .audiences import anybody
from .bert_folder import make_bert_folder


def with_panel(folder: Path, encoder: str | None = None) -> Path:
    """Put the shipped densities beside an encoder, under its name or another's."""
    version = encoder or BertEncoder.from_folder(folder).version
    panel = msgspec.structs.replace(load_niche_model().panel, encoder=version)
    (folder / PANEL).write_bytes(msgspec.json.encode(panel))
    return folder


def test_without_a_folder_it_is_what_is_shipped() -> None:
    assert open_niche_model("") is load_niche_model()


def test_an_encoder_with_its_panel_reads_at_most_three_hundred_accounts(tmp_path: Path) -> None:
    model = open_niche_model(str(with_panel(make_bert_folder(tmp_path / "tiny"))))
    reader = open_reader(Brief(text="vegan protein bars"), model)
    accounts = anybody(320)
    columns = reader.settle(reader.read(accounts), [account.account_id for account in accounts])
    assert np.count_nonzero(columns.texts >= 0) == model.encoder.accounts_at_most == 300


def test_a_panel_of_another_encoder_is_refused(tmp_path: Path) -> None:
    folder = with_panel(make_bert_folder(tmp_path / "tiny"), encoder="static-2026-11")
    with pytest.raises(EncoderFolderError, match="was made for the encoder static-2026-11"):
        open_niche_model(str(folder))


def test_what_is_missing_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderFolderError, match="is no folder"):
        open_niche_model(str(tmp_path / "nowhere"))
    folder = make_bert_folder(tmp_path / "tiny")
    with pytest.raises(EncoderFolderError, match="truereach train-niche panel --encoder"):
        open_niche_model(str(folder))
    (folder / PANEL).write_text("{}")
    with pytest.raises(EncoderFolderError, match="cannot be read"):
        open_niche_model(str(folder))
