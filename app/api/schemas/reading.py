"""How much was read for an answer."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, open_enum
from app.domain import reading


class Reading(Answer):
    """How many accounts and platform calls the answer took, and why reading stopped.

    Accounts are read in random order, and no further once the verdict is clear; `read_all` in the request reads them
    all. The intervals allow for it.
    """

    accounts_listed: Count = Field(description="Number of followers that were listed.", examples=[48007])
    accounts_planned: Count = Field(description="Number of accounts drawn from these.", examples=[2000])
    accounts_read: Count = Field(
        description="Number of drawn accounts that the platform was asked for.", examples=[300]
    )
    platform_calls: Count = Field(description="Number of calls to the platform, for everything.", examples=[553])
    looks: Count = Field(
        description="How many times it was asked whether to stop. 0 when the whole draw was to be read anyway.",
        examples=[3],
    )
    stopped: Annotated[str, open_enum(*reading.Stopped)] = Field(
        description="Why reading stopped: the share is proved to be on one side of its bar (`decided`), the rest of "
        "the draw would leave the verdict as it is (`settled`), or the whole draw was read (`sample_read`)."
    )
    text: str = Field(
        description="The same as a sentence.",
        examples=["All 2,000 drawn accounts were read, with 553 platform calls."],
    )
