"""How much a comment reads like spam: named rules, and a linear model whose file holds its weights and its errors."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from scipy import special

from app.scoring.attention.folding import FoldedText, fold
from app.scoring.attention.spam_features import feature_table
from app.scoring.attention.spam_rules import SPAM_RULES, rule_hits

CURRENT_MODEL = "comment-spam-2026-11"
_ENOUGH = frozenset(rule.code for rule in SPAM_RULES if rule.is_enough)
_SPEAKING = frozenset(rule.code for rule in SPAM_RULES) - {"link"}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedComment:
    """A comment as read: the probability that it is spam at even odds, and the rules it meets."""

    comment: FoldedText
    spam: float
    rules: tuple[str, ...]
    is_suspicious: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentModel:
    """Weights in log-odds by feature; `false_alarms` is the share of fine comments called suspicious out of fold."""

    version: str
    intercept: float
    suspicious_at: float
    false_alarms: float
    weights: Mapping[str, float]

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read the JSON of a model file; KeyError when it is not one."""
        return cls(
            version=document["version"],
            intercept=document["intercept"],
            suspicious_at=document["suspicious_at"],
            false_alarms=document["out_of_fold"]["false_alarms"],
            weights=document["weights"],
        )

    def judge(self, texts: Sequence[str]) -> list[JudgedComment]:
        """Judge each text; `is_suspicious` is what `looks_suspicious` says at `suspicious_at`."""
        comments = [fold(text) for text in texts]
        hits = [rule_hits(comment) for comment in comments]
        table = feature_table(comments, {name: index for index, name in enumerate(self.weights)}, hits)
        spam = special.expit(self.intercept + table @ np.array(list(self.weights.values()), dtype=np.float64))
        return [
            JudgedComment(
                comment=comment,
                spam=probability,
                rules=rules,
                is_suspicious=looks_suspicious(probability, rules, self.suspicious_at),
            )
            for comment, rules, probability in zip(comments, hits, spam.tolist(), strict=True)
        ]


def looks_suspicious(spam: float, rules: Collection[str], suspicious_at: float) -> bool:
    """Ask for a rule that is enough, or for the model and a rule other than a link together.

    The model alone, fitted on one topic, takes a friendly comment that names a friend for spam (docs/method.md).
    """
    return not _ENOUGH.isdisjoint(rules) or (spam >= suspicious_at and not _SPEAKING.isdisjoint(rules))


@cache
def load_comment_model(version: str = CURRENT_MODEL) -> CommentModel:
    """Read a model file of this package; FileNotFoundError when there is no such version."""
    text = files("app.scoring.attention").joinpath("models", f"{version}.json").read_text(encoding="utf-8")
    return CommentModel.from_document(json.loads(text))
