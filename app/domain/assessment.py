"""What was measured about an audience: shares with intervals, findings, and the accounts that prove them."""

from dataclasses import dataclass

from app.domain.account import AccountKind, Reachability, Suspicion
from app.domain.attention import Attention
from app.domain.audience import FrameNote, Role
from app.domain.creator import CreatorAccount
from app.domain.estimate import Estimate, Share
from app.domain.growth import Growth
from app.domain.niche import AudienceProfile, CreatorContent, NicheFit, TargetShare
from app.domain.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One signal's part in an account's score: its reading, and its contribution in log-odds (above 0: inauthentic).

    `text` says in words what the reading means.
    """

    signal: str
    value: float
    contribution: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Where a probability would lie if all scores were off as much as on collections that the model never saw."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountScore:
    """An account's probability of being bought, automated or spam, with its band; None when nothing is known about it.

    `suspicion` is what a suspicious account resembles, None for all others and where that does not show.
    """

    account_id: str
    inauthentic: float | None
    band: Band | None
    kind: AccountKind
    suspicion: Suspicion | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShare:
    """Share of one account kind among the assessed accounts."""

    kind: AccountKind
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspicionShare:
    """Share of the assessed accounts that are suspicious and resemble one kind of inauthentic account."""

    suspicion: Suspicion
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachabilityShare:
    """Share of one reachability bucket among the accounts whose followings are known."""

    bucket: Reachability
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSummary:
    """How one signal reads over the sample: known readings, quartiles, and how many accounts it speaks against."""

    signal: str
    known: int
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    against: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that accounts say together: a stable code, how many accounts, how far above chance, and in words."""

    code: str
    accounts: int
    lift: float | None
    p_value: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementSummary:
    """Reactions to the creator's recent posts. `rate` is the mean over posts of reactions / followers."""

    formula: str
    posts: int
    rate: Estimate | None
    likes_per_post: float | None
    comments_per_post: float | None
    shares_per_post: float | None
    distinct_engagers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleShare:
    """Inauthentic share of one audience of the creator: followers, likers or commenters; `frame` is what it is of."""

    role: Role
    frame: FrameNote
    inauthentic_share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreComponent:
    """One part of the headline score: its value in [0, 100] and its weight in [0, 1]."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineScore:
    """The headline in [0, 100] (100 best): the weighted mean of its components."""

    value: float
    components: tuple[ScoreComponent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything measured about one audience, before any threshold is applied.

    Shares about followers; `niche`, `effective_audience` and `engagement` are None when they were not asked for or
    could not be measured, `attention`, `creator`, `growth`, `profile` and `content` when nothing was read that tells,
    `reading` when nothing was fetched. `accounts` holds the most telling accounts, ids and numbers only.
    """

    method_version: str
    model_version: str
    frame: FrameNote
    reading: Reading | None
    sampled: int
    inauthentic_share: Share
    authentic_share: Share
    reachable_share: Share
    kinds: tuple[KindShare, ...]
    suspicions: tuple[SuspicionShare, ...]
    reachability: tuple[ReachabilityShare, ...]
    audiences: tuple[RoleShare, ...]
    signals: tuple[SignalSummary, ...]
    findings: tuple[Finding, ...]
    engagement: EngagementSummary | None
    attention: Attention | None
    creator: CreatorAccount | None
    growth: Growth | None
    niche: NicheFit | None
    targets: tuple[TargetShare, ...]
    profile: AudienceProfile | None
    content: CreatorContent | None
    effective_audience: Estimate | None
    score: HeadlineScore | None
    accounts: tuple[AccountScore, ...]
    limits: tuple[str, ...]
