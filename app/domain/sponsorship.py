"""What the creator's posts advertise: paid posts, adverts without a disclosure, and names that they mention."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.attention import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingTally:
    """A wording of adverts and in how many posts it stands."""

    wording: str
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionalLoad:
    """Posts with text that advertise; `disclosed` counts those of them that are sponsored by a mark or by a label."""

    promotional: Tally
    disclosed: Tally
    wordings: tuple[WordingTally, ...]
    post_ids: tuple[str, ...]


class SponsorshipSource(StrEnum):
    """By what a post is known to be sponsored."""

    PLATFORM_MARK = "platform_mark"
    DISCLOSURE_WORD = "disclosure_word"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTally:
    """A source and how many posts it tells of; one post may have both."""

    source: SponsorshipSource
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorshipRhythm:
    """When sponsored posts come, among `posts` posts with a time in the `days` up to the draw.

    `per_30_days` is None for less than a week. `newest` counts the newest quarter of these posts and `rest` the others;
    `newest_p_value` is the probability of so many in that quarter by chance (Fisher's exact test, one-sided), None
    below twelve posts.
    """

    posts: int
    days: float
    per_30_days: float | None
    longest_run: int
    last_at: datetime | None
    days_since_last: float | None
    newest: Tally
    rest: Tally
    newest_p_value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsoredPosts:
    """Posts that the platform marks as paid or that say so themselves, of those with a text or a mark.

    `unpaid_posts` say that nobody paid for them, and count as sponsored only by the platform's mark.
    """

    sponsored: Tally
    sources: tuple[SourceTally, ...]
    unpaid_posts: int
    rhythm: SponsorshipRhythm | None
    post_ids: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndisclosedPost:
    """A post that advertises by these wordings, without a disclosure; `own_goods` when it may be the creator's shop."""

    post_id: str
    wordings: tuple[str, ...]
    own_goods: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UndisclosedAdverts:
    """Posts that advertise by their wordings while neither the platform nor a word discloses it: a suspicion only.

    The same count over all posts with text, and over those that advertise. `own_goods` of them speak of the creator's
    own goods, which is the innocent reading.
    """

    of_posts: Tally
    of_adverts: Tally
    own_goods: int
    wordings: tuple[WordingTally, ...]
    posts: tuple[UndisclosedPost, ...]
    text: str


class MentionKind(StrEnum):
    """How a name is written: `@name`, `#name`, or as a word of the brief."""

    HANDLE = "handle"
    HASHTAG = "hashtag"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name and the posts with it; `advertising` counts those that advertise, `sponsored` those that say so."""

    name: str
    kind: MentionKind
    posts: int
    sponsored: int
    advertising: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandMentions:
    """Names in `posts` posts with text. `left_out` names stand in a single post that does not advertise."""

    posts: int
    mentions: tuple[Mention, ...]
    left_out: int
    text: str
