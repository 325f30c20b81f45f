"""Comments that are the same text but for a word or a name: MinHash of word shingles, in bands (Broder, 1997)."""

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

BANDS = 16
ROWS = 4
"""Sixteen bands of four: a pair of similarity .5 is found with .64, of .7 with .99, of .3 with .12."""
SIMILAR_AT_LEAST = 0.6
_LARGEST = np.uint64(0xFFFFFFFF)
_MULTIPLIERS, _OFFSETS = (
    np.random.default_rng(seed).integers(1, 1 << 32, BANDS * ROWS, dtype=np.uint64) | np.uint64(1) for seed in (1, 2)
)
"""Fixed seeds: they are part of the hash, not of the measurement."""

Groups = NDArray[np.int64]


def near_duplicate_groups(texts: Sequence[Sequence[str]]) -> Groups:
    """Group of each text, given as its words, int64[n]; texts whose shingles agree by .6 (estimated) share one.

    Shingles are pairs of neighbouring words; a text of one word is itself. A text without words is alone.
    """
    if not texts:
        return np.empty(0, dtype=np.int64)
    signatures, is_empty = _signatures(texts)
    pairs = _candidates(signatures[~is_empty])
    alike = np.mean(signatures[~is_empty][pairs[:, 0]] == signatures[~is_empty][pairs[:, 1]], axis=1)
    pairs = np.flatnonzero(~is_empty)[pairs[alike >= SIMILAR_AT_LEAST]]
    graph = sparse.coo_array((np.ones(len(pairs), dtype=np.bool_), (pairs[:, 0], pairs[:, 1])), shape=(len(texts),) * 2)
    _, groups = csgraph.connected_components(graph, directed=False)
    return np.asarray(groups, dtype=np.int64)


def _signatures(texts: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    shingles = [sorted(_shingles(words)) for words in texts]
    sizes = np.array([len(own) for own in shingles])
    is_empty = sizes == 0
    hashes = np.array([value for own in shingles for value in own], dtype=np.uint64)
    signatures = np.zeros((len(texts), BANDS * ROWS), dtype=np.uint64)
    if hashes.size:
        starts = np.concatenate(([0], np.cumsum(sizes[~is_empty])[:-1]))
        for index, (multiplier, offset) in enumerate(zip(_MULTIPLIERS, _OFFSETS, strict=True)):
            # Arithmetic modulo 2^64 whose upper half is kept: multiply-shift hashing (Dietzfelbinger et al., 1997).
            values = (hashes * multiplier + offset) >> np.uint64(32)
            signatures[~is_empty, index] = np.minimum.reduceat(values, starts)
    return signatures, is_empty


def _shingles(words: Sequence[str]) -> set[int]:
    parts = [f"{first} {second}" for first, second in pairwise(words)] or list(words)
    return {(zlib.crc32(part.encode()) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF for part in parts}


def _candidates(signatures: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Pairs of neighbours in the order of a band that agree in all its rows; groups are joined along such chains."""
    found = []
    for band in range(BANDS):
        rows = signatures[:, band * ROWS : (band + 1) * ROWS]
        keys = np.ascontiguousarray(rows).view([("", np.uint64)] * ROWS).ravel()
        order = np.argsort(keys, kind="stable")
        same = keys[order[1:]] == keys[order[:-1]]
        found.append(np.stack((order[:-1][same], order[1:][same]), axis=1))
    return np.unique(np.concatenate(found), axis=0)
