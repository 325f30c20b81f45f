"""Distil a table of word vectors from a sentence encoder: each row, so that sums of rows point where sentences do."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from app.scoring.niche.encoder import Vectors, Vocabulary
from app.scoring.niche.glosses import load_glosses
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.tokens import read_tokens

DIMENSIONS: Final = 256
RIDGE: Final = 0.1
"""How much a row is held to the vector of its word alone, in units of one text."""

STEPS: Final = 60
"""Steps of the conjugate gradients: the error no longer changes in the third place."""

Told = Callable[[str, int, int], None]
"""Told of a stage: its name, of how many parts it is, and how many more of them are done."""

_SMOOTHING: Final = 1e-3
_ANCHOR: Final = 0.7
"""Arora et al., 2017, ICLR: frequent words count a / (a + p); lengths of the anchors as the fit finds them."""


def fit_table(
    vocabulary: Vocabulary, words: Vectors, texts: Sequence[str], sentences: Vectors, told: Told
) -> tuple[Vectors, Vectors, float]:
    """Fit float32[words, DIMENSIONS] so that the sum of a text's rows, over sqrt(their number), is its sentence vector.

    `words` are the teacher's vectors of single words, `sentences` those of the texts. Also gives the directions that
    were kept, float32[teacher's dimensions, DIMENSIONS], and the mean cosine between sums and sentences.
    """
    centre = sentences.mean(0)
    centred = sentences - centre
    _, _, directions = np.linalg.svd(centred[: 40 * DIMENSIONS], full_matrices=False)
    kept = np.ascontiguousarray(directions[:DIMENSIONS].T)
    goal = (centred @ kept).astype(np.float32)
    bags = _bags(vocabulary, texts)
    chance = 1.0 / np.maximum(np.arange(words.shape[0]), 20.0) / 10.0
    anchors = (words - centre) @ kept * (_ANCHOR * _SMOOTHING / (_SMOOTHING + chance))[:, None]
    table = _ridge(bags, goal, anchors.astype(np.float32), told)
    made = bags @ table
    lengths = np.linalg.norm(made, axis=1) * np.linalg.norm(goal, axis=1)
    cosine = float(np.mean(np.sum(made * goal, axis=1)[lengths > 0] / lengths[lengths > 0]))
    return table, kept, cosine


def quantise(table: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Give each row in 255 steps, with the size of its step."""
    scales = np.maximum(np.abs(table).max(axis=1) / 127.0, 1e-7).astype(np.float16)
    return np.rint(table / scales[:, None].astype(np.float32)).clip(-127, 127).astype(np.int8), scales


def _bags(vocabulary: Vocabulary, texts: Sequence[str]) -> sp.csr_array:
    empty = load_glosses()[ENGLISH].words
    rows: list[int] = []
    ends = [0]
    for text in texts:
        for token in read_tokens(text):
            if token not in empty:
                rows.extend(vocabulary.look_up(token))
        ends.append(len(rows))
    counts = sp.csr_array((np.ones(len(rows), np.float32), rows, ends), shape=(len(texts), len(vocabulary.rows)))
    counts.sum_duplicates()
    lengths = np.maximum(np.diff(ends), 1)
    return sp.csr_array(sp.diags_array(1 / np.sqrt(lengths), dtype=np.float32) @ counts)


def _ridge(bags: sp.csr_array, goal: Vectors, anchors: Vectors, told: Told) -> Vectors:
    """Minimise |bags @ table - goal|^2 + RIDGE |table - anchors|^2, each column by conjugate gradients."""
    back = sp.csr_array(bags.T)
    table = anchors.copy()
    residual = back @ (goal - bags @ table)
    direction = residual.copy()
    size = np.square(residual).sum(0)
    for _ in range(STEPS):
        image = back @ (bags @ direction) + np.float32(RIDGE) * direction
        step = size / np.maximum((direction * image).sum(0), 1e-12)
        table += step * direction
        residual -= step * image
        following = np.square(residual).sum(0)
        direction = residual + (following / np.maximum(size, 1e-12)) * direction
        size = following
        told("fitting", STEPS, 1)
    return table
