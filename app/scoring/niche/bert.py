"""A sentence encoder of the BERT family from a folder, in NumPy: no accelerator, no framework (extra `encoder`)."""

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from scipy.special import erf

from app.scoring.niche.encoder import Vectors, Words, unit

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENS_AT_MOST: Final = 64
"""Longer texts are cut: bios and posts say what they are about at once."""

BATCH: Final = 64
ACCOUNTS_AT_MOST: Final = 300
"""Accounts of one audience whose words are read: a share of 10 % is then known within 3.4 points."""

_ENDS: Final = 2
"""Tokens of an empty text: its begin and its end."""
_MASKED: Final = np.float32(-1e9)
_TINY: Final = np.float32(1e-12)

Pair = tuple[Vectors, Vectors]
"""Weights and biases."""

Told = Callable[[int], None]
"""Told the number of texts that were encoded since the last time."""


class EncoderFolderError(ValueError):
    """The folder holds no encoder that can be read; the message says what is missing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """One transformer layer: attention in and out, feed-forward in and out, and their norms."""

    attend: Pair
    attended: Pair
    attended_norm: Pair
    widen: Pair
    narrow: Pair
    norm: Pair


@dataclass(frozen=True, slots=True, eq=False)
class BertEncoder:
    """Mean-pooled BERT (Devlin et al., 2019; Reimers and Gurevych, 2019), as Hugging Face lays it out in a folder."""

    version: str
    tokenizer: "Tokenizer"
    words: Vectors
    places: Vectors
    places_norm: Pair
    layers: Sequence[_Layer]
    heads: int

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Read config.json, tokenizer.json and model.safetensors; raises EncoderFolderError."""
        try:
            from safetensors.numpy import load_file  # noqa: PLC0415 - an extra
            from tokenizers import Tokenizer  # noqa: PLC0415
        except ImportError as error:
            message = "reading an encoder folder needs the extra: pip install 'truereach[encoder]'"
            raise EncoderFolderError(message) from error
        try:
            config = json.loads((folder / "config.json").read_bytes())
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            weights = load_file(str(folder / "model.safetensors"))
            tokenizer.no_padding()
            tokenizer.enable_truncation(TOKENS_AT_MOST)
            return cls._put_together(_version(folder), config, tokenizer, weights)
        except Exception as error:
            message = f"{folder} holds no BERT encoder that can be read: {type(error).__name__}"
            raise EncoderFolderError(message) from error

    @classmethod
    def _put_together(cls, version: str, config: Any, tokenizer: "Tokenizer", weights: dict[str, Any]) -> Self:  # noqa: ANN401
        def vector(key: str) -> Vectors:
            return np.ascontiguousarray(weights[key], np.float32)

        def pair(key: str) -> Pair:
            return np.ascontiguousarray(vector(f"{key}.weight").T), vector(f"{key}.bias")

        def layer(key: str) -> _Layer:
            parts = [pair(f"{key}.attention.self.{part}") for part in ("query", "key", "value")]
            return _Layer(
                attend=(np.concatenate([part[0] for part in parts], 1), np.concatenate([part[1] for part in parts])),
                attended=pair(f"{key}.attention.output.dense"),
                attended_norm=pair(f"{key}.attention.output.LayerNorm"),
                widen=pair(f"{key}.intermediate.dense"),
                narrow=pair(f"{key}.output.dense"),
                norm=pair(f"{key}.output.LayerNorm"),
            )

        places = vector("embeddings.position_embeddings.weight")
        return cls(
            version=version,
            tokenizer=tokenizer,
            words=vector("embeddings.word_embeddings.weight"),
            places=places + vector("embeddings.token_type_embeddings.weight")[0],
            places_norm=pair("embeddings.LayerNorm"),
            layers=[layer(f"encoder.layer.{number}") for number in range(config["num_hidden_layers"])],
            heads=config["num_attention_heads"],
        )

    @property
    def accounts_at_most(self) -> int:
        """Some three seconds of reading, where each account has one text."""
        return ACCOUNTS_AT_MOST

    def encode(self, texts: Sequence[Words]) -> Vectors:
        """Encode the words as one text; some 100 texts a second and core."""
        return self.encode_texts([" ".join(words) for words in texts])

    def encode_texts(self, texts: Sequence[str], told: Told | None = None) -> Vectors:
        """Do the same for whole texts."""
        return self.encode_tokens([encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))], told)

    def encode_tokens(self, tokens: Sequence[Sequence[int]], told: Told | None = None) -> Vectors:
        """Do the same for ids of tokens, with those of begin and end; lists of one length go together."""
        vectors = np.zeros((len(tokens), self.words.shape[1]), np.float32)
        order = sorted((row for row, ids in enumerate(tokens) if len(ids) > _ENDS), key=lambda row: len(tokens[row]))
        for first in range(0, len(order), BATCH):
            chosen = order[first : first + BATCH]
            longest = len(tokens[chosen[-1]])
            ids = np.zeros((len(chosen), longest), np.int64)
            present = np.zeros((len(chosen), longest), np.float32)
            for row, index in enumerate(chosen):
                ids[row, : len(tokens[index])] = tokens[index]
                present[row, : len(tokens[index])] = 1
            vectors[chosen] = self._forward(ids, present)
            if told is not None:
                told(len(chosen))
        return vectors

    def _forward(self, ids: np.ndarray, present: Vectors) -> Vectors:
        count, length = ids.shape
        flat = (self.words[ids] + self.places[:length]).reshape(-1, self.words.shape[1])
        flat = _normalised(flat, self.places_norm)
        bias = np.where(present[:, None, None, :] > 0, np.float32(0), _MASKED)
        for layer in self.layers:
            attended = self._attend(flat, layer, bias)
            flat = _normalised(flat + _linear(attended, layer.attended), layer.attended_norm)
            wide = _linear(flat, layer.widen)
            wide *= 0.5 * (1 + erf(wide * np.float32(math.sqrt(0.5))))
            flat = _normalised(flat + _linear(wide, layer.narrow), layer.norm)
        states = flat.reshape(count, length, -1) * present[..., None]
        return unit(states.sum(1) / present.sum(1, keepdims=True))

    def _attend(self, flat: Vectors, layer: _Layer, bias: Vectors) -> Vectors:
        count, _, _, length = bias.shape
        size = flat.shape[1] // self.heads
        mixed = _linear(flat, layer.attend).reshape(count, length, 3, self.heads, size)
        query, key, value = mixed.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(math.sqrt(size)) + bias
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        attended: Vectors = (scores @ value).transpose(0, 2, 1, 3).reshape(flat.shape)
        return attended


def _version(folder: Path) -> str:
    """Name the folder and what is in it: two folders of one name may hold different encoders."""
    digest = hashlib.sha256()
    for name in ("config.json", "tokenizer.json", "model.safetensors"):
        digest.update((folder / name).read_bytes())
    return f"{folder.resolve().name}-{digest.hexdigest()[:8]}"


def _linear(values: Vectors, by: Pair) -> Vectors:
    mixed: Vectors = values @ by[0] + by[1]
    return mixed


def _normalised(values: Vectors, by: Pair) -> Vectors:
    centred = values - values.mean(-1, keepdims=True)
    centred /= np.sqrt(np.square(centred).mean(-1, keepdims=True) + _TINY)
    moved: Vectors = centred * by[0] + by[1]
    return moved
