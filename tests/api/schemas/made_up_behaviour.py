"""Attention, creator and growth with nothing left out."""

from datetime import UTC, date, datetime

from app.domain.attention import (
    Attention,
    Benchmark,
    CommentMark,
    CommentQuality,
    Concentration,
    DistinctEngagers,
    EarlyReactions,
    EngagementExpectation,
    LikesSpread,
    Position,
    Regulars,
    RegularsKind,
    ReplyRate,
    RuleTally,
    SuspiciousComment,
    Tally,
)
from app.domain.creator import CreatorAccount, CreatorSignal, FollowExchange, PostingRhythm
from app.domain.estimate import Estimate
from app.domain.growth import Explanation, Growth, GrowthAnomaly, Outcome, TimeSource

from .made_up_posts import MENTIONS, PROMOTION, SAFETY, SPONSORED, UNDISCLOSED

MOMENT = datetime(2026, 10, 31, 19, 30, tzinfo=UTC)
RATE = Estimate(estimate=901.5, low=850.25, high=990.75, level=0.95)
TALLY = Tally(count=7, n=120, share=Estimate(estimate=0.0583333333, low=0.03, high=0.12, level=0.95))
REPLIES = ReplyRate(commenters=TALLY, comments=TALLY, comments_count=131, posts=10, text="The creator answered 7.")

ATTENTION = Attention(
    expectation=EngagementExpectation(
        low=0.0178,
        high=0.0515,
        times_expected=0.7,
        position=Position.WITHIN,
        sources=(
            Benchmark(
                platform="instagram",
                medium="any",
                denominator="followers",
                population="influencers worldwide",
                statistic="unstated",
                period="2025",
                source="HypeAuditor",
                published="2025-02",
                followers_from=1000,
                followers_to=10_000,
                rate=0.0278,
            ),
        ),
        text="The rate is within what is published.",
    ),
    likes=LikesSpread(
        posts=30,
        variation=0.6,
        chance_variation=0.05,
        even_p_value=0.98,
        top_post_share=0.12,
        codes=("likes_one_off",),
        text="Likes vary.",
    ),
    comments=CommentQuality(
        comments=120,
        specific=TALLY,
        emoji_only=TALLY,
        repeated=TALLY,
        suspicious=TALLY,
        mark=CommentMark.NORMAL,
        false_alarms=0.026,
        model_version="comment-spam-2026-11",
        rules=(RuleTally(rule="link", says="holds a link", comments=4),),
        examples=(
            SuspiciousComment(
                account_id="did:plc:a", post_id="3k", spam=0.97, rules=("follow_exchange",), is_repeated=True
            ),
        ),
        text="7 of 120 comments match signals of spam.",
    ),
    concentration=Concentration(
        comments=120,
        commenters=85,
        writing_half=26,
        top_tenth_share=0.31,
        effective_commenters=71.4,
        text="26 accounts wrote half.",
    ),
    early=EarlyReactions(early=TALLY, posts=8, posts_left_out=2, text="7 came at once."),
    regulars=Regulars(
        posts=10,
        accounts=9,
        comment_share=TALLY,
        specific=TALLY,
        within_hour=TALLY,
        reciprocal=TALLY,
        kind=RegularsKind.LOYAL_FANS,
        text="9 accounts come back.",
    ),
    replies=REPLIES,
    engagers=DistinctEngagers(
        observed=812, seen_once=600, seen_twice=120, posts=10, estimate=RATE, text="812 accounts reacted."
    ),
    limits=("Comments are judged by rules.",),
)

CREATOR = CreatorAccount(
    age_days=41.5,
    follows=FollowExchange(
        followers_count=48210, following_count=612, ratio=0.0127, followed_back=TALLY, follows_back=TALLY
    ),
    promotion=PROMOTION,
    sponsored=SPONSORED,
    undisclosed=UNDISCLOSED,
    mentions=MENTIONS,
    safety=SAFETY,
    replies=REPLIES,
    rhythm=PostingRhythm(
        posts=100,
        first_at=MOMENT,
        last_at=MOMENT,
        posts_per_day=0.66,
        idle_days=1.2,
        longest_gap_days=9.5,
        quiet_hours=TALLY,
        interval_entropy=0.94,
    ),
    labels=("!warn",),
    signals=(CreatorSignal(code="creator_new", text="The account is 41 days old."),),
    limits=("Replies were not read.",),
)

GROWTH = Growth(
    source=TimeSource.CREATION_BOUNDS,
    accounts=48_007,
    first_day=date(2023, 4, 2),
    last_day=date(2026, 11, 1),
    resolution_days=1.4,
    median_per_day=31.0,
    dispersion=2.8,
    anomalies=(
        GrowthAnomaly(
            code="growth_burst",
            first_day=date(2026, 9, 14),
            last_day=date(2026, 9, 15),
            accounts=640,
            expected=22.5,
            times_baseline=28.4,
            p_value=1e-9,
            explanations=(
                Explanation(code="much_seen_post", outcome=Outcome.FAILS, text="No post of these days stands out."),
            ),
            text="640 accounts followed.",
        ),
    ),
    limits=("No history of the follower count is known.",),
)
