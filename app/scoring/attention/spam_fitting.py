"""How the comment model is fitted: logistic regression with a ridge, on features that enough comments share."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse, special

from app.scoring.attention.folding import FoldedText
from app.scoring.attention.spam_features import feature_table, named_features, pieces
from app.scoring.attention.spam_rules import rule_hits
from app.scoring.columns import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOptions:
    """What a fit may use: comments a feature must occur in, words that may be features, ridge, smallest weight kept."""

    comments_at_least: int = 6
    pieces_at_least: int = 25
    ridge: float = 2.0
    smallest_weight: float = 0.02
    kinds: frozenset[str] = frozenset({"rule", "shape", "word", "pair", "piece"})


def fit(
    comments: Sequence[FoldedText],
    is_spam: NDArray[np.bool_],
    clusters: NDArray[np.int64],
    public_words: Collection[str],
    options: FitOptions | None = None,
) -> tuple[float, dict[str, float]]:
    """Intercept in log-odds at even classes and weights by feature name, sorted; equal input gives equal output.

    Near-duplicates (`clusters` int64[n], equal = the same text) count as one comment when features are chosen, and
    share one weight in the loss. Words outside `public_words` are never features, so that no handle enters the file.
    """
    options = options or FitOptions()
    hits = [rule_hits(comment) for comment in comments]
    names = _chosen(comments, hits, clusters, public_words, options)
    positions = {name: index for index, name in enumerate(names)}
    table = feature_table(comments, positions, hits)
    _, inverse, sizes = np.unique(clusters, return_inverse=True, return_counts=True)
    weights = 1.0 / sizes[inverse]
    for label in (True, False):
        weights[is_spam == label] /= max(1e-12, weights[is_spam == label].sum()) * 2
    found, intercept = _fit_logistic(table, is_spam, weights, options.ridge / max(1, sizes.size))
    kept = {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}
    return round(intercept, 3), {
        name: weight for name, weight in kept.items() if abs(weight) >= options.smallest_weight
    }


def _chosen(
    comments: Sequence[FoldedText],
    hits: Sequence[Sequence[str]],
    clusters: NDArray[np.int64],
    public_words: Collection[str],
    options: FitOptions,
) -> list[str]:
    seen: set[tuple[str, int]] = set()
    for comment, own, cluster in zip(comments, hits, clusters.tolist(), strict=True):
        seen.update((name, cluster) for name, _ in named_features(comment, own))
    counts = Counter(name for name, _ in seen)
    public_pieces = {piece for word in public_words for piece in pieces(word)}
    allowed: Mapping[str, Collection[str]] = {"word": public_words, "pair": public_words, "piece": public_pieces}
    return sorted(name for name, count in counts.items() if _is_allowed(name, count, allowed, options))


def _is_allowed(name: str, count: int, allowed: Mapping[str, Collection[str]], options: FitOptions) -> bool:
    kind, _, rest = name.partition(":")
    if kind not in options.kinds:
        return False
    if kind not in allowed:
        return True
    least = options.pieces_at_least if kind == "piece" else options.comments_at_least
    return count >= least and all(part in allowed[kind] for part in rest.split(" "))


def _fit_logistic(
    table: sparse.csr_array, is_spam: NDArray[np.bool_], weights: Floats, ridge: float
) -> tuple[Floats, float]:
    """Minimise weighted log-loss plus ridge times the squared weights, from 0."""
    transposed = table.T.tocsr()

    def loss(parameters: Floats) -> tuple[float, Floats]:
        own, intercept = parameters[:-1], parameters[-1]
        log_odds = table @ own + intercept
        misses = weights * (special.expit(log_odds) - is_spam)
        value = weights @ (np.logaddexp(0.0, log_odds) - is_spam * log_odds) + ridge * (own @ own)
        return float(value), np.concatenate((transposed @ misses + 2 * ridge * own, [misses.sum()]))

    start = np.zeros(table.shape[1] + 1)
    result = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 2_000})
    return result.x[:-1], float(result.x[-1])
