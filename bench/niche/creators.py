"""Whether a creator's own posts are told to be of the creator's niche: Instagram creators of Kim et al. (2020)."""

import gzip
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np

from app.domain.brief import Brief
from app.domain.post import Post
from app.scoring.niche.content import POSTS_AT_LEAST, measure_content
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.texts import read_text
from app.training.error_rates import area_under_roc
from bench.authenticity.research import LEVEL, NOTE
from bench.niche.research import Texts, data_file
from bench.niche.word_methods import word_matches

BRIEFS: Final = {
    "fashion": "dresses, shoes and accessories for fashion lovers",
    "food": "recipes, cooking and restaurants for food lovers",
    "travel": "hotels, flights and trips around the world",
    "family": "toys, clothes and care for babies, children and their parents",
    "fitness": "workouts, gym wear and nutrition for training",
    "interior": "furniture, lamps and decoration for the home",
    "beauty": "make-up, skin care and hair care products",
}
"""Written before any figure was seen, by the labels; two captions had been glanced at."""


class Creator(msgspec.Struct, frozen=True):
    """One creator: niche, and captions of posts."""

    label: str
    texts: list[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """How far a creator's posts stand out: the product's share, their mean score, and how often they hold its words."""

    share: float
    score: float
    words: float


def main(*, quick: bool) -> None:
    del quick
    model = load_niche_model()
    with gzip.open(data_file("text/influencer-niche.ndjson.gz")) as lines:
        creators = [msgspec.json.decode(line, type=Creator) for line in lines]
    posts = [len(creator.texts) for creator in creators]
    told = Counter(
        read_text(text, model.languages).language or "unclear" for creator in creators for text in creator.texts
    )
    print(f"{len(creators)} creators with {min(posts)} to {max(posts)} captions each, median {np.median(posts):.0f}")
    print("languages of captions:", ", ".join(f"{language} {count}" for language, count in told.most_common(8)))
    enough = sum(count >= POSTS_AT_LEAST for count in posts)
    print(f"creators with {POSTS_AT_LEAST} posts, from which specificity is told: {enough}")
    print(
        f"\n{'':10}{'own':>5}{'others':>8}{'AUC share':>11}{'mean score':>12}{'words':>7}"
        f"{'own fitting':>13}{'others fitting':>16}"
    )
    rows = [_line(label, creators) for label in BRIEFS]
    share, score, words, own, others = np.mean(rows, axis=0)
    print(f"{'mean':23}{share:>11.3f}{score:>12.3f}{words:>7.3f}{own:>13.2f}{others:>16.2f}")
    print(f"{'target':23}{'>=.850':>11}{'>=.850':>12}{'':20}{'.05':>16}")


def _line(label: str, creators: Sequence[Creator]) -> list[float]:
    fits = [(creator.label == label, _fit(creator, BRIEFS[label])) for creator in creators]
    own = [fit for is_own, fit in fits if is_own and fit is not None]
    others = [fit for is_own, fit in fits if not is_own and fit is not None]
    figures = [
        area_under_roc(*(np.array([getattr(fit, name) for fit in some]) for some in (others, own)))
        for name in ("share", "score", "words")
    ]
    figures += [float(np.mean([fit.share for fit in some])) for some in (own, others)]
    print(
        f"{label:10}{len(own):>5}{len(others):>8}{figures[0]:>11.3f}{figures[1]:>12.3f}{figures[2]:>7.3f}"
        f"{figures[3]:>13.2f}{figures[4]:>16.2f}"
    )
    return figures


def _fit(creator: Creator, brief: str) -> Fit | None:
    """None when no caption can be read."""
    model = load_niche_model()
    posts = [Post(post_id=str(number), text=text) for number, text in enumerate(creator.texts)]
    content = measure_content(posts, model.query(Brief(text=brief)), model, NOTE, LEVEL)
    if content is None or content.fitting is None or content.fitting.share is None:
        return None
    read = Texts.of(creator.texts, model)
    has_words = np.array([len(text.words) > 1 for text in read.read])
    share = content.fitting.count / content.fitting.n
    words = float(word_matches(creator.texts, brief).mean())
    return Fit(share=share, words=words, score=float(read.score(model, brief)[has_words].mean()))
