"""Whether the server lives, and whether it can work."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import open_enum


class Health(Answer):
    """The process answers."""

    status: Annotated[str, open_enum("ok")] = Field(description="Always `ok`: a dead process does not answer.")
    version: str = Field(description="Version of the service.", examples=["0.1.0"])


class ReadinessCheck(Answer):
    """One thing that the server needs in order to work."""

    name: str = Field(description="Stable name of what was checked.", examples=["database"])
    ok: bool = Field(description="Whether it works.", examples=[True])
    detail: str = Field(description="What was found.", examples=["reachable, schema current"])


class Readiness(Answer):
    """Whether the server can take requests now."""

    status: Annotated[str, open_enum("ok", "unavailable")] = Field(
        description="`ok` when every check is, otherwise `unavailable`."
    )
    checks: list[ReadinessCheck] = Field(description="What was checked.")
