"""A vetting with nothing left out: no empty list, and null only where a status asks for it."""

from datetime import UTC, date, datetime

from app.domain.account import AccountKind, Reachability, Suspicion
from app.domain.assessment import (
    AccountScore,
    Assessment,
    Band,
    EngagementSummary,
    Evidence,
    Finding,
    HeadlineScore,
    KindShare,
    ReachabilityShare,
    RoleShare,
    ScoreComponent,
    SignalSummary,
    SuspicionShare,
)
from app.domain.audience import Availability, Frame, FrameNote, Order, Role
from app.domain.brand_safety import SafetyCategory, Sensitivity, Severity
from app.domain.brief import Brief, BriefUnderstanding, KeyWord, StoredBrief, TaxonomyNode
from app.domain.budget import Cap, Cost
from app.domain.estimate import Estimate, Share
from app.domain.handle import Platform
from app.domain.insights import (
    AgeGenderShare,
    CityShare,
    CountryShare,
    Figures,
    Gender,
    Insights,
    InsightsAudience,
    Period,
)
from app.domain.money import Money, Price, PriceEstimate
from app.domain.niche import TargetKind, TargetShare
from app.domain.policy import Policy
from app.domain.reading import Reading, Stopped
from app.domain.verdict import Verdict
from app.domain.vetting import Failure, Progress, Question, Vetting, VettingStatus
from app.scoring.verdict import decide

from .made_up_behaviour import ATTENTION, CREATOR, GROWTH
from .made_up_niche import CONTENT, NICHE, PROFILE, SHARE

MOMENT = datetime(2026, 11, 2, 9, 30, 0, 123456, tzinfo=UTC)
UNKNOWN_SHARE = Share(
    estimate=None, low=0.0, high=1.0, level=0.95, n=0, population=None, frame=Frame.NEWEST, basis="all"
)
POLICY = Policy(name="tolerant", version=3, fit_above=0.05)
RATE = Estimate(estimate=0.021, low=0.018, high=0.025, level=0.95)

BRIEF = Brief(
    text="Trail running shoes.",
    taxonomy_ids=("227",),
    languages=("en",),
    places=("AT",),
    must_include=("trail",),
    must_exclude=("giveaway",),
    sensitivities=(Sensitivity(category=SafetyCategory.GAMBLING, least=Severity.LOW),),
)
STORED_BRIEF = StoredBrief(
    brief_id="brf_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f",
    version=2,
    name="Trail shoes",
    brief=BRIEF,
    created_at=MOMENT,
    changed_at=MOMENT,
)
UNDERSTANDING = BriefUnderstanding(
    language="en",
    is_language_supported=True,
    key_words=(KeyWord(word="shoes", meaning="shoe", weight=2.5),),
    nodes=(
        TaxonomyNode(
            node_id="227",
            name="Running and Jogging",
            path=("Healthy Living", "Running and Jogging"),
            fit=0.71,
            is_chosen=True,
            is_used=True,
            is_sensitive=False,
        ),
    ),
    notes=("The brief is short.",),
)
PRICE = Price(
    currency="EUR", per_effective_follower=PriceEstimate(estimate=2.336457, low=2.008, high=2.747, level=0.95)
)
FRAME = FrameNote(
    role=Role.FOLLOWERS,
    frame=Frame.COMPLETE,
    order=Order.NEWEST_FIRST,
    availability=Availability.OK,
    population=48210,
    listed=48007,
    drawn_at=MOMENT,
)
INSIGHTS = Insights(
    insights_id="ins_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f",
    figures=Figures(
        platform=Platform.BLUESKY,
        handle="alice.example",
        audience=InsightsAudience.FOLLOWERS,
        taken_at=None,
        period=Period(first=date(2026, 10, 1), last=date(2026, 10, 28)),
        age_gender=(AgeGenderShare(age_from=18, age_to=24, gender=Gender.FEMALE, share=0.4),),
        countries=(CountryShare(country="AT", share=0.6),),
        cities=(CityShare(name="Vienna", country="AT", share=0.2),),
    ),
    created_at=MOMENT,
)


def vetting(status: VettingStatus = VettingStatus.SUCCEEDED, failure: Failure | None = None) -> Vetting:
    return Vetting(
        vetting_id="vet_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f",
        question=Question(
            platform=Platform.BLUESKY,
            handle="alice.example",
            audience_id="aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f",
            brief=BRIEF,
            policy=POLICY,
            sample_size=2000,
            brief_id=STORED_BRIEF.brief_id,
            brief_version=STORED_BRIEF.version,
            fee=Money(amount_minor=50_000, currency="EUR"),
            budget=Cap(calls=200, units=100, micros=25_000_000),
        ),
        status=status,
        progress=Progress(stage="followers", done=3, total=12, resumes_at=MOMENT, cost=Cost(calls=14)),
        failure=failure,
        created_at=MOMENT,
        started_at=MOMENT,
        finished_at=MOMENT,
    )


def queued_vetting() -> Vetting:
    """A vetting of which as much as possible is still null."""
    return Vetting(
        vetting_id="vet_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f",
        question=Question(
            platform=Platform.X, handle=None, audience_id=None, brief=None, policy=Policy(), sample_size=50
        ),
        status=VettingStatus.QUEUED,
        progress=Progress(stage="queued", done=0, total=None, resumes_at=None),
        failure=None,
        created_at=MOMENT,
        started_at=None,
        finished_at=None,
    )


def assessment() -> Assessment:
    return Assessment(
        method_version="1",
        model_version="marginal-2026-11",
        frame=FRAME,
        reading=Reading(
            accounts_listed=48007,
            accounts_planned=2000,
            accounts_read=300,
            platform_calls=553,
            looks=3,
            stopped=Stopped.SETTLED,
        ),
        sampled=2000,
        inauthentic_share=SHARE,
        authentic_share=SHARE,
        reachable_share=UNKNOWN_SHARE,
        kinds=(KindShare(kind=AccountKind.AUTHENTIC, share=SHARE),),
        suspicions=(SuspicionShare(suspicion=Suspicion.BOUGHT, share=SHARE),),
        reachability=(ReachabilityShare(bucket=Reachability.FROM_500, share=SHARE),),
        audiences=(RoleShare(role=Role.LIKERS, frame=FRAME, inauthentic_share=SHARE),),
        signals=(
            SignalSummary(
                signal="account_age", known=9, lower_quartile=1.5, median=2.0, upper_quartile=1e9 / 3, against=1
            ),
        ),
        findings=(Finding(code="bio_shared", accounts=12, lift=5.25, p_value=1e-9, text="12 accounts match."),),
        engagement=EngagementSummary(
            formula="mean over posts of (likes) / followers",
            posts=30,
            rate=RATE,
            likes_per_post=40.5,
            comments_per_post=3.25,
            shares_per_post=1.0,
            distinct_engagers=812,
        ),
        attention=ATTENTION,
        creator=CREATOR,
        growth=GROWTH,
        niche=NICHE,
        targets=(TargetShare(kind=TargetKind.LANGUAGE, codes=("en",), share=SHARE, is_applied=True),),
        profile=PROFILE,
        content=CONTENT,
        effective_audience=Estimate(estimate=21400.4, low=18200.0, high=24900.0, level=0.95),
        score=HeadlineScore(value=81.4, components=(ScoreComponent(name="authentic", value=88.0, weight=0.5),)),
        accounts=(
            AccountScore(
                account_id="did:plc:ewvi7nxzyoun6zhxrhs64oiz",
                inauthentic=0.93,
                band=Band(low=0.76, high=0.98),
                kind=AccountKind.SUSPICIOUS,
                suspicion=Suspicion.BOUGHT,
                evidence=(Evidence(signal="missing_avatar", value=1.0, contribution=0.82, text="shows no picture"),),
            ),
        ),
        limits=("Only the newest followers could be listed.",),
    )


def verdict() -> Verdict:
    return decide(assessment(), POLICY, has_brief=True)
