"""What in the creator's posts an advertiser may not want to stand beside, and what one advertiser cannot bear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.domain.attention import Tally


class SafetyCategory(StrEnum):
    """The categories of the GARM Brand Safety Floor and Suitability Framework (WFA, 2020-2022), and gambling.

    Of `misinformation` only claims about health are looked for.
    """

    ADULT = "adult_and_explicit_sexual_content"
    ARMS = "arms_and_ammunition"
    CRIME = "crime_and_harmful_acts"
    DEATH = "death_injury_or_military_conflict"
    PIRACY = "online_piracy"
    HATE = "hate_speech_and_acts_of_aggression"
    PROFANITY = "obscenity_and_profanity"
    DRUGS = "illegal_drugs_tobacco_vaping_or_alcohol"
    SPAM = "spam_or_harmful_content"
    TERRORISM = "terrorism"
    DEBATED = "debated_sensitive_social_issue"
    MISINFORMATION = "misinformation"
    GAMBLING = "gambling"


class Severity(StrEnum):
    """How grave a wording is: `low` names or reports a thing, `medium` treats it as a topic, `high` promotes it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 is low, 2 is high."""
        return _RANKS[self]


_RANKS: Final = {Severity.LOW: 0, Severity.MEDIUM: 1, Severity.HIGH: 2}

FLOOR: Final = frozenset(
    {
        SafetyCategory.ADULT,
        SafetyCategory.PIRACY,
        SafetyCategory.HATE,
        SafetyCategory.SPAM,
        SafetyCategory.TERRORISM,
    }
)
"""Categories beside which hardly any brand stands, however mild; GARM has a floor in each, the choice is ours."""

_USUAL: Final = MappingProxyType(
    {category: Severity.LOW if category in FLOOR else Severity.MEDIUM for category in SafetyCategory}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The least severity of one category that concerns a brand; None: nothing of it does."""

    category: SafetyCategory
    least: Severity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSensitivity:
    """The least severity of each category that concerns an advertiser; a category that is not in it never does."""

    least: Mapping[SafetyCategory, Severity] = field(default_factory=lambda: _USUAL)

    @classmethod
    def but_for(cls, changes: Iterable[Sensitivity]) -> "BrandSensitivity":
        """Take the usual one with these changes."""
        changed = {**_USUAL, **{change.category: change.least for change in changes}}
        return cls(least={category: least for category, least in changed.items() if least is not None})

    def bears(self, category: SafetyCategory, severity: Severity) -> bool:
        """Whether the advertiser can stand beside it."""
        least = self.least.get(category)
        return least is None or severity.rank < least.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyFlag:
    """A wording in a post: from `start` up to before `end`, in code points of the post's text.

    `language` is that of the word list (ISO 639-1), which need not be that of the post.
    """

    category: SafetyCategory
    severity: Severity
    wording: str
    language: str
    post_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRisk:
    """The creator's risk in a category, the same for every advertiser: posts with a flag, and the worst of them."""

    category: SafetyCategory
    posts: Tally
    worst: Severity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyConcern:
    """A category where the creator's risk meets what the advertiser cannot bear, and in how many posts."""

    category: SafetyCategory
    least: Severity
    worst: Severity
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSafety:
    """Wordings of sensitive content in `posts` posts with text; `flags` are the worst of `flags_count`.

    `categories` do not depend on the advertiser, `concerns` do.
    """

    posts: int
    flags_count: int
    flags: tuple[SafetyFlag, ...]
    categories: tuple[CategoryRisk, ...]
    concerns: tuple[SafetyConcern, ...]
    text: str
