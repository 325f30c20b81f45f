"""A tiny encoder with random weights in a folder, as Hugging Face lays it out."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "vegan", "protein", "bars", "football", "on", "sunday")
SIZE, HEADS, LAYERS, PLACES = 16, 4, 2, 80


def make_bert_folder(folder: Path, seed: int = 1) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"num_hidden_layers": LAYERS, "num_attention_heads": HEADS}))
    ids = {word: row for row, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordPiece(ids, unk_token=WORDS[1]))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    generator = np.random.default_rng(seed)

    def draw(*shape: int) -> np.ndarray:
        return generator.normal(0, 0.3, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": draw(len(WORDS), SIZE),
        "embeddings.position_embeddings.weight": draw(PLACES, SIZE),
        "embeddings.token_type_embeddings.weight": draw(2, SIZE),
    }
    shapes = {
        "attention.self.query": (SIZE, SIZE),
        "attention.self.key": (SIZE, SIZE),
        "attention.self.value": (SIZE, SIZE),
        "attention.output.dense": (SIZE, SIZE),
        "intermediate.dense": (4 * SIZE, SIZE),
        "output.dense": (SIZE, 4 * SIZE),
    }
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = draw(*shape)
            weights[f"encoder.layer.{layer}.{name}.bias"] = draw(shape[0])
    norms = ["embeddings.LayerNorm"]
    norms += [
        f"encoder.layer.{layer}.{part}.LayerNorm" for layer in range(LAYERS) for part in ("attention.output", "output")
    ]
    for name in norms:
        weights[f"{name}.weight"] = np.ones(SIZE, np.float32)
        weights[f"{name}.bias"] = np.zeros(SIZE, np.float32)
    save_file(weights, folder / "model.safetensors")
    return folder
