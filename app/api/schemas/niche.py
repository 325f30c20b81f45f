"""Who cares about what the brand sells, and what audience and creator speak of beside."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, Proportion, SmallCount, open_enum
from app.api.schemas.share import Estimate, Share
from app.api.schemas.tally import Tally
from app.api.schemas.understanding import BriefUnderstanding
from app.domain.niche import CoherenceKind, NicheBasis, TargetKind

_LIFT = "How many times the part of anybody's that does: 1 is nothing special."


class MatchedWord(Answer):
    """A word, and how many accounts use it."""

    word: str = Field(description="The word in lower case.", examples=["running"])
    accounts: Count = Field(description="Number of accounts that use the word in their own texts.", examples=[87])


class NicheEvidence(Answer):
    """An account whose words stand out towards the brief: id and numbers, nothing that it wrote."""

    account_id: str = Field(description="The platform's own id of the account.", examples=["did:plc:ewvi7nxzyoun6zh"])
    chance: Proportion = Field(description="Probability from 0 to 1 that the account is in the niche.", examples=[0.94])
    texts: SmallCount = Field(description="Number of its texts that were read; one alone proves little.", examples=[3])
    words: list[str] = Field(description="Words of the brief that it uses.", examples=[["trail", "running"]])


class FollowedAccount(Answer):
    """An account that several of the audience's members follow beside the creator."""

    account_id: str = Field(description="The platform's own id of the account.", examples=["did:plc:z72i7hdynmk6r22"])
    members: SmallCount = Field(description="Number of the members asked that follow it.", examples=[7])


class FollowsEvidence(Answer):
    """Whom members follow, mostly members that write nothing. Evidence beside the niche share, never part of it."""

    asked: SmallCount = Field(description="Number of rather authentic members that were looked at.", examples=[40])
    assessable: SmallCount = Field(description="Number of these that follow ten accounts with a bio.", examples=[31])
    interested: Tally = Field(
        description="Of the assessable members, those that follow more accounts of the niche than chance explains."
    )
    followed_share: Tally = Field(
        description="Of all followed accounts with a bio, those that stand out towards the brief; about 5 % of "
        "anybody's do."
    )
    most_followed: list[FollowedAccount] = Field(description="Accounts that the most members follow, three or more.")


class NicheFit(Answer):
    """How much of the authentic audience cares about what the brand sells. Accounts that say nothing are unknown."""

    model_version: str = Field(
        description="Version of the word vectors and of the panel of niches.",
        examples=["static-2026-11/panel-2026-11"],
    )
    basis: Annotated[str, open_enum(*NicheBasis)] = Field(
        description="Whether the meaning of texts was compared, or the brief's words alone."
    )
    brief: BriefUnderstanding = Field(description="How the brief was understood.")
    share: Share = Field(
        description="Share of the authentic accounts with words of their own that are in the niche; the interval "
        "includes that niches differ in how far they stand out."
    )
    standing_out: Share = Field(
        description="Share of them whose words are further towards the brief than 95 % of people's are."
    )
    lift: Number | None = Field(
        description=f"`standing_out` over 5 %. {_LIFT} Null when nobody says enough.", examples=[6.2]
    )
    assessable: Share = Field(
        description="Share of the authentic accounts that say enough, in a language that is covered."
    )
    at_least: Proportion = Field(
        description="Share of all authentic accounts if none of the silent ones were in the niche, from 0 to 1.",
        examples=[0.11],
    )
    at_most: Proportion = Field(
        description="Share of all authentic accounts if every silent one were in the niche, from 0 to 1.",
        examples=[0.58],
    )
    matched: list[MatchedWord] = Field(
        description="Words of the brief that authentic accounts use, the commonest first."
    )
    related: list[MatchedWord] = Field(
        description="Other words near the brief, in English, that five accounts or more use, the commonest first."
    )
    evidence: list[NicheEvidence] = Field(
        description="Accounts that are surest in the niche; empty for a brief about health, belief or opinion."
    )
    follows: FollowsEvidence | None = Field(
        description="Whom members follow. Null when that was not read, or the brief has no meaning to compare with."
    )


class TargetShare(Answer):
    """How many authentic accounts are in a wanted language or country, among those that show theirs."""

    kind: Annotated[str, open_enum(*TargetKind)] = Field(description="What was asked for.")
    codes: list[str] = Field(description="The languages or countries that the brief wants.", examples=[["de", "en"]])
    share: Share = Field(description="Share of the wanted ones.")
    is_applied: bool = Field(
        description="Whether it narrows the effective audience: 50 accounts must show theirs.", examples=[True]
    )


class Coherence(Answer):
    """Community or crowd: how alike the texts of different accounts are."""

    value: Estimate = Field(
        description="About the chance from 0 to 1 that two members share a niche: 1 inside one niche, 1/k for k equal "
        "ones, near 0 for a crowd."
    )
    accounts: Count = Field(description="Number of authentic accounts with words that it rests on.", examples=[412])
    kind: Annotated[str, open_enum(*CoherenceKind)] = Field(description="What the interval says.")
    text: str = Field(
        description="The same as a sentence.",
        examples=["Two of 412 authentic accounts with words share an interest with a chance of about 46%."],
    )


class InterestShare(Answer):
    """A topic that more accounts speak of than of a crowd."""

    node_id: str = Field(description="Node of the IAB Content Taxonomy 3.1.", examples=["225"])
    path: list[str] = Field(
        description="Names on the way to the node, its own the last.", examples=[["Healthy Living", "Fitness"]]
    )
    accounts: Count = Field(description="Number of accounts, or posts, that speak of it.", examples=[61])
    excess: Share = Field(description="Share that speaks of it beyond the 2.5 % of a crowd that do.")
    lift: Number = Field(description=f"Share that speaks of it over 2.5 %. {_LIFT}", examples=[5.9])
    is_sensitive: bool = Field(
        description="Whether it is about health, belief or opinion; told from 20 accounts on.", examples=[False]
    )


class CodeShare(Answer):
    """A language or a country, and how much of the audience shows it."""

    code: str = Field(
        description="ISO 639-1 code of a language, or ISO 3166-1 alpha-2 code of a country.", examples=["de"]
    )
    accounts: Count = Field(description="Number of accounts that show it.", examples=[133])
    share: Share = Field(description="Share among the accounts that show any.")


class AudienceProfile(Answer):
    """What the authentic accounts' own words tell beside the brief."""

    read: Count = Field(description="Number of accounts whose words were looked at.", examples=[1740])
    coherence: Coherence | None = Field(
        description="Community or crowd. Null below 30 authentic accounts with words of their own."
    )
    interests: list[InterestShare] = Field(description="Topics that stand out, the largest excess first.")
    languages: list[CodeShare] = Field(description="Languages that accounts write in or declare, the commonest first.")
    places: list[CodeShare] = Field(description="Countries that accounts declare, the commonest first.")


class FittingPost(Answer):
    """A post of the creator that stands out towards the brief."""

    post_id: str = Field(
        description="The platform's own id of the post.", examples=["at://did:plc:ewvi7nxzyoun6zh/app.bsky.feed.post/1"]
    )
    score: Number = Field(description="Standard deviations above the background's texts.", examples=[4.1])
    words: list[str] = Field(description="Words of the brief that it holds.", examples=[["trail"]])


class CreatorContent(Answer):
    """What the creator's own posts are about."""

    posts: Count = Field(description="Number of own posts with words.", examples=[48])
    specificity: Estimate | None = Field(
        description="About the chance from 0 to 1 that two posts share a subject. Null below 15 posts."
    )
    interests: list[InterestShare] = Field(description="Topics that stand out among the posts.")
    fitting: Tally | None = Field(
        description="Posts that stand out towards the brief; 5 % of anybody's do. Null without a topic in the brief."
    )
    lift: Number | None = Field(
        description=f"Fitting posts over 5 %. {_LIFT} Null without a topic in the brief.", examples=[11.2]
    )
    examples: list[FittingPost] = Field(description="The posts that stand out most, five at most.")
    text: str = Field(
        description="The same as a sentence.",
        examples=["48 posts with words were read; two of them share a subject with a chance of about 62%."],
    )
