"""How an audience reacts: what was expected, who writes, what they write, and who comes back."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`count` of `n` things, and their share in [0, 1] with its interval; `share` is None when n is 0."""

    count: int
    n: int
    share: Estimate | None


class Position(StrEnum):
    """Where an interval lies against a range that others published; undecided when it reaches over an end."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One published figure: reactions a post for each follower, and everything needed to know what it is a figure of.

    `followers_to` None has no upper end; `medium` "any" mixes posts of every kind. `statistic` is "unstated" when the
    publisher does not say whether it is a mean or a median.
    """

    platform: str
    medium: str
    denominator: str
    population: str
    statistic: str
    period: str
    source: str
    published: str
    followers_from: int
    followers_to: int | None
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementExpectation:
    """The rate that published benchmarks expect at this follower count: a range, because publishers differ.

    `times_expected` is the creator's rate over the geometric middle of the range. `sources` are the figures used.
    """

    low: float
    high: float
    times_expected: float
    position: Position
    sources: tuple[Benchmark, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikesSpread:
    """How likes vary over `posts` posts. `variation` is standard deviation / mean, None when nobody liked anything.

    `chance_variation` is what independent people would give at least (Poisson: 1 / sqrt(mean)), `even_p_value` the
    probability of likes as even as these among independent people, `top_post_share` what the best post has of all.
    """

    posts: int
    variation: float | None
    chance_variation: float | None
    even_p_value: float | None
    top_post_share: float | None
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTally:
    """A rule on comments, what it says, and how many comments meet it."""

    rule: str
    says: str
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspiciousComment:
    """A comment that reads like spam: who wrote it under which post, the probability, and the rules it meets."""

    account_id: str
    post_id: str
    spam: float
    rules: tuple[str, ...]
    is_repeated: bool


class CommentMark(StrEnum):
    """The suspicious share against HypeAuditor's marks: 1-3 of 20 is normal, half is alarming."""

    NORMAL = "normal"
    RAISED = "raised"
    ALARMING = "alarming"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentQuality:
    """What `comments` comments with text say.

    `specific` holds words beyond praise, `emoji_only` no word at all, `repeated` nearly the same text as a comment of
    another account, `suspicious` reads like spam or is repeated; of fine comments the model calls `false_alarms` so.
    """

    comments: int
    specific: Tally
    emoji_only: Tally
    repeated: Tally
    suspicious: Tally
    mark: CommentMark
    false_alarms: float
    model_version: str
    rules: tuple[RuleTally, ...]
    examples: tuple[SuspiciousComment, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Who writes the comments: `writing_half` is the smallest number of accounts that wrote half of them.

    `top_tenth_share` is what the busiest tenth of the commenters wrote, `effective_commenters` the number of equally
    busy ones that would be as diverse (exponential of Shannon's entropy).
    """

    comments: int
    commenters: int
    writing_half: int
    top_tenth_share: float
    effective_commenters: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyReactions:
    """Reactions within five minutes of the post, over posts whose reactions were all read; others are left out."""

    early: Tally
    posts: int
    posts_left_out: int
    text: str


class RegularsKind(StrEnum):
    """What the accounts that comment under nearly every post look like."""

    NONE = "none"
    LOYAL_FANS = "loyal_fans"
    POD_LIKE = "pod_like"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulars:
    """Accounts that comment under at least half of `posts` posts: a pod, or loyal fans.

    `comment_share` is their part of all comments, `specific` how many of their comments say something, `within_hour`
    how many came within an hour of the post, `reciprocal` how many of them the creator comments on in return (None
    when that was not fetched).
    """

    posts: int
    accounts: int
    comment_share: Tally
    specific: Tally
    within_hour: Tally | None
    reciprocal: Tally | None
    kind: RegularsKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRate:
    """Commenters, counted once a post, and comments that the creator answered, under `posts` posts.

    `comments_count` is how many comments the platform counts under these posts, None when it does not say.
    """

    commenters: Tally
    comments: Tally
    comments_count: int | None
    posts: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinctEngagers:
    """Accounts that react at all: `observed`, and Chao's lower bound for how many there are, with its interval."""

    observed: int
    seen_once: int
    seen_twice: int
    posts: int
    estimate: Estimate | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Everything measured about the reactions to a creator's posts; None is what could not be measured."""

    expectation: EngagementExpectation | None
    likes: LikesSpread | None
    comments: CommentQuality | None
    concentration: Concentration | None
    early: EarlyReactions | None
    regulars: Regulars | None
    replies: ReplyRate | None
    engagers: DistinctEngagers | None
    limits: tuple[str, ...]
