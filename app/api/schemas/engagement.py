"""What the audience does."""

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number
from app.api.schemas.share import Estimate


class EngagementSummary(Answer):
    """Reactions to the creator's recent posts."""

    formula: str = Field(
        description="How the rate is calculated.",
        examples=["mean over posts of (likes + comments + shares) / followers"],
    )
    posts: Count = Field(description="Number of recent posts that were read.", examples=[30])
    rate: Estimate | None = Field(
        description="Reactions a post for each follower; 0.02 is 2 %. Null when it could not be measured."
    )
    likes_per_post: Number | None = Field(
        description="Mean likes a post, from 0. Null when the platform does not show likes.", examples=[412.3]
    )
    comments_per_post: Number | None = Field(
        description="Mean comments a post, from 0. Null when the platform does not show comments.", examples=[18.7]
    )
    shares_per_post: Number | None = Field(
        description="Mean shares a post, from 0. Null when the platform does not show shares.", examples=[9.1]
    )
    distinct_engagers: Count | None = Field(
        description="Number of different accounts that reacted to the posts. Null when they cannot be listed.",
        examples=[2304],
    )
