from pathlib import Path

import numpy as np
import pytest

from app.scoring.niche.bert import BertEncoder, EncoderFolderError

from .bert_folder import SIZE, make_bert_folder


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> BertEncoder:
    return BertEncoder.from_folder(make_bert_folder(tmp_path_factory.mktemp("tiny")))


def test_a_text_is_one_direction_and_an_empty_one_none(encoder: BertEncoder) -> None:
    vectors = encoder.encode([["vegan", "protein", "bars"], [], ["football"]])
    assert vectors.shape == (3, SIZE)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 0.0, 1.0], abs=1e-5)


def test_what_stands_beside_a_text_in_its_batch_does_not_change_it(encoder: BertEncoder) -> None:
    long = ["vegan", "protein", "bars", "on", "sunday", "football"] * 5
    alone, together = encoder.encode([["football"]])[0], encoder.encode([long, ["football"], ["vegan"] * 3])[1]
    assert alone == pytest.approx(together, abs=1e-5)


def test_the_order_of_words_counts(encoder: BertEncoder) -> None:
    first, second = encoder.encode([["vegan", "football"], ["football", "vegan"]])
    assert np.abs(first - second).max() > 1e-3


def test_a_text_longer_than_any_bio_is_cut(encoder: BertEncoder) -> None:
    vectors = encoder.encode([["vegan"] * 500, ["vegan"] * 900])
    assert vectors[0] == pytest.approx(vectors[1], abs=1e-5)


@pytest.mark.parametrize("missing", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_folder_without_a_part_is_refused_by_its_name(tmp_path: Path, missing: str) -> None:
    folder = make_bert_folder(tmp_path / "encoder")
    (folder / missing).unlink()
    with pytest.raises(EncoderFolderError, match="encoder holds no BERT encoder"):
        BertEncoder.from_folder(folder)
