"""What the comment model looks at: rules, proportions, words, and pieces of words; never a name or a link."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy import sparse

from app.scoring.attention.folding import FoldedText
from app.scoring.attention.spam_rules import rule_hits

PIECE_LENGTH = 4
_LONG_COMMENT = math.log1p(400)
_MONEY_SIGNS = frozenset("$€£")


def named_features(comment: FoldedText, hits: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Give readings in [0, 1] by name: `rule:`, `shape:`, `word:`, `pair:` and `piece:` (four letters in a word)."""
    for code in hits:
        yield f"rule:{code}", 1.0
    yield from _shapes(comment)
    for word in set(comment.words):
        yield f"word:{word}", 1.0
    pairs = zip(comment.words, comment.words[1:], strict=False)
    for first, second in set(pairs):
        yield f"pair:{first} {second}", 1.0
    for piece in {piece for word in comment.words for piece in pieces(word)}:
        yield f"piece:{piece}", 0.5


def pieces(word: str) -> Iterator[str]:
    """Give runs of four letters, with `_` for the ends of the word."""
    ended = f"_{word}_"
    for start in range(len(ended) - PIECE_LENGTH + 1):
        yield ended[start : start + PIECE_LENGTH]


def _shapes(comment: FoldedText) -> Iterator[tuple[str, float]]:
    length = max(1, len(comment.text))
    yield "shape:length", min(1.0, math.log1p(len(comment.text)) / _LONG_COMMENT)
    yield "shape:digits", min(1.0, 4 * sum(map(str.isdigit, comment.text)) / length)
    yield "shape:names_an_account", float(bool(comment.mentions))
    yield "shape:hashtags", min(1.0, len(comment.hashtags) / 4)
    yield "shape:emoji", min(1.0, comment.emoji / 6)
    yield "shape:money_sign", float(not _MONEY_SIGNS.isdisjoint(comment.text))
    yield "shape:only_emoji", float(not comment.readable)


def feature_table(
    comments: Sequence[FoldedText], positions: Mapping[str, int], hits: Sequence[Sequence[str]] | None = None
) -> sparse.csr_array:
    """Tabulate readings of n comments, float64[n, len(positions)]; names without a position are passed over."""
    rows, columns, values = [], [], []
    hits = hits if hits is not None else [rule_hits(comment) for comment in comments]
    for row, (comment, own) in enumerate(zip(comments, hits, strict=True)):
        for name, value in named_features(comment, own):
            column = positions.get(name)
            if column is not None:
                rows.append(row)
                columns.append(column)
                values.append(value)
    shape = (len(comments), len(positions))
    return sparse.csr_array((np.array(values, dtype=np.float64), (rows, columns)), shape=shape)
