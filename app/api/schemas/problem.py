"""Why a request was not served (RFC 9457)."""

from typing import Annotated

from pydantic import Field

from app.api.problems import PROBLEMS
from app.api.schemas.base import Answer
from app.api.schemas.handle import HandleCandidate
from app.api.schemas.scalars import Number, open_enum

Code = Annotated[str, open_enum(*PROBLEMS)]
Status = Annotated[int, Field(strict=True, ge=400, le=599, json_schema_extra={"format": "int32"})]


class FieldError(Answer):
    """One place in the request that is wrong. Texts that were sent are never repeated, codes (of a country) are."""

    pointer: str = Field(
        description="Where: a JSON pointer into the body, or the name of a parameter.", examples=["/policy/level"]
    )
    detail: str = Field(description="What is wrong there.", examples=["must be at most 0.999"])
    limit: Number | None = Field(description="The limit that was crossed. Null when there is none.", examples=[0.999])


class Problem(Answer):
    """An error answer. Programs read `code`, people read `detail`, support needs `request_id`."""

    type: str = Field(
        description="Address of the page that explains this code.",
        examples=["/v1/problems/validation_failed"],
        json_schema_extra={"format": "uri-reference"},
    )
    title: str = Field(
        description="Short name of the problem, the same each time.", examples=["The request does not fit"]
    )
    status: Status = Field(description="HTTP status of the answer.", examples=[422])
    detail: str = Field(description="What went wrong this time, and what to do.", examples=["One field does not fit."])
    instance: str | None = Field(
        description="Path of the request that failed. Null when only `request_id` names the occurrence.",
        examples=["/v1/vettings"],
        json_schema_extra={"format": "uri-reference"},
    )
    code: Code = Field(description="Stable code of the problem.")
    request_id: str = Field(
        description="Id of the request, as in the `X-Request-Id` header and the server's log.",
        examples=["req_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"],
    )
    errors: list[FieldError] = Field(description="Each place that is wrong; empty when none can be named.")
    candidates: list[HandleCandidate] = Field(
        description="Readings of the handle to choose from (`handle_ambiguous`); empty in every other problem."
    )


class ProblemKind(Answer):
    """One kind of problem that answers can carry."""

    code: Code = Field(description="Stable code.")
    status: Status = Field(description="HTTP status that it comes with.", examples=[422])
    title: str = Field(description="Short name.", examples=["The request does not fit"])
    remedy: str = Field(description="What to do about it.", examples=["Mend each field that errors[] points at."])


class ProblemList(Answer):
    """The catalogue of problems."""

    data: list[ProblemKind] = Field(description="Every kind, by status and code.")
