"""How far accounts in a niche stand out under a brief: measured on labelled titles, niche by niche."""

import gzip
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.brief import Brief
from app.scoring.niche import scores
from app.scoring.niche.coherence import coherence_of
from app.scoring.niche.encoder import Encoder
from app.scoring.niche.languages import ENGLISH, load_languages
from app.scoring.niche.model import NicheModel, Panel, make_niche_model
from app.scoring.niche.pooling import HIGHEST, LOWEST, SIZES, density
from app.scoring.niche.query import stems_of
from app.scoring.niche.remembered import RememberedEncoder
from app.scoring.niche.texts import ReadText, read_text
from app.training.labelled import TrainingDataError
from app.training.niche.briefs import PANEL_BRIEFS
from app.training.niche.distil import Told

GENERAL: Final = "_general"
OWN_PART: Final = 0.6
"""Part of a member's texts that is about its niche; one at least always is."""

MEMBERS: Final = 4_000
SEED: Final = 20_261_126
THINNED_BY: Final = ("de", "es", "fr", "ja", "pt", "tr")
"""Languages whose lists thin the English titles out, to stand for texts that are read through a list."""

Scores = NDArray[np.float64]


class Title(msgspec.Struct, frozen=True):
    """One labelled title."""

    text: str
    label: str


def read_titles(path: Path) -> list[Title]:
    """Read a gzip NDJSON file of titles; raises TrainingDataError."""
    try:
        with gzip.open(path) as lines:
            return [msgspec.json.decode(line, type=Title) for line in lines]
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as error:
        message = f"{path} is no gzip NDJSON file of titles with `text` and `label`: {error}"
        raise TrainingDataError(message) from error


def _read_niches(path: Path) -> list[Title]:
    """Read titles, of each niche of the panel some."""
    titles = read_titles(path)
    if missing := {*PANEL_BRIEFS, GENERAL} - {title.label for title in titles}:
        message = f"{path} has no title with the label {', '.join(sorted(missing))}: the panel has a brief for each."
        raise TrainingDataError(message)
    return titles


def make_panel(model: NicheModel, titles: Path, version: str, told: Told = lambda *_: None) -> Panel:
    """Measure the densities of every niche of the file that there is a brief for; raises TrainingDataError."""
    texts: dict[str, list[ReadText]] = {}
    for title in _read_niches(titles):
        texts.setdefault(title.label, []).append(read_text(title.text, model.languages))
    glossed = _thinned(texts, model)
    words = [text.words for some in (*texts.values(), *glossed.values()) for text in some]
    remembered = RememberedEncoder(model.encoder)
    remembered.remember(words, partial(told, "titles", len(words)))
    model = replace(model, encoder=remembered)
    return Panel(
        version=version,
        encoder=model.encoder.version,
        english=_densities(model, texts, told),
        glossed=_densities(model, glossed, told),
        coherence=_coherence(model, texts),
        data={titles.name: hashlib.sha256(titles.read_bytes()).hexdigest()},
    )


def make_first_panel(encoder: Encoder, titles: Path, version: str, told: Told = lambda *_: None) -> Panel:
    """Make the panel of an encoder that has none yet."""
    nothing = Panel(version="", encoder=encoder.version, english=[], glossed=[], coherence=1.0, data={})
    return make_panel(make_niche_model(encoder, load_languages(), nothing), titles, version, told)


def write_panel(panel: Panel, target: Path) -> None:
    """Write a panel's file (.json)."""
    target.write_bytes(msgspec.json.encode(panel) + b"\n")


def score_texts(model: NicheModel, brief: Brief, texts: Sequence[ReadText]) -> Scores:
    """Score texts under a brief, each by the yardstick of its language."""
    query = model.query(brief)
    vectors = model.encoder.encode([text.words for text in texts])
    masks = np.array([query.mask(stems_of(text)) for text in texts], np.uint64)
    return scores.score_texts(texts, vectors, masks, query, model)


def pooled_members(
    own: Scores, others: Scores, size: int, count: int, generator: np.random.Generator, part: float = OWN_PART
) -> Scores:
    """Scores of made-up members with `size` texts: own ones with chance `part`, at least one, the rest others."""
    is_own = generator.random((count, size)) < part
    is_own[np.arange(count), generator.integers(size, size=count)] = True
    texts = np.where(is_own, generator.choice(own, (count, size)), generator.choice(others, (count, size)))
    pooled: Scores = np.log(np.exp(np.clip(texts, LOWEST, HIGHEST)).mean(axis=1))
    return pooled


def _densities(model: NicheModel, texts: Mapping[str, Sequence[ReadText]], told: Told) -> list[list[list[int]]]:
    generator = np.random.default_rng(SEED)
    sizes: list[list[list[int]]] = [[] for _ in SIZES]
    for label, brief in PANEL_BRIEFS.items():
        own = score_texts(model, Brief(text=brief), texts[label])
        others = score_texts(model, Brief(text=brief), texts[GENERAL])
        for number, size in enumerate(SIZES):
            members = own if size == 1 else pooled_members(own, others, size, MEMBERS, generator)
            sizes[number].append([round(10_000 * one) for one in density(members)])
        told("niches", 2 * len(PANEL_BRIEFS), 1)
    return sizes


def _thinned(texts: Mapping[str, Sequence[ReadText]], model: NicheModel) -> dict[str, list[ReadText]]:
    """Leave in each text only the words that another language's list can say, as if it were in that language."""
    said = {language: model.languages.glosses[language].meanings() for language in THINNED_BY}
    return {
        label: [
            ReadText(language, (), [word for word in text.words if word in said[language]])
            for number, text in enumerate(some)
            for language in (THINNED_BY[number % len(THINNED_BY)],)
        ]
        for label, some in texts.items()
    }


def _coherence(model: NicheModel, texts: Mapping[str, Sequence[ReadText]]) -> float:
    """Mean cosine between texts of one niche, over the niches: what coherence is measured by."""
    found = []
    for label in PANEL_BRIEFS:
        vectors = model.without_shared(model.encoder.encode([text.words for text in texts[label]]), ENGLISH)
        spoken = vectors[vectors.any(axis=1)]
        found.append(coherence_of(spoken, np.ones(len(spoken))))
    return float(np.mean(found))
