"""What the creator's posts advertise."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, Proportion, UtcTime, open_enum
from app.api.schemas.tally import Tally
from app.domain.sponsorship import MentionKind, SponsorshipSource
from app.scoring.creator.wordings import ADVERT_CODES

_POST_IDS = [["at://did:plc:a/app.bsky.feed.post/3k"]]


class WordingTally(Answer):
    """A wording of adverts, and in how many posts it stands."""

    wording: Annotated[str, open_enum(*ADVERT_CODES)] = Field(description="Stable code of the wording.")
    posts: Count = Field(description="Number of posts with the wording.", examples=[6])


class PromotionalLoad(Answer):
    """Posts that advertise, by their words. What the rules miss was not measured."""

    promotional: Tally = Field(description="Posts that advertise, disclosed or not, of those with text.")
    disclosed: Tally = Field(
        description="Posts that are sponsored by the platform's mark or a label such as #ad, of those that advertise."
    )
    wordings: list[WordingTally] = Field(description="Wordings of adverts that stand in posts.")
    post_ids: list[str] = Field(
        description="The platform's own ids of the posts that advertise, at most 50.", examples=_POST_IDS
    )


class SourceTally(Answer):
    """By what posts are known to be sponsored; one post may have both."""

    source: Annotated[str, open_enum(*SponsorshipSource)] = Field(
        description="`platform_mark` is the platform's own mark of paid posts, `disclosure_word` a label in the text."
    )
    posts: Count = Field(description="Number of posts that the source tells of.", examples=[6])


class SponsorshipRhythm(Answer):
    """When sponsored posts come, among those with a time."""

    posts: Count = Field(description="Number of posts with a time up to the vetting.", examples=[100])
    days: Number = Field(description="Days from the oldest of these posts to the vetting, from 0.", examples=[151.4])
    per_30_days: Number | None = Field(
        description="Sponsored posts in 30 days, from 0. Null when the posts reach back less than a week.",
        examples=[1.4],
    )
    longest_run: Count = Field(description="Most sponsored posts one after the other.", examples=[3])
    last_at: UtcTime | None = Field(
        description="Time of the newest sponsored post, UTC. Null when there is none.",
        examples=["2026-10-31T19:30:00Z"],
    )
    days_since_last: Number | None = Field(
        description="Days since the newest sponsored post, from 0. Null when there is none.", examples=[1.2]
    )
    newest: Tally = Field(description="Sponsored posts among the newest quarter.")
    rest: Tally = Field(description="Sponsored posts among the other three quarters.")
    newest_p_value: Proportion | None = Field(
        description="Probability of so many in the newest quarter by chance (Fisher's exact test, one-sided), from 0 "
        "to 1. Null below twelve posts.",
        examples=[0.21],
    )


class SponsoredPosts(Answer):
    """Posts that the platform marks as paid, or that say so themselves."""

    sponsored: Tally = Field(description="Sponsored posts, of those with a text or a mark; replies are left out.")
    sources: list[SourceTally] = Field(description="By what they are known to be sponsored.")
    unpaid_posts: Count = Field(
        description="Posts that say that nobody paid for them; they count as sponsored only by the platform's mark.",
        examples=[2],
    )
    rhythm: SponsorshipRhythm | None = Field(description="When they come. Null when no post has a time.")
    post_ids: list[str] = Field(
        description="The platform's own ids of the sponsored posts, at most 50.", examples=_POST_IDS
    )
    text: str = Field(
        description="The finding as a sentence.",
        examples=["7 of 120 posts are sponsored: 0 by the platform's mark, 7 by a label in the text."],
    )


class UndisclosedPost(Answer):
    """A post that advertises by its wordings, and no disclosure was found."""

    post_id: str = Field(
        description="The platform's own id of the post.", examples=["at://did:plc:a/app.bsky.feed.post/3k"]
    )
    wordings: list[Annotated[str, open_enum(*ADVERT_CODES)]] = Field(
        description="Codes of the wordings in it.", examples=[["discount_code", "link"]]
    )
    own_goods: bool = Field(
        description='Whether it speaks of the creator\'s own goods ("my book", an own shop): the innocent reading.',
        examples=[False],
    )


class UndisclosedAdverts(Answer):
    """Posts that advertise by their wordings while neither the platform nor a word discloses it: a suspicion only."""

    of_posts: Tally = Field(description="Such posts, of those with text.")
    of_adverts: Tally = Field(description="Such posts, of those that advertise, disclosed or not.")
    own_goods: Count = Field(
        description='How many speak of the creator\'s own goods ("my book", an own shop): the innocent reading.',
        examples=[4],
    )
    wordings: list[WordingTally] = Field(description="Wordings of adverts in them.")
    posts: list[UndisclosedPost] = Field(description="The posts, at most 50.")
    text: str = Field(
        description="The finding as a sentence, with its innocent readings.",
        examples=["9 of 120 posts advertise by wordings (discount code), and no disclosure was found in their text."],
    )


class Mention(Answer):
    """A name in the creator's posts."""

    name: str = Field(description="The name in small letters, or the word as the brief has it.", examples=["acme"])
    kind: Annotated[str, open_enum(*MentionKind)] = Field(
        description="`handle` for @name, `hashtag` for #name, `word` for a word of the brief."
    )
    posts: Count = Field(description="Number of posts with the name.", examples=[5])
    sponsored: Count = Field(description="How many of these are sponsored.", examples=[3])
    advertising: Count = Field(description="How many of these advertise, disclosed or not.", examples=[4])
    first_at: UtcTime | None = Field(
        description="Time of the oldest of these posts, UTC. Null when none has a time.",
        examples=["2026-06-01T08:00:00Z"],
    )
    last_at: UtcTime | None = Field(
        description="Time of the newest of these posts, UTC. Null when none has a time.",
        examples=["2026-10-31T19:30:00Z"],
    )


class BrandMentions(Answer):
    """Names in the creator's posts: those in two or more of them, or in one that advertises."""

    posts: Count = Field(description="Number of posts with text that were looked at.", examples=[120])
    mentions: list[Mention] = Field(description="The names, those in sponsored posts first, at most 20.")
    left_out: Count = Field(
        description="Names in a single post that does not advertise: not kept, as they may be private people's.",
        examples=[31],
    )
    text: str = Field(
        description="The finding as a sentence.", examples=["12 names stand in two or more of 120 posts."]
    )
