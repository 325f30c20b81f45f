"""An encoder that knows the vectors of some texts already: those of this package, never those of an audience."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import numpy as np

from app.scoring.niche.background import background_words
from app.scoring.niche.bert import Told
from app.scoring.niche.encoder import Encoder, Vectors, Words
from app.scoring.niche.languages import ENGLISH, Languages
from app.scoring.niche.taxonomy import load_taxonomy
from app.scoring.niche.texts import read_text

TEXTS_AT_ONCE: Final = 512


class RememberedEncoder:
    """Encodes as another one does, only quicker what it remembers; vectors in a file are rounded to float16."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[int, Vectors] = {}

    @property
    def version(self) -> str:
        """That of the other."""
        return self._encoder.version

    @property
    def accounts_at_most(self) -> int:
        """That of the other."""
        return self._encoder.accounts_at_most

    def encode(self, texts: Sequence[Words]) -> Vectors:
        """Encode those that are not remembered, and do not remember them."""
        keys = [_key(words) for words in texts]
        unknown = [row for row, key in enumerate(keys) if key not in self._rows]
        vectors = self._encoder.encode([texts[row] for row in unknown])
        found = np.empty((len(texts), vectors.shape[1]), np.float32)
        found[unknown] = vectors
        for row, key in enumerate(keys):
            if key in self._rows:
                found[row] = self._rows[key]
        return found

    def remember(self, texts: Sequence[Words], told: Told | None = None) -> None:
        """Encode texts for good."""
        for first in range(0, len(texts), TEXTS_AT_ONCE):
            some = texts[first : first + TEXTS_AT_ONCE]
            wanted = {key: words for words in some if (key := _key(words)) not in self._rows}
            self._rows.update(zip(wanted, self._encoder.encode(list(wanted.values())), strict=True))
            if told is not None:
                told(len(some))

    def save(self, path: Path) -> None:
        """Write what is remembered (.npz)."""
        np.savez(
            path,
            version=np.array(self.version),
            keys=np.fromiter(self._rows, np.uint64, len(self._rows)),
            vectors=np.array(list(self._rows.values()), np.float16),
        )

    @classmethod
    def open(cls, encoder: Encoder, path: Path) -> Self:
        """Remember what a file holds: nothing when it is not there, or of another encoder."""
        opened = cls(encoder)
        if path.is_file():
            with np.load(path) as parts:
                if str(parts["version"]) == encoder.version:
                    vectors = parts["vectors"].astype(np.float32)
                    opened._rows.update(zip(parts["keys"].tolist(), vectors, strict=True))
        return opened


def own_texts(languages: Languages) -> list[Words]:
    """List the texts that each process compares with: the backgrounds of all languages, and the taxonomy."""
    backgrounds = [words for language in sorted(languages.supported) for words in background_words(languages, language)]
    nodes = load_taxonomy().values()
    names = [text for node in nodes for text in (node.name, " ".join(node.path), " ".join(node.path[-2:]))]
    return backgrounds + [
        read_text(name, languages, hint).words for name in dict.fromkeys(names) for hint in (ENGLISH, None)
    ]


def _key(words: Words) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest(), "big")
