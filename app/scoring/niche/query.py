"""A brief as numbers: directions to look in, and words to look for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.brief import Brief, BriefUnderstanding
from app.scoring.niche.encoder import Encoder, Vectors, unit
from app.scoring.niche.languages import Languages
from app.scoring.niche.taxonomy import load_taxonomy
from app.scoring.niche.texts import ReadText, read_text
from app.scoring.niche.understanding import node_directions, understand_brief
from app.scoring.words import stem

Masks = NDArray[np.uint64]

WORD_WEIGHT: Final = 0.1
"""What a matched key word adds, in standard deviations for each unit of its weight."""

WORDS_ADD_AT_MOST: Final = 1.0
"""Key words alone add no more, in standard deviations: a pasted list of them proves little (ours)."""

Term = frozenset[str]
"""Stems that must stand in one text together."""


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What texts are compared with: `facets` are directions of which the nearest counts, none without a topic.

    `bits` gives each stem that is looked for the bits of its key words; `weights` are the words' weights by bit.
    """

    understanding: BriefUnderstanding
    facets: Vectors
    bits: Mapping[str, int]
    weights: NDArray[np.float64]
    must_include: Sequence[Term]
    must_exclude: Sequence[Term]

    @property
    def words(self) -> tuple[str, ...]:
        """Key words in the order of their bits."""
        return tuple(word.word for word in self.understanding.key_words)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: then nobody's taste is known, and nobody is out of the niche."""
        return not (self.words or self.facets.size)

    def mask(self, stems: Iterable[str]) -> int:
        """Give the bits of the key words that a text of these stems holds."""
        mask = 0
        for one in stems:
            mask |= self.bits.get(one, 0)
        return mask

    def held(self, mask: int) -> tuple[str, ...]:
        """Key words whose bits are set."""
        return tuple(word for bit, word in enumerate(self.words) if mask >> bit & 1)

    def word_bonus(self, masks: Masks) -> NDArray[np.float64]:
        """Give what the matched words add, in standard deviations, float64[n]."""
        held = (masks[:, None] >> np.arange(len(self.weights), dtype=np.uint64)) & np.uint64(1)
        return np.minimum(WORDS_ADD_AT_MOST, WORD_WEIGHT * (held @ self.weights))


def stems_of(text: ReadText) -> frozenset[str]:
    """Stems of a text's words, as written and in English."""
    return frozenset(stem(word) for word in (*text.tokens, *text.words))


def make_query(brief: Brief, encoder: Encoder, languages: Languages) -> Query:
    """Turn a brief into numbers; raises BriefError as `understand_brief` does."""
    understanding = understand_brief(brief)
    bits: dict[str, int] = {}
    for number, word in enumerate(understanding.key_words):
        for form in (word.word, *word.meaning.split()):
            bits[stem(form)] = bits.get(stem(form), 0) | 1 << number
    language = understanding.language
    return Query(
        understanding=understanding,
        facets=_facets(brief, understanding, encoder, languages),
        bits=bits,
        weights=np.array([word.weight for word in understanding.key_words]),
        must_include=_terms(brief.must_include, languages, language),
        must_exclude=_terms(brief.must_exclude, languages, language),
    )


def _terms(terms: Sequence[str], languages: Languages, language: str | None) -> list[Term]:
    """Take the words of terms as they are written; those of a text are compared in both forms.

    A term without a word, such as a number or a handle, is left out: every text would hold it.
    """
    read = [frozenset(stem(token) for token in read_text(term, languages, language).tokens) for term in terms]
    return [term for term in read if term]


def _facets(brief: Brief, understanding: BriefUnderstanding, encoder: Encoder, languages: Languages) -> Vectors:
    """Give the text, its nodes and its key words one direction, and each other chosen node its own.

    Words of a language that is not covered have none: their letters would be taken for pieces of English words.
    """
    text = read_text(brief.text, languages, understanding.language)
    is_read = understanding.is_language_supported
    words = [word.meaning.split() for word in understanding.key_words] if is_read else []
    whole = encoder.encode([text.words])
    near = [node for node in understanding.nodes if node.is_used and not node.is_chosen]
    chosen = [node for node in understanding.nodes if node.is_chosen]
    parts, taxonomy = [whole], load_taxonomy()
    if near:
        parts.append(
            unit(node_directions([taxonomy[node.node_id] for node in near], encoder, languages).mean(0, keepdims=True))
        )
    if words:
        parts.append(unit(encoder.encode(words).mean(0, keepdims=True)))
    facets = [unit(np.sum(parts, axis=0))] if words else []
    facets += [node_directions([taxonomy[node.node_id]], encoder, languages) for node in chosen]
    found = np.concatenate(facets) if facets else np.zeros((0, whole.shape[1]), np.float32)
    return found[np.any(found != 0, axis=1)]
