"""What posts tell an advertiser, with nothing left out."""

from datetime import UTC, datetime

from app.domain.attention import Tally
from app.domain.brand_safety import BrandSafety, CategoryRisk, SafetyCategory, SafetyConcern, SafetyFlag, Severity
from app.domain.estimate import Estimate
from app.domain.sponsorship import (
    BrandMentions,
    Mention,
    MentionKind,
    PromotionalLoad,
    SourceTally,
    SponsoredPosts,
    SponsorshipRhythm,
    SponsorshipSource,
    UndisclosedAdverts,
    UndisclosedPost,
    WordingTally,
)

MOMENT = datetime(2026, 10, 31, 19, 30, tzinfo=UTC)
TALLY = Tally(count=7, n=120, share=Estimate(estimate=0.0583333333, low=0.03, high=0.12, level=0.95))
WORDINGS = (WordingTally(wording="discount_code", posts=6),)

PROMOTION = PromotionalLoad(promotional=TALLY, disclosed=TALLY, wordings=WORDINGS, post_ids=("3k",))

SPONSORED = SponsoredPosts(
    sponsored=TALLY,
    sources=(SourceTally(source=SponsorshipSource.DISCLOSURE_WORD, posts=7),),
    unpaid_posts=2,
    rhythm=SponsorshipRhythm(
        posts=120,
        days=151.4,
        per_30_days=1.387,
        longest_run=3,
        last_at=MOMENT,
        days_since_last=1.2,
        newest=TALLY,
        rest=TALLY,
        newest_p_value=0.21,
    ),
    post_ids=("3k",),
    text="7 of 120 posts are sponsored.",
)

UNDISCLOSED = UndisclosedAdverts(
    of_posts=TALLY,
    of_adverts=TALLY,
    own_goods=4,
    wordings=WORDINGS,
    posts=(UndisclosedPost(post_id="3k", wordings=("discount_code",), own_goods=False),),
    text="7 of 120 posts advertise by wordings, and no disclosure was found in their text.",
)

MENTIONS = BrandMentions(
    posts=120,
    mentions=(
        Mention(
            name="acme",
            kind=MentionKind.HANDLE,
            posts=5,
            sponsored=3,
            advertising=4,
            first_at=MOMENT,
            last_at=MOMENT,
        ),
    ),
    left_out=31,
    text="1 name stands in two or more of 120 posts.",
)

SAFETY = BrandSafety(
    posts=120,
    flags_count=9,
    flags=(
        SafetyFlag(
            category=SafetyCategory.DRUGS,
            severity=Severity.MEDIUM,
            wording="cannabis",
            language="en",
            post_id="3k",
            start=17,
            end=31,
        ),
    ),
    categories=(CategoryRisk(category=SafetyCategory.DRUGS, posts=TALLY, worst=Severity.MEDIUM),),
    concerns=(SafetyConcern(category=SafetyCategory.DRUGS, least=Severity.MEDIUM, worst=Severity.MEDIUM, posts=1),),
    text="7 of 120 posts match wordings of sensitive content.",
)
