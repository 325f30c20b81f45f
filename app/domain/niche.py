"""Who cares about what the brand sells, what else the audience cares about, and what the creator talks about."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.attention import Tally
from app.domain.brief import BriefUnderstanding
from app.domain.estimate import Estimate, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedWord:
    """A word and how many accounts use it in their own words."""

    word: str
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NicheEvidence:
    """An account whose words stand out towards the brief: the chance that it is in the niche, by how many texts.

    `words` are the brief's own that it uses; what it wrote is not kept.
    """

    account_id: str
    chance: float
    texts: int
    words: tuple[str, ...]


class NicheBasis(StrEnum):
    """What the niche share was measured by: the meaning of texts, or the brief's words alone."""

    MEANING = "meaning"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedAccount:
    """An account that several of the audience's members follow beside the creator."""

    account_id: str
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowsEvidence:
    """Whom members follow: evidence beside the niche share, most of it from members who write nothing.

    `asked` members were looked at, `assessable` follow enough accounts with a bio; `interested` of these follow more
    accounts of the niche than chance explains. `followed_share` is the part of all followed bios that stands out
    (5 % of anybody's do). `most_followed` are followed by the most members.
    """

    asked: int
    assessable: int
    interested: Tally
    followed_share: Tally
    most_followed: tuple[FollowedAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NicheFit:
    """Who, among the authentic accounts that say anything, cares about what the brand sells. Silent ones are unknown.

    `standing_out` is the share whose words are further towards the brief than 95 % of people's are, and `lift` that
    share over the 5 % of the background. `assessable` is the share of authentic accounts that say enough in a language
    that is covered; with the silent ones anything, the share of all lies between `at_least` and `at_most`. `related`
    are words near the brief that five accounts or more use.
    """

    model_version: str
    basis: NicheBasis
    brief: BriefUnderstanding
    share: Share
    standing_out: Share
    lift: float | None
    assessable: Share
    at_least: float
    at_most: float
    matched: tuple[MatchedWord, ...]
    related: tuple[MatchedWord, ...]
    evidence: tuple[NicheEvidence, ...]
    follows: FollowsEvidence | None

    @property
    def words(self) -> tuple[str, ...]:
        """Words that were looked for."""
        return tuple(word.word for word in self.brief.key_words)


class TargetKind(StrEnum):
    """What a brief may ask of followers beside their interest."""

    LANGUAGE = "language"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetShare:
    """Share of authentic accounts in a wanted language or country, among those that show theirs.

    `is_applied` says whether it is a factor of the effective audience: not below 50 accounts that show theirs.
    """

    kind: TargetKind
    codes: tuple[str, ...]
    share: Share
    is_applied: bool


class CoherenceKind(StrEnum):
    """What a coherence looks like: one community, a few of them, or a crowd with nothing in common."""

    COMMUNITY = "community"
    SEVERAL = "several"
    CROWD = "crowd"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coherence:
    """How alike texts of different accounts are: 1 as inside one niche, 1/k for k niches of equal size, 0 by chance.

    It reads as the chance that two members share a niche.
    """

    value: Estimate
    accounts: int
    kind: CoherenceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestShare:
    """A topic that more accounts speak of than of any crowd: the share beyond that, and the lift over the crowd's."""

    node_id: str
    path: tuple[str, ...]
    accounts: int
    excess: Share
    lift: float
    is_sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShare:
    """Share of a language (ISO 639-1) or a country (ISO 3166-1 alpha-2) among the accounts that show theirs."""

    code: str
    accounts: int
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceProfile:
    """What the authentic accounts' own words tell beside the brief. `read` accounts were looked at for it."""

    read: int
    coherence: Coherence | None
    interests: tuple[InterestShare, ...]
    languages: tuple[CodeShare, ...]
    places: tuple[CodeShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittingPost:
    """A post of the creator that stands out towards the brief, with the brief's words that it holds."""

    post_id: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorContent:
    """What the creator's own posts are about, over `posts` posts with words.

    `specificity` is 1 where all posts are of one niche and 1/k for k niches, None below 15 posts. `fitting` counts
    posts that stand out towards the brief (5 % of anybody's do), None without a topic.
    """

    posts: int
    specificity: Estimate | None
    interests: tuple[InterestShare, ...]
    fitting: Tally | None
    lift: float | None
    examples: tuple[FittingPost, ...]
    text: str
