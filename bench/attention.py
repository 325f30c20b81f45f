"""Fit and judge the comment model: `python bench/attention.py fit|judge|languages|speed`.

Reads the research texts in the folder that TRUEREACH_DATA names; no text of them leaves it.
"""

import argparse
import gzip
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from app.scoring.attention.comment_model import CURRENT_MODEL, load_comment_model, looks_suspicious
from app.scoring.attention.folding import FoldedText, fold
from app.scoring.attention.near_duplicates import near_duplicate_groups
from app.scoring.attention.spam_features import feature_table
from app.scoring.attention.spam_fitting import FitOptions, fit
from app.scoring.attention.spam_rules import SPAM_RULES, rule_hits
from app.scoring.creator.adverts import advert_wordings, is_advert

VERSION = CURRENT_MODEL
TARGET = Path(__file__).parents[1] / "app" / "scoring" / "attention" / "models" / f"{VERSION}.json"
FOLDS = 10
FALSE_ALARMS_AT_MOST = 0.05
"""The threshold is where, out of fold, the model alone would call one fine comment in twenty suspicious."""
PUBLIC_WORD_AT_LEAST = 3
COMMENTS, BACKGROUND = "comment-spam.ndjson.gz", "background-titles.ndjson.gz"
CAPTIONS = "influencer-niche.ndjson.gz"
ENOUGH = {rule.code for rule in SPAM_RULES if rule.is_enough}
Floats = NDArray[np.float64]


def data_folder() -> Path:
    if "TRUEREACH_DATA" not in os.environ:
        sys.exit("set TRUEREACH_DATA to the folder with the research collections (docs/method.md)")
    return Path(os.environ["TRUEREACH_DATA"]) / "text"


def read_rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(data_folder() / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_comments() -> tuple[list[FoldedText], NDArray[np.bool_], NDArray[np.int64]]:
    rows = read_rows(COMMENTS)
    comments = [fold(row["text"]) for row in rows]
    return (
        comments,
        np.array([row["label"] == "spam" for row in rows]),
        near_duplicate_groups([comment.words or tuple(comment.text) for comment in comments]),
    )


def public_words() -> set[str]:
    """Words that forum titles use as well: no handle and no rare name is among them."""
    counts = Counter(word for row in read_rows(BACKGROUND) for word in set(fold(row["text"]).words))
    return {word for word, count in counts.items() if count >= PUBLIC_WORD_AT_LEAST}


def out_of_fold(options: FitOptions | None = None, seed: int = 1) -> tuple[Floats, NDArray[np.bool_], list[FoldedText]]:
    """Log-odds of each comment by a model that saw neither it nor a near-duplicate of it."""
    comments, is_spam, clusters = read_comments()
    words = public_words()
    _, inverse = np.unique(clusters, return_inverse=True)
    fold_of = np.random.default_rng(seed).integers(0, FOLDS, inverse.max() + 1)[inverse]
    log_odds = np.zeros(len(comments))
    for number in range(FOLDS):
        own = fold_of == number
        chosen = [comment for comment, left in zip(comments, own, strict=True) if not left]
        intercept, weights = fit(chosen, is_spam[~own], clusters[~own], words, options)
        left = [comment for comment, is_left in zip(comments, own, strict=True) if is_left]
        log_odds[own] = score(left, intercept, weights)
    return log_odds, is_spam, comments


def score(comments: list[FoldedText], intercept: float, weights: dict[str, float]) -> Floats:
    table = feature_table(comments, {name: index for index, name in enumerate(weights)})
    return np.asarray(intercept + table @ np.array(list(weights.values())))


def judge_scores(log_odds: Floats, is_spam: NDArray[np.bool_], comments: list[FoldedText]) -> dict[str, float]:
    test = stats.mannwhitneyu(log_odds[is_spam], log_odds[~is_spam])
    threshold = float(np.quantile(log_odds[~is_spam], 1 - FALSE_ALARMS_AT_MOST))
    by_rule = np.array([not ENOUGH.isdisjoint(rule_hits(comment)) for comment in comments])
    hits = [rule_hits(comment) for comment in comments]
    spam = special.expit(log_odds).tolist()
    at = float(special.expit(threshold))
    called = np.array([looks_suspicious(odds, rules, at) for odds, rules in zip(spam, hits, strict=True)])
    by_model = log_odds > threshold
    at_half = log_odds > 0
    return {
        "auc": float(test.statistic) / (np.count_nonzero(is_spam) * np.count_nonzero(~is_spam)),
        "precision_at_half": float(is_spam[at_half].mean()),
        "recall_at_half": float(at_half[is_spam].mean()),
        "false_alarms_at_half": float(at_half[~is_spam].mean()),
        "threshold": float(special.expit(threshold)),
        "model_alone_precision": float(is_spam[by_model].mean()),
        "model_alone_recall": float(by_model[is_spam].mean()),
        "precision": float(is_spam[called].mean()),
        "recall": float(called[is_spam].mean()),
        "false_alarms": float(called[~is_spam].mean()),
        "rules_alone_recall": float(by_rule[is_spam].mean()),
        "rules_alone_false_alarms": float(by_rule[~is_spam].mean()),
    }


def judge() -> None:
    """Print what the model reaches on comments whose near-duplicates it did not see, by what it looks at."""
    everything = FitOptions().kinds
    for title, kinds in (
        ("all features", everything),
        ("without pieces", everything - {"piece"}),
        ("without words and pairs", everything - {"word", "pair"}),
        ("rules and shapes", frozenset({"rule", "shape"})),
    ):
        judged = judge_scores(*out_of_fold(FitOptions(kinds=kinds)))
        print(f"{title}:", *(f"{name} {value:.3f}" for name, value in judged.items()))


def write() -> None:
    """Write the model file, with what it reaches out of fold and the SHA-256 of what it was fitted on."""
    comments, is_spam, clusters = read_comments()
    intercept, weights = fit(comments, is_spam, clusters, public_words())
    judged = judge_scores(*out_of_fold())
    document = {
        "version": VERSION,
        "provenance": {
            "command": "python bench/attention.py fit",
            "folds": FOLDS,
            "sha256": {name: sha256(name) for name in (COMMENTS, BACKGROUND)},
        },
        "suspicious_at": round(judged["threshold"], 3),
        "out_of_fold": {name: round(value, 3) for name, value in judged.items()},
        "intercept": intercept,
        "weights": weights,
    }
    TARGET.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {TARGET.name}: {len(weights)} weights, {TARGET.stat().st_size:,} bytes")


def sha256(name: str) -> str:
    return hashlib.sha256((data_folder() / name).read_bytes()).hexdigest()


def languages() -> None:
    """Print how many ordinary texts of other kinds the shipped model calls suspicious: all of them are false alarms."""
    texts = {"forum titles (English)": [row["text"] for row in read_rows(BACKGROUND)[:10_000]]}
    for folder in sorted((data_folder() / "sib200").iterdir()):
        lines = (folder / "train.tsv").read_text(encoding="utf-8").splitlines()[1:]
        texts[f"sentences {folder.name}"] = [line.split("\t")[2] for line in lines]
    texts["captions of influencers"] = [text for row in read_rows(CAPTIONS) for text in row["texts"]]
    for title, own in texts.items():
        judged = load_comment_model().judge(own)
        suspicious = np.mean([comment.is_suspicious for comment in judged])
        model = np.mean([comment.spam >= load_comment_model().suspicious_at for comment in judged])
        adverts = np.mean([is_advert(advert_wordings(text)) for text in own])
        print(f"{title}: n {len(own)} suspicious {suspicious:.3f} by the model alone {model:.3f} advert {adverts:.3f}")


def speed() -> None:
    """Print comments judged a second on one core."""
    texts = [row["text"] for row in read_rows(COMMENTS)] * 3
    load_comment_model().judge(texts[:10])
    start = time.perf_counter()
    load_comment_model().judge(texts)
    judged = time.perf_counter()
    near_duplicate_groups([comment.words for comment in map(fold, texts)])
    print(f"judge {len(texts) / (judged - start):,.0f} comments/s")
    print(f"fold and group near-duplicates {len(texts) / (time.perf_counter() - judged):,.0f} comments/s")


if __name__ == "__main__":
    commands: dict[str, Callable[[], None]] = {"fit": write, "judge": judge, "languages": languages, "speed": speed}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands)
    commands[parser.parse_args().command]()
