"""Everything that reading texts needs: encoder, languages, the background, and the panel of niches."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.brief import Brief
from app.scoring.niche.background import Background, Yardstick, make_background
from app.scoring.niche.encoder import Encoder, Vectors, load_encoder, unit
from app.scoring.niche.languages import ENGLISH, Languages, load_languages
from app.scoring.niche.pooling import pooled_background
from app.scoring.niche.query import Query, make_query

CURRENT_PANEL: Final = "panel-2026-11"
SHARED_DIRECTIONS: Final = 3
"""Directions in which texts differ by style and not by subject; removed before texts are compared with each other."""

QUERIES_REMEMBERED: Final = 64
_LOADING: Final = Lock()
_ROUNDED_OFF: Final = 0.5
"""What a density of 0 ten-thousandths may have been: nowhere is it nothing."""


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """How accounts in a niche score, for each of some niches: densities by bin of score, in ten-thousandths.

    `encoder` is the version of the vectors that it was measured with; it holds for no others. `english` and `glossed`
    hold, for each size of `pooling.SIZES`, a list of niches, each a list of bins. `coherence` is the mean cosine
    between texts of different members of one niche.
    """

    version: str
    encoder: str
    english: list[list[list[int]]]
    glossed: list[list[list[int]]]
    coherence: float
    data: dict[str, str]

    def densities(self, language: str, size: int) -> NDArray[np.float64]:
        """float64[niches, BINS] of one size class."""
        rows = np.array((self.english if language == ENGLISH else self.glossed)[size], dtype=np.float64) + _ROUNDED_OFF
        shares: NDArray[np.float64] = rows / rows.sum(axis=1, keepdims=True)
        return shares


@dataclass(frozen=True, slots=True, eq=False)
class NicheModel:
    """`shared` are the directions that all texts share, float32[SHARED_DIRECTIONS, dimensions]."""

    encoder: Encoder
    languages: Languages
    panel: Panel
    shared: Vectors

    @property
    def version(self) -> str:
        """Name of the whole: word vectors and panel."""
        return f"{self.encoder.version}/{self.panel.version}"

    def background(self, language: str) -> Background:
        """Background of a supported language."""
        return make_background(self.encoder, self.languages, language)

    def query(self, brief: Brief) -> Query:
        """Read a brief; raises BriefError."""
        return _query(self, brief)

    def yardstick(self, query: Query, language: str) -> Yardstick:
        """Measure a language's background against a query."""
        return _yardstick(self, query, language)

    def outside(self, query: Query, language: str, size: int) -> NDArray[np.float64]:
        """Scores of made-up accounts of the background with `size` texts each."""
        return pooled_background(self.yardstick(query, language).background, size)

    def without_shared(self, vectors: Vectors, language: str) -> Vectors:
        """Take out what all texts of a language share; length 1 again, zero stays zero."""
        silent = ~vectors.any(axis=1)
        rest = vectors - _centre(self, language)
        rest -= (rest @ self.shared.T) @ self.shared
        rest[silent] = 0
        return unit(rest)


@lru_cache(QUERIES_REMEMBERED)
def _query(model: NicheModel, brief: Brief) -> Query:
    return make_query(brief, model.encoder, model.languages)


@lru_cache(QUERIES_REMEMBERED)
def _yardstick(model: NicheModel, query: Query, language: str) -> Yardstick:
    return Yardstick.of(query, model.background(language))


@lru_cache(QUERIES_REMEMBERED)
def _centre(model: NicheModel, language: str) -> Vectors:
    centre: Vectors = model.background(language).vectors.mean(0)
    return centre


def make_niche_model(encoder: Encoder, languages: Languages, panel: Panel) -> NicheModel:
    """Put a model together; what texts share is read off the English background."""
    _, directions = np.linalg.eigh(np.cov(make_background(encoder, languages, ENGLISH).vectors.T))
    shared = np.ascontiguousarray(directions[:, -SHARED_DIRECTIONS:].T, dtype=np.float32)
    return NicheModel(encoder, languages, panel, shared)


def read_panel(body: bytes) -> Panel:
    """Read a panel's file; raises msgspec.ValidationError."""
    return msgspec.json.decode(body, type=Panel)


def load_niche_model() -> NicheModel:
    """Load what is shipped: it takes about a second, once; whoever asks meanwhile waits."""
    with _LOADING:
        return _load()


@cache
def _load() -> NicheModel:
    languages = load_languages()
    languages.prepare()
    panel = read_panel((files("app.scoring.niche") / "data" / f"{CURRENT_PANEL}.json").read_bytes())
    return make_niche_model(load_encoder(), languages, panel)
