"""Uploaded audiences."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import AudienceId, Count, UtcTime, open_enum
from app.domain.audience import Frame, Order
from app.domain.handle import Platform


class Audience(Answer):
    """An uploaded list of accounts that vettings can name."""

    id: AudienceId = Field(description="Id of the upload.", examples=["aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform of the accounts.")
    handle: str | None = Field(
        description="The creator's name without the leading @. Null when the upload did not name one.",
        examples=["alice.example"],
    )
    frame: Annotated[str, open_enum(*Frame)] = Field(
        description="What the upload is a list of: everybody (`complete`), the newest part only (`newest`), "
        "or a random draw (`random`)."
    )
    order: Annotated[str, open_enum(*Order)] = Field(description="Order of the accounts in the upload.")
    population: Count | None = Field(
        description="Size of the whole audience, in accounts. Null when the upload did not say.", examples=[48210]
    )
    accounts_count: Count = Field(description="Number of accounts in the upload.", examples=[48007])
    sha256: str = Field(
        description="SHA-256 of the file as it was sent, 64 hexadecimal digits.",
        pattern="^[0-9a-f]{64}$",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    created_at: UtcTime = Field(description="Time of the upload in UTC.", examples=["2026-11-02T09:12:44Z"])
    expires_at: UtcTime = Field(
        description="Time in UTC at which the upload is deleted; verdicts made from it stay.",
        examples=["2026-12-02T09:12:44Z"],
    )
