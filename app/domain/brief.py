"""What the brand sells and to whom, in the advertiser's words, and how that was understood."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.brand_safety import Sensitivity

MAX_BRIEF_LENGTH = 5_000
"""Longest brief in characters: about two pages."""

TERMS_AT_MOST = 50
"""Entries of each list of a brief."""

MAX_TERM_LENGTH = 100
"""Longest entry in characters: a word, or a few that belong together."""

MAX_BRIEF_NAME = 200
"""Longest name of a stored brief in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Free text about the product and the people it is for, and lists that narrow it; empty ones ask for nothing.

    `taxonomy_ids` are nodes of the IAB Content Taxonomy, `languages` ISO 639-1 codes, `places` ISO 3166-1 alpha-2
    codes of countries. A follower counts as interested only with one of `must_include` and none of `must_exclude` in
    its own words. `sensitivities` say where the brand cannot stand, but for what usually concerns an advertiser.
    """

    text: str = ""
    taxonomy_ids: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    must_exclude: tuple[str, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()

    @property
    def has_topic(self) -> bool:
        """Whether it names anything to be interested in: wanted languages and places alone do not."""
        return bool(self.text or self.taxonomy_ids or self.must_include)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBrief:
    """A brief under a name, as a tenant keeps it. A change makes the next version; versions never change.

    `created_at` is the brief's time, `changed_at` that of this version.
    """

    brief_id: str
    version: int
    name: str
    brief: Brief
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyNode:
    """A node of the IAB Content Taxonomy with the names on the way to it.

    `fit` in [-1, 1] is how close the brief's text is (cosine); None when it was not compared. `is_chosen` when the
    brief names it, `is_used` when it takes part in the measure. `is_sensitive` marks what is told in aggregates only.
    """

    node_id: str
    name: str
    path: tuple[str, ...]
    fit: float | None
    is_chosen: bool
    is_used: bool
    is_sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWord:
    """A word of the brief that is looked for, in English `meaning` where it is not; `weight` grows with rarity."""

    word: str
    meaning: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefUnderstanding:
    """How a brief is read before anything is spent.

    `language` is the brief's own (ISO 639-1, None when unclear); where `is_language_supported` is false only its
    words are matched. `notes` say in sentences what is weak about the brief, or was not understood.
    """

    language: str | None
    is_language_supported: bool
    key_words: tuple[KeyWord, ...]
    nodes: tuple[TaxonomyNode, ...]
    notes: tuple[str, ...]
