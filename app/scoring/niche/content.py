"""What the creator's own posts are about: one thing or many, and whether it is what the brand sells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from app.domain.audience import Frame, FrameNote
from app.domain.niche import CreatorContent, FittingPost, InterestShare
from app.domain.post import Post
from app.scoring.attention.tally import tally
from app.scoring.niche.background import MARK
from app.scoring.niche.coherence import measure_coherence
from app.scoring.niche.columns import VECTOR_STEP, TextColumns
from app.scoring.niche.encoder import Vectors
from app.scoring.niche.interests import measure_interests
from app.scoring.niche.model import NicheModel
from app.scoring.niche.query import Query, stems_of
from app.scoring.niche.scores import marks_of, score_texts, without_shared
from app.scoring.niche.texts import ReadText, read_text

POSTS_AT_LEAST: Final = 15
"""Posts with words below which nothing is said about how specific a creator is."""

EXAMPLES_AT_MOST: Final = 5
_WORDS_AT_LEAST: Final = 2
_REPEATED_IN: Final = 0.5
"""Words in half of the posts are the creator's signature and say nothing about one post."""


def measure_content(
    posts: Sequence[Post], query: Query | None, model: NicheModel, note: FrameNote, level: float
) -> CreatorContent | None:
    """Measure the creator's own posts, replies left out; None without a post with words."""
    own = [post for post in posts if post.text and not post.is_reply]
    read = _without_signature([read_text(post.text or "", model.languages, post.language) for post in own])
    told = [(post, text) for post, text in zip(own, read, strict=True) if len(text.words) >= _WORDS_AT_LEAST]
    if not told:
        return None
    vectors = model.encoder.encode([text.words for _, text in told])
    plain = without_shared([text for _, text in told], vectors, model)
    coherence = measure_coherence(plain, np.ones(len(told)), model.panel.coherence, level, at_least=POSTS_AT_LEAST)
    scores, marks, masks = _scores(told, vectors, query, model)
    standing_out = scores > marks
    fitting = None if query is None or not query.facets.size else tally(int(standing_out.sum()), len(told), level)
    lift = None if fitting is None or fitting.share is None else fitting.share.estimate / (1.0 - MARK)
    best = [row for row in np.argsort(-scores, kind="stable") if standing_out[row]][:EXAMPLES_AT_MOST]
    specificity = None if coherence is None else coherence.value
    told_of = (None if specificity is None else specificity.estimate, None if fitting is None else fitting.count)
    return CreatorContent(
        posts=len(told),
        specificity=specificity,
        interests=_interests(plain, model, note, level),
        fitting=fitting,
        lift=lift,
        examples=tuple(
            FittingPost(
                post_id=told[row][0].post_id,
                score=float(scores[row]),
                words=query.held(int(masks[row])) if query is not None else (),
            )
            for row in best
        ),
        text=_sentence(len(told), *told_of),
    )


def _without_signature(texts: Sequence[ReadText]) -> list[ReadText]:
    used = Counter(word for text in texts for word in set(text.words))
    often = {word for word, count in used.items() if len(texts) >= POSTS_AT_LEAST and count > _REPEATED_IN * len(texts)}
    return [ReadText(text.language, text.tokens, [word for word in text.words if word not in often]) for text in texts]


def _scores(
    told: Sequence[tuple[Post, ReadText]], vectors: Vectors, query: Query | None, model: NicheModel
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    scores, marks = np.zeros(len(told)), np.full(len(told), np.inf)
    masks = np.zeros(len(told), np.uint64)
    if query is None or not query.facets.size:
        return scores, marks, masks
    texts = [text for _, text in told]
    masks = np.array([query.mask(stems_of(text)) for text in texts], np.uint64)
    return score_texts(texts, vectors, masks, query, model), marks_of(texts, query, model), masks


def _as_columns(vectors: Vectors) -> TextColumns:
    """Take each post for an account of one text."""
    columns = TextColumns.unread(len(vectors), vectors.shape[1])
    columns.texts[:] = 1
    columns.vectors[:] = np.rint(vectors / VECTOR_STEP).clip(-127, 127)
    return columns


def _interests(vectors: Vectors, model: NicheModel, note: FrameNote, level: float) -> tuple[InterestShare, ...]:
    """Measure the posts as a draw of what the creator writes: of how many is not known."""
    drawn = replace(note, frame=Frame.RANDOM, population=None)
    found = measure_interests(_as_columns(vectors), model, drawn, level)
    return tuple(replace(one, excess=replace(one.excess, frame=Frame.NEWEST)) for one in found)


def _sentence(posts: int, specificity: float | None, fitting: int | None) -> str:
    text = f"{posts:,} posts with words were read"
    if specificity is None:
        text += f"; how specific they are is told from {POSTS_AT_LEAST} on"
    else:
        text += f"; two of them share a subject with a chance of about {specificity:.0%}"
    return text + ("." if fitting is None else f". {fitting:,} stand out towards the brief.")
