"""Counts of things other than accounts of the audience."""

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count
from app.api.schemas.share import Estimate


class Tally(Answer):
    """How many of a number of things, and the share with its interval."""

    count: Count = Field(description="Number of things that meet the description, from 0 to `n`.", examples=[7])
    n: Count = Field(description="Number of things that were looked at, from 0.", examples=[120])
    share: Estimate | None = Field(
        description="`count` over `n` with Wilson's interval, from 0 to 1. Null when `n` is 0."
    )
