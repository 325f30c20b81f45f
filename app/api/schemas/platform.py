"""What each platform gives."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, SmallCount, open_enum
from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.platforms.tariff import LimitScope, Operation


class RateLimit(Answer):
    """What the platform documents that it allows; this service stays below it."""

    name: str = Field(description="What is limited.", examples=["all calls"])
    calls: Count = Field(description="Number of calls within the window.", examples=[3000])
    per_seconds: Number = Field(description="Window of the limit in seconds, above 0.", examples=[300.0])
    operations: list[Annotated[str, open_enum(*Operation)]] = Field(
        description="Kinds of calls that are counted; empty where all are.", examples=[["followers", "likers"]]
    )


class Quota(Answer):
    """Units that the platform gives one credential a day."""

    units: Count = Field(description="Units a day.", examples=[10000])
    time_zone: str = Field(
        description="Where the day begins at midnight (IANA name).", examples=["America/Los_Angeles"]
    )


class CallPrice(Answer):
    """What one call costs."""

    operation: Annotated[str, open_enum(*Operation)] = Field(description="Kind of call.")
    calls: Count = Field(description="HTTP calls that it takes.", examples=[1])
    units: Count = Field(description="Units of the quota.", examples=[1])
    micros_per_item: Count = Field(
        description="Millionths of a US dollar for each account or post that the call gives.", examples=[10000]
    )


class CredentialField(Answer):
    """One part of a credential."""

    name: str = Field(description="Name of the field in requests.", examples=["api_key"])
    title: str = Field(description="What the platform calls it.", examples=["API key"])
    is_secret: bool = Field(description="Whether it is never answered.", examples=[True])


class OptIn(Answer):
    """What the operator of this server must accept before the platform is called."""

    name: str = Field(description="What TRUEREACH_OPT_INS must hold.", examples=["x-pay-per-use"])
    text: str = Field(description="What is accepted with it.", examples=["Every account that is read costs money."])
    is_accepted: bool = Field(description="Whether the operator accepted it.", examples=[False])


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
    engager_page_size: SmallCount = Field(
        description="Most likers or commenters that one call lists; 0 where neither can be listed.", examples=[100]
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
        description="Whether you must store a credential of the platform before you can vet there.", examples=[False]
    )
    credential_fields: list[CredentialField] = Field(description="What such a credential consists of.")
    opt_in: OptIn | None = Field(description="What the operator must accept first. Null where nothing.")
    limits: list[RateLimit] = Field(description="Calls that the platform allows.")
    limits_count_for: Annotated[str, open_enum(*LimitScope)] = Field(
        description="Whom the limits count for: our address, one credential, or our address on each instance."
    )
    quota: Quota | None = Field(description="Daily units of one credential. Null where the platform counts none.")
    prices: list[CallPrice] = Field(description="What each kind of call costs that this service makes.")
    keep_days_at_most: SmallCount | None = Field(
        description="Longest time in days that the platform's terms let its data be kept. Null where they set none.",
        examples=[30],
    )
    shows_profiles: bool = Field(
        description="Whether names, texts and pictures may be stored and shown; where false, only ids and numbers.",
        examples=[True],
    )
    terms: str = Field(description="On what terms the data is read.", examples=["Public data without login."])


class PlatformList(Answer):
    """Every platform that requests can name."""

    data: list[PlatformInfo] = Field(description="The platforms, by name.")
