"""What a brief means: its language, key words, and nodes of the taxonomy."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np

from app.domain.brief import Brief, BriefUnderstanding, KeyWord, TaxonomyNode
from app.scoring.niche.encoder import Encoder, Vectors, load_encoder, unit
from app.scoring.niche.languages import ENGLISH, Languages, load_languages
from app.scoring.niche.taxonomy import Node, load_taxonomy, nearest_nodes
from app.scoring.niche.texts import ReadText, read_text, words_of
from app.scoring.niche.tokens import read_tokens
from app.scoring.words import content_words, stem

KEY_WORDS_AT_MOST: Final = 64
"""Words that are looked for: one bit each of a 64-bit mask."""

NODES_SUGGESTED: Final = 3
NODE_FIT_AT_LEAST: Final = 0.35
"""Cosine of a brief and a node from which the node takes part: below, the nearest node is a guess (ours, on made-up
briefs)."""

VAGUE_BELOW_WORDS: Final = 2
_WEIGHTS: Final = (2.0, 9.0)
_WORDS_A_TEXT: Final = 8.0
_ZIPF: Final = 12.0
"""Sum of 1/rank over a vocabulary, about: the chance of the word of rank r is 1 / (12 r) (Zipf, 1935)."""


class BriefError(ValueError):
    """A brief that cannot be read as it stands; `faults` are pairs of a JSON pointer into it and a sentence."""

    code = "brief_not_understood"

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(detail for _, detail in faults))


def understand_brief(brief: Brief) -> BriefUnderstanding:
    """Read a brief; raises BriefError for unknown taxonomy ids and for lists that contradict each other."""
    faults = (*_unknown_nodes(brief), *_contradictions(brief))
    if faults:
        raise BriefError(faults)
    languages = load_languages()
    read = read_text(brief.text, languages)
    is_supported = read.language is None or read.language in languages.supported
    words = tuple(_key_words(brief, read))[:KEY_WORDS_AT_MOST]
    nodes = tuple(_nodes(brief, brief_vector(read.words if words else ())))
    return BriefUnderstanding(
        language=read.language,
        is_language_supported=is_supported,
        key_words=words,
        nodes=nodes,
        notes=tuple(_notes(brief, read, words, nodes, is_supported=is_supported)),
    )


def brief_vector(words: Sequence[str]) -> Vectors:
    """Direction of a brief's text, float32[dimensions]; zero when it holds no known word."""
    vector: Vectors = load_encoder().encode([words])[0]
    return vector


@cache
def node_vectors() -> Vectors:
    """Direction of each node by the word table, in the order of `load_taxonomy`."""
    return node_directions(load_taxonomy().values(), load_encoder(), load_languages())


def node_directions(nodes: Iterable[Node], encoder: Encoder, languages: Languages) -> Vectors:
    """Direction of each node: of its name and of its path together."""
    paths = [node.path for node in nodes]
    names = encoder.encode([read_text(path[-1], languages, ENGLISH).words for path in paths])
    return unit(names + encoder.encode([read_text(" ".join(path), languages, ENGLISH).words for path in paths]))


def word_weight(words: Sequence[str]) -> float:
    """How much the rarest of these English words says: -ln of the part of texts that hold it, by its rank."""
    vocabulary = load_encoder().vocabulary
    rank = max(vocabulary.rank(word) for word in words) + 1
    return min(max(math.log(rank * _ZIPF / _WORDS_A_TEXT), _WEIGHTS[0]), _WEIGHTS[1])


def _key_words(brief: Brief, read: ReadText) -> Iterator[KeyWord]:
    """Content words of the text, one for each stem, then those that must occur."""
    languages = load_languages()
    language, seen = read.language, set[str]()
    for text in (brief.text, *brief.must_include):
        told = set(content_words(text))
        for token in read_tokens(text):
            meaning = words_of([token], language, languages)
            is_told = token in told or any(word in told for word in content_words(token))
            if is_told and (meaning or language not in languages.supported) and stem(token) not in seen:
                seen.add(stem(token))
                yield KeyWord(word=token, meaning=" ".join(meaning) or token, weight=word_weight(meaning or (token,)))


def _nodes(brief: Brief, vector: Vectors) -> Iterator[TaxonomyNode]:
    """Name the chosen nodes, then the nearest to the text."""
    nodes, cosines = load_taxonomy(), node_vectors() @ vector
    by_id = dict(zip(nodes, cosines.tolist(), strict=True)) if vector.any() else {}
    for node_id in dict.fromkeys(brief.taxonomy_ids):
        yield _told(nodes[node_id], by_id.get(node_id), is_chosen=True, is_used=True)
    ordered = list(nodes.values())
    nearest = np.argsort(-cosines, kind="stable")[:NODES_SUGGESTED] if by_id else ()
    for rank, row in enumerate(nearest):
        node = ordered[row]
        is_near = by_id[node.node_id] >= NODE_FIT_AT_LEAST
        # A sensitive topic is not read into a brief that is nearer to something else.
        is_meant = rank == 0 or not node.is_sensitive
        if node.node_id not in brief.taxonomy_ids:
            yield _told(node, by_id[node.node_id], is_chosen=False, is_used=is_near and is_meant)


def _told(node: Node, fit: float | None, *, is_chosen: bool, is_used: bool) -> TaxonomyNode:
    return TaxonomyNode(
        node_id=node.node_id,
        name=node.name,
        path=node.path,
        fit=None if fit is None else round(fit, 4),
        is_chosen=is_chosen,
        is_used=is_used,
        is_sensitive=node.is_sensitive,
    )


def _unknown_nodes(brief: Brief) -> Iterator[tuple[str, str]]:
    for number, node_id in enumerate(brief.taxonomy_ids):
        if node_id not in load_taxonomy():
            near = ", ".join(f"{node.node_id} ({' > '.join(node.path)})" for node in nearest_nodes(node_id))
            hint = f"the nearest are {near}" if near else "none is spelled like it"
            yield f"/taxonomy_ids/{number}", f"{node_id!r} is no node of the IAB Content Taxonomy 3.1; {hint}"


def _contradictions(brief: Brief) -> Iterator[tuple[str, str]]:
    wanted = {_folded(term): term for term in brief.must_include}
    for number, term in enumerate(brief.must_exclude):
        if _folded(term) in wanted:
            yield f"/must_exclude/{number}", f"{term!r} contradicts must_include, which has {wanted[_folded(term)]!r}"


def _folded(term: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in content_words(term)) or (term.casefold(),)


def _notes(
    brief: Brief,
    read: ReadText,
    words: Sequence[KeyWord],
    nodes: Sequence[TaxonomyNode],
    *,
    is_supported: bool,
) -> Iterator[str]:
    if not is_supported:
        yield (
            f"The brief is in a language that is not covered ({read.language}): its words are looked for as they are "
            "written, and no other words for the same thing. Write it in English, or name taxonomy ids."
        )
    if brief.text and not words and not brief.taxonomy_ids:
        yield "The brief holds no word that could be looked for: say what you sell in a few plain words."
    elif brief.text and len(words) < VAGUE_BELOW_WORDS and not brief.taxonomy_ids:
        yield "The brief is very short: a few more words about the product and its buyers make the fit more certain."
    if is_supported and brief.text and words and not any(node.is_used for node in nodes):
        yield "No node of the taxonomy is close to the brief; it is compared by its own words alone."
    if any(node.is_sensitive and node.is_used for node in nodes):
        yield "The brief touches health, belief or opinion: what accounts say of it is told in aggregates only."
