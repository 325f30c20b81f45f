"""Everything that is measured about a creator's audiences, put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.account import Account
from app.domain.assessment import Assessment, RoleShare
from app.domain.audience import AudienceSample, FrameNote, Role
from app.domain.brand_safety import BrandSensitivity
from app.domain.brief import Brief
from app.domain.creator import Followings
from app.domain.estimate import Share
from app.domain.followed import FollowedBy
from app.domain.growth import Growth, TimeSource
from app.domain.handle import Platform
from app.domain.post import Post
from app.domain.reading import Reading
from app.scoring.account_scores import account_scores, most_telling
from app.scoring.anytime import interval_after
from app.scoring.attention import measure_attention, measure_engagement
from app.scoring.columns import AccountColumns
from app.scoring.creator import measure_creator
from app.scoring.creator.mentions import brand_words
from app.scoring.group.delivered import Delivered, look_for_deliveries
from app.scoring.group.repeats import find_repeats
from app.scoring.growth import measure_growth
from app.scoring.interest import measure_interest
from app.scoring.kind_shares import kind_shares, reachability_shares, summarise_signals, suspicion_shares
from app.scoring.kinds import account_kinds, is_reachable, reachability_buckets, suspicions
from app.scoring.limits import describe_limits
from app.scoring.model import METHOD_VERSION, Model
from app.scoring.model_files import load_model
from app.scoring.niche.model import NicheModel, load_niche_model
from app.scoring.niche.reader import open_reader
from app.scoring.reach import effective_audience, headline_score
from app.scoring.share import complement, inauthentic_share, proportion_share, score_share

ACCOUNTS_AT_MOST = 50
"""Accounts named in an assessment; all of them come from `score_accounts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """One audience as it is scored: its frame, its accounts as columns, and how many of them use each word."""

    note: FrameNote
    columns: AccountColumns
    words_used: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_sample(
        cls, sample: AudienceSample, brief: Brief | None = None, niche: NicheModel | None = None
    ) -> "Audience":
        """Read a sample into columns, its words with the eyes of the brief, those of a draw where they are many.

        Raises BriefError.
        """
        reader = open_reader(brief, niche or load_niche_model())
        columns = AccountColumns.from_accounts(sample.accounts, drawn_at=sample.note.drawn_at, reader=reader)
        return cls(note=sample.note, columns=columns, words_used=reader.words_used)

    @classmethod
    def from_numbers(cls, sample: AudienceSample) -> "Audience":
        """Read a sample without its words."""
        return cls(
            note=sample.note, columns=AccountColumns.from_accounts(sample.accounts, drawn_at=sample.note.drawn_at)
        )


def assess(
    audiences: Sequence[Audience],
    *,
    subject: Account | None = None,
    posts: Sequence[Post] = (),
    brief: Brief | None = None,
    level: float = 0.95,
    model: Model | None = None,
    reacting: Sequence[Account] = (),
    listing: AudienceSample | None = None,
    platform: Platform | None = None,
    reading: Reading | None = None,
    followings: Followings | None = None,
    delivered: Delivered | None = None,
    followed: Sequence[FollowedBy] = (),
    niche_model: NicheModel | None = None,
) -> Assessment:
    """Measure a creator's audiences; the shares are about the first one: the followers where a platform lists them.

    The columns must have been read with the same brief and niche model. `reacting` is everybody who reacted to the
    posts rather than a draw of them, `listing` the whole follower list in its order, `reading` how the followers were
    read, which decides on their intervals, `followings` whom the creator follows, `delivered` what was found in the
    list when it is no longer at hand, `followed` whom members follow. ValueError without any audience, BriefError for a
    brief that cannot be read.
    """
    if not audiences:
        message = "an assessment needs at least one audience, even an empty one"
        raise ValueError(message)
    model = model or load_model()
    main = audiences[0]
    note, columns = main.note, main.columns
    scores = model.score(columns)
    delivered = delivered or look_for_deliveries(columns, note, listing, posts)
    excess = np.nan_to_num(delivered.excess)
    kinds = account_kinds(columns, scores, suspicious_at=model.suspicious_at, excess=excess)
    sampling = interval_after(reading)
    inauthentic, share_limits = inauthentic_share(scores, columns.label, excess, model, note, level, sampling=sampling)
    weights = 1.0 - scores.inauthentic
    reachable = proportion_share(is_reachable(columns, scores), note, level, weights=weights, sampling=sampling)
    interest = measure_interest(
        main,
        brief,
        scores.inauthentic,
        posts,
        followed,
        niche_model or load_niche_model(),
        level,
        sampling=sampling,
    )
    engagement = measure_engagement(
        posts,
        followers_count=_followers_count(subject, note),
        distinct_engagers=_distinct_engagers(audiences, reacting),
        level=level,
    )
    attention = measure_attention(
        reacting,
        posts,
        platform=platform,
        rate=engagement.rate if engagement is not None else None,
        followers_count=_followers_count(subject, note),
        level=level,
    )
    creator = (
        measure_creator(
            subject,
            posts,
            listing,
            drawn_at=note.drawn_at,
            level=level,
            followings=followings,
            replies=attention.replies if attention is not None else None,
            brand_words=brand_words(brief),
            sensitivity=BrandSensitivity.but_for(brief.sensitivities) if brief is not None else None,
        )
        if subject
        else None
    )
    growth, growth_limits = _growth(listing, posts, level)
    authentic = complement(inauthentic)
    return Assessment(
        method_version=METHOD_VERSION,
        model_version=model.version,
        frame=note,
        reading=reading,
        sampled=len(columns),
        inauthentic_share=inauthentic,
        authentic_share=authentic,
        reachable_share=reachable,
        kinds=tuple(kind_shares(kinds, note, level, sampling)),
        suspicions=tuple(suspicion_shares(suspicions(columns, kinds, excess), note, level, sampling)),
        reachability=tuple(reachability_shares(reachability_buckets(columns), note, level, sampling)),
        audiences=tuple(
            RoleShare(
                role=audience.note.role,
                frame=audience.note,
                inauthentic_share=inauthentic if audience is main else _inauthentic_share(audience, model, level),
            )
            for audience in audiences
        ),
        signals=tuple(summarise_signals(scores)),
        findings=(*find_repeats(columns), *delivered.findings),
        engagement=engagement,
        attention=attention,
        creator=creator,
        growth=growth,
        niche=interest.niche,
        targets=interest.targets,
        profile=interest.profile,
        content=interest.content,
        effective_audience=effective_audience(note.population, (authentic, reachable, *interest.factors()), level),
        score=headline_score(authentic, reachable, engagement, interest.niche),
        accounts=tuple(account_scores(columns, scores, kinds, most_telling(columns, scores, ACCOUNTS_AT_MOST), excess)),
        limits=(
            *describe_limits(note, columns, scores),
            *interest.limits(),
            *share_limits,
            *delivered.limits(),
            *(attention.limits if attention is not None else ()),
            *(creator.limits if creator is not None else ()),
            *growth_limits,
        ),
    )


def _followers_count(subject: Account | None, note: FrameNote) -> int | None:
    if subject is not None and subject.followers_count is not None:
        return subject.followers_count
    return note.population if note.role is Role.FOLLOWERS else None


def _growth(
    listing: AudienceSample | None, posts: Sequence[Post], level: float
) -> tuple[Growth | None, tuple[str, ...]]:
    """Growth and its limits; None when nothing tells when accounts followed, and then the limits say so."""
    if listing is None or not listing.accounts:
        return None, ()
    growth = measure_growth(listing, posts, level=level)
    return (None if growth.source is TimeSource.NONE else growth), growth.limits


def _distinct_engagers(audiences: Iterable[Audience], reacting: Iterable[Account]) -> int | None:
    """Accounts that reacted at least once; None when no reaction of anybody was read."""
    engagers = {account.account_id for account in reacting}
    for audience in audiences:
        ids = audience.columns.account_ids
        if audience.note.role is Role.FOLLOWERS:
            ids = ids[audience.columns.engagements_count > 0]
        engagers.update(ids.tolist())
    return len(engagers) or None


def _inauthentic_share(audience: Audience, model: Model, level: float) -> Share:
    scores = model.score(audience.columns)
    return score_share(scores.inauthentic, model, scores.pattern, audience.note, level)
