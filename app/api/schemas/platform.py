"""What each platform gives."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, SmallCount, open_enum
from app.domain.audience import Availability, Order
from app.domain.handle import Platform


class RateLimit(Answer):
    """What the platform allows this service."""

    calls: Count = Field(description="Number of calls; 0 where nothing is called.", examples=[2550])
    per_seconds: Number = Field(description="Window of the limit in seconds, above 0.", examples=[300.0])


class PlatformInfo(Answer):
    """One platform: what can be fetched from it, and what to do where nothing can."""

    platform: Annotated[str, open_enum(*Platform)] = Field(description="Stable name, as requests take it.")
    title: str = Field(description="Name for people.", examples=["Bluesky"])
    fetchable: bool = Field(
        description="Whether this server fetches audiences here; where false, upload them.", examples=[True]
    )
    availability: Annotated[str, open_enum(*Availability)] = Field(
        description="Whether the platform lets follower lists be fetched (`ok`), and if not, why."
    )
    advice: str = Field(
        description="What to do where audiences cannot be fetched; empty where they can.",
        examples=["Upload the audience instead: POST /v1/audiences (docs/uploads.md)."],
    )
    lists_followers: bool = Field(description="Whether followers can be listed.", examples=[True])
    follower_order: Annotated[str, open_enum(*Order)] = Field(description="Order in which followers are listed.")
    follower_page_size: SmallCount = Field(
        description="Most followers that one call lists; 0 where they cannot be listed.", examples=[100]
    )
    hydration_batch: SmallCount | None = Field(
        description="Accounts whose details one call reads. Null where lists carry the details already.",
        examples=[25],
    )
    lists_posts: bool = Field(description="Whether the creator's posts can be listed.", examples=[True])
    lists_likers: bool = Field(description="Whether the accounts that like a post can be listed.", examples=[True])
    lists_commenters: bool = Field(
        description="Whether the accounts that comment on a post can be listed.", examples=[True]
    )
    lists_followings: bool = Field(
        description="Whether the accounts that the creator follows can be listed.", examples=[True]
    )
    lists_followed_profiles: bool = Field(
        description="Whether one call lists whom a member of the audience follows, with their bios.", examples=[True]
    )
    needs_credential: bool = Field(
        description="Whether the operator must provide a credential of the platform.", examples=[False]
    )
    limit: RateLimit = Field(description="Calls that the platform allows.")
    terms: str = Field(description="On what terms the data is read.", examples=["Public data without login."])


class PlatformList(Answer):
    """Every platform that requests can name."""

    data: list[PlatformInfo] = Field(description="The platforms, by name.")
