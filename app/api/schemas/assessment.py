"""Everything measured about one audience."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.attention import Attention
from app.api.schemas.base import Answer
from app.api.schemas.creator import CreatorAccount
from app.api.schemas.engagement import EngagementSummary
from app.api.schemas.evidence import AccountScore, Finding, SignalSummary
from app.api.schemas.frame import FrameNote
from app.api.schemas.growth import Growth
from app.api.schemas.niche import AudienceProfile, CreatorContent, NicheFit, TargetShare
from app.api.schemas.reading import Reading
from app.api.schemas.scalars import Count, Proportion, open_enum
from app.api.schemas.share import Estimate, Share
from app.domain.account import AccountKind, Reachability, Suspicion
from app.domain.audience import Role

Points = Annotated[float, Field(ge=0, le=100, json_schema_extra={"format": "double"})]


class KindShare(Answer):
    """How much of the audience is one kind of account."""

    kind: Annotated[str, open_enum(*AccountKind)] = Field(description="Kind of account.")
    share: Share = Field(description="Share of this kind among the assessed accounts.")


class SuspicionShare(Answer):
    """Share of suspicious accounts that resemble one kind of inauthentic account by what they do."""

    suspicion: Annotated[str, open_enum(*Suspicion)] = Field(
        description="What they resemble: bought accounts hardly post, or came in a delivery; automated ones post a lot "
        "and never like; spam is what else is suspicious and posts."
    )
    share: Share = Field(description="Share of such accounts among all.")


class ReachabilityShare(Answer):
    """How much of the audience follows this many accounts: the more they follow, the less they see of each."""

    bucket: Annotated[str, open_enum(*Reachability)] = Field(description="How many accounts the follower follows.")
    share: Share = Field(description="Share of this bucket among the accounts whose followings are known.")


class RoleShare(Answer):
    """Inauthentic share of one audience of the creator."""

    role: Annotated[str, open_enum(*Role)] = Field(description="Which audience: those who follow, like or comment.")
    frame: FrameNote = Field(description="What the share is a share of, and whether the platform gives this audience.")
    inauthentic_share: Share = Field(description="Share of inauthentic accounts in this audience.")


class ScoreComponent(Answer):
    """One part of the headline score."""

    name: Annotated[str, open_enum("authentic", "reachable", "engagement", "niche")] = Field(
        description="Stable name of the part."
    )
    value: Points = Field(description="Value of the part in points from 0 to 100, 100 best.", examples=[88.0])
    weight: Proportion = Field(description="Weight of the part, from 0 to 1; the weights sum to 1.", examples=[0.5])


class HeadlineScore(Answer):
    """One number for lists and charts. The verdict does not come from it, but from the intervals."""

    value: Points = Field(
        description="Weighted mean of the components in points from 0 to 100, 100 best.", examples=[81.4]
    )
    components: list[ScoreComponent] = Field(description="What the value is made of.")


class Assessment(Answer):
    """Everything measured about one audience, before any threshold is applied.

    Accounts match signals; no account is called anything on one signal alone. Each share has its interval, its sample
    size and its frame.
    """

    method_version: str = Field(
        description="Version of the method; equal versions and equal data give equal numbers.", examples=["1"]
    )
    model_version: str = Field(description="Version of the weights of the signals.", examples=["marginal-2026-11"])
    frame: FrameNote = Field(description="What the shares are shares of.")
    reading: Reading | None = Field(
        description="How many accounts and platform calls it took, and why no more. Null for uploads."
    )
    sampled: Count = Field(description="Number of accounts drawn from the listed ones.", examples=[2000])
    inauthentic_share: Share = Field(description="Share of accounts that were bought, are automated, or spam.")
    authentic_share: Share = Field(
        description="Share of accounts that were not bought, are not automated, and do not spam."
    )
    reachable_share: Share = Field(
        description="Share of the authentic accounts that can still see a post: not dormant, following at most 1,500."
    )
    kinds: list[KindShare] = Field(description="Share of each kind of account.")
    suspicions: list[SuspicionShare] = Field(description="What the suspicious accounts resemble.")
    reachability: list[ReachabilityShare] = Field(description="How many accounts the followers follow.")
    audiences: list[RoleShare] = Field(description="Inauthentic share of each audience that could be read.")
    signals: list[SignalSummary] = Field(description="How each signal reads over the sample.")
    findings: list[Finding] = Field(description="What accounts say together; empty when nothing stands out.")
    engagement: EngagementSummary | None = Field(
        description="Reactions to recent posts. Null when posts could not be read."
    )
    attention: Attention | None = Field(
        description="How the audience reacts, and with which comments. Null when no reaction was read."
    )
    creator: CreatorAccount | None = Field(
        description="The creator's own account. Null for uploads, which do not hold it."
    )
    growth: Growth | None = Field(
        description="When the followers came, and bursts among them. Null when neither follow times nor creation dates "
        "in follow order are known."
    )
    niche: NicheFit | None = Field(description="Fit with the brief. Null when there is no brief with a topic.")
    targets: list[TargetShare] = Field(
        description="Languages and countries that the brief wants; empty when it wants none."
    )
    profile: AudienceProfile | None = Field(
        description="What else the audience's own words tell. Null when none were read."
    )
    content: CreatorContent | None = Field(
        description="What the creator's own posts are about. Null when no posts with words could be read."
    )
    effective_audience: Estimate | None = Field(
        description="Number of accounts that are authentic, reachable and, when there is a brief, interested and in "
        "the wanted languages and countries. Null when the population or a share is unknown."
    )
    score: HeadlineScore | None = Field(description="Headline score. Null when too little is known to give one.")
    accounts: list[AccountScore] = Field(description="The most telling accounts of the sample.")
    limits: list[str] = Field(
        description="What this assessment cannot say, as sentences.",
        examples=[["Only the newest 5,000 followers could be listed."]],
    )
