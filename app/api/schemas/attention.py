"""How the audience reacts to the posts."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.comments import CommentQuality, Concentration, Regulars, ReplyRate
from app.api.schemas.scalars import Count, Number, Proportion, open_enum
from app.api.schemas.share import Estimate
from app.api.schemas.tally import Tally
from app.domain.attention import Position
from app.domain.handle import Platform


class Benchmark(Answer):
    """One published engagement rate, and what it is a rate of."""

    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform of the figure.")
    medium: str = Field(description="Kind of post; `any` mixes all kinds.", examples=["any"])
    denominator: str = Field(description="What reactions are divided by.", examples=["followers"])
    population: str = Field(description="Whose rates the figure is about.", examples=["influencers worldwide"])
    statistic: str = Field(
        description="`mean` or `median`; `unstated` when the publisher does not say.", examples=["unstated"]
    )
    period: str = Field(description="Time that the figure is about.", examples=["2025"])
    source: str = Field(description="Who published it.", examples=["HypeAuditor, State of Influencer Marketing"])
    published: str = Field(description="When it was published, as precisely as known.", examples=["2025-02"])
    followers_from: Count = Field(description="Fewest followers of the tier.", examples=[1000])
    followers_to: Count | None = Field(
        description="Most followers of the tier. Null when it has no upper end.", examples=[10000]
    )
    rate: Number = Field(description="Reactions a post for each follower, from 0; 0.02 is 2 %.", examples=[0.021])


class EngagementExpectation(Answer):
    """The engagement rate beside the published ones for this number of followers; publishers differ widely."""

    low: Number = Field(
        description="Lowest published rate, reactions a post for each follower, from 0.", examples=[0.0178]
    )
    high: Number = Field(
        description="Highest published rate, reactions a post for each follower, from 0.", examples=[0.0515]
    )
    times_expected: Number = Field(
        description="The creator's rate over the geometric middle of the range, from 0; 1 is as expected.",
        examples=[0.7],
    )
    position: Annotated[str, open_enum(*Position)] = Field(
        description="Where the interval of the rate lies against the range; `undecided` when it reaches over an end."
    )
    sources: list[Benchmark] = Field(description="The published figures that were used.")
    text: str = Field(
        description="The comparison as a sentence.",
        examples=["The rate of 2.10% is within what is published for creators of this size."],
    )


class LikesSpread(Answer):
    """How the likes vary from post to post."""

    posts: Count = Field(description="Number of posts whose likes are shown.", examples=[30])
    variation: Number | None = Field(
        description="Standard deviation over mean, from 0. Null when nobody liked anything.", examples=[0.62]
    )
    chance_variation: Number | None = Field(
        description="What independent people would give at least, from 0. Null when nobody liked anything.",
        examples=[0.05],
    )
    even_p_value: Proportion | None = Field(
        description="Probability, from 0 to 1, of likes as even as these among independent people. "
        "Null when nobody liked anything.",
        examples=[0.98],
    )
    top_post_share: Proportion | None = Field(
        description="Share of all likes, from 0 to 1, that the best post has. Null when nobody liked anything.",
        examples=[0.12],
    )
    codes: list[Annotated[str, open_enum("likes_too_even", "likes_one_off")]] = Field(
        description="Codes of the signals that the likes match.", examples=[["likes_too_even"]]
    )
    text: str = Field(
        description="The measure as a sentence.",
        examples=["Likes vary by 62% around their mean of 412 over 30 posts."],
    )


class EarlyReactions(Answer):
    """Reactions within five minutes of the post, as ordered ones come; eager fans come as soon."""

    early: Tally = Field(description="Likes and comments within five minutes, of those with a known time.")
    posts: Count = Field(description="Number of posts whose reactions were all read.", examples=[8])
    posts_left_out: Count = Field(
        description="Number of posts left out because not all of their reactions were read.", examples=[2]
    )
    text: str = Field(
        description="The measure as a sentence.",
        examples=["12 of 340 reactions came within five minutes of their post, over 8 posts."],
    )


class DistinctEngagers(Answer):
    """How many different accounts react at all."""

    observed: Count = Field(description="Number of different accounts that were seen to react.", examples=[812])
    seen_once: Count = Field(description="Number of them that reacted to one post.", examples=[600])
    seen_twice: Count = Field(description="Number of them that reacted to two posts.", examples=[120])
    posts: Count = Field(description="Number of posts with reactions.", examples=[10])
    estimate: Estimate | None = Field(
        description="Number of accounts, at least, that react at all, seen or not (Chao's lower bound). "
        "Null below two posts."
    )
    text: str = Field(
        description="The measure as a sentence.", examples=["812 different accounts reacted to 10 posts."]
    )


class Attention(Answer):
    """Everything measured about the reactions to the creator's posts."""

    expectation: EngagementExpectation | None = Field(
        description="The engagement rate beside published ones. Null without a rate or without a fitting benchmark."
    )
    likes: LikesSpread | None = Field(description="Spread of likes. Null below five posts whose likes are shown.")
    comments: CommentQuality | None = Field(description="What comments say. Null when no comment text was read.")
    concentration: Concentration | None = Field(
        description="How comments are spread over commenters. Null without comments."
    )
    early: EarlyReactions | None = Field(
        description="Reactions that come at once. Null when times of reactions are unknown."
    )
    regulars: Regulars | None = Field(
        description="Accounts under nearly every post. Null below four posts with comments."
    )
    replies: ReplyRate | None = Field(
        description="How many comments the creator answers. Null when answers were not read."
    )
    engagers: DistinctEngagers | None = Field(
        description="How many different accounts react. Null when no reaction of anybody was read."
    )
    limits: list[str] = Field(
        description="What these measures cannot say, as sentences.", examples=[["No comment text was read."]]
    )
