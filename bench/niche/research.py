"""Titles of the research folder with their niches, read once, and accounts made of what was measured on them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from app.domain.brief import Brief
from app.scoring.niche.background import length_class
from app.scoring.niche.columns import TextColumns, code_of
from app.scoring.niche.encoder import Vectors
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.model import NicheModel, load_niche_model
from app.scoring.niche.query import stems_of
from app.scoring.niche.texts import ReadText, read_text
from app.training.niche.briefs import PANEL_BRIEFS
from app.training.niche.panel import read_titles
from bench.authenticity.research import data_folder

LABELS: Final = tuple(PANEL_BRIEFS)
CHOSEN_ON: Final = frozenset(LABELS[::2])
"""Niches on which constants of the mixture were chosen; the other half was left out of that."""

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """Texts read once, and scored under many briefs as the training of the panel scores them."""

    raw: Sequence[str]
    read: Sequence[ReadText]
    stems: Sequence[frozenset[str]]
    vectors: Vectors
    classes: Rows
    languages: NDArray[np.str_]

    @classmethod
    def of(cls, raw: Sequence[str], model: NicheModel) -> Self:
        """Read texts whose language nobody declares."""
        read = [read_text(text, model.languages) for text in raw]
        supported = model.languages.supported
        return cls(
            raw=raw,
            read=read,
            stems=[stems_of(text) for text in read],
            vectors=model.encoder.encode([text.words for text in read]),
            classes=np.array([length_class(len(text.words)) for text in read], np.intp),
            languages=np.array([text.language if text.language in supported else ENGLISH for text in read]),
        )

    def score(self, model: NicheModel, brief: str) -> Floats:
        """Score each text by the yardstick of its language."""
        query = model.query(Brief(text=brief))
        masks = np.array([query.mask(stems) for stems in self.stems], np.uint64)
        scores = np.empty(len(self.raw))
        for language in np.unique(self.languages).tolist():
            rows = np.flatnonzero(self.languages == language)
            yardstick = model.yardstick(query, language)
            scores[rows] = yardstick.score(self.vectors[rows], self.classes[rows], masks[rows])
        return scores


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Titles:
    """Titles with their niche or GENERAL, titles of forums of every kind, and the model as it is shipped."""

    model: NicheModel
    labels: NDArray[np.str_]
    labelled: Texts
    background: Texts

    def rows(self, label: str) -> Rows:
        """Rows of a niche, or of `panel.GENERAL`."""
        return np.flatnonzero(self.labels == label)


@cache
def read_research() -> Titles:
    """Read both files of titles."""
    model = load_niche_model()
    labelled = read_titles(data_file("text/topic-titles.ndjson.gz"))
    background = read_titles(data_file("text/background-titles.ndjson.gz"))
    return Titles(
        model=model,
        labels=np.array([title.label for title in labelled]),
        labelled=Texts.of([title.text for title in labelled], model),
        background=Texts.of([title.text for title in background], model),
    )


@cache
def panel_scores(label: str) -> tuple[Floats, Floats]:
    """Scores of the labelled and the background titles under a niche's brief."""
    titles = read_research()
    brief = PANEL_BRIEFS[label]
    return titles.labelled.score(titles.model, brief), titles.background.score(titles.model, brief)


def data_file(name: str) -> Path:
    """Path of a file in the research folder; ends the command when it is absent."""
    path = data_folder() / name
    if not path.exists():
        sys.exit(f"{path} is absent: this protocol needs it")
    return path


def as_accounts(scores: Floats, texts: int, language: str = ENGLISH) -> TextColumns:
    """Make columns of accounts with these pooled scores, of so many texts each."""
    columns = TextColumns.unread(len(scores))
    columns.score[:] = scores
    columns.texts[:] = texts
    columns.language[:] = code_of(language)
    return columns
