"""Insights: what an owner tells about the audience, kept beside what is measured."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import PlainValidator, ValidationError
from starlette.responses import Response

from app.api.auth import ContextIn, Reader, Writer
from app.api.errors import ApiError, FieldError
from app.api.handles import handle_at
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import headers, problem_responses
from app.api.pagination import MAX_CURSOR, read_cursor, write_cursor
from app.api.schemas.insights import Insights, InsightsPage
from app.api.schemas.insights_choice import InsightsChoice
from app.api.tagged import JSON
from app.domain.handle import MAX_NAME_LENGTH
from app.platforms.insights_csv import InsightsFileError, Unit, parse_insights_csv
from app.reports.document import encode, insights_document
from app.vetting.insights import add_insights, delete_insights, get_insights, list_insights

router = APIRouter(prefix="/v1/insights", tags=["insights"])

CSV: Final = "text/csv"
CSV_BODY: Final = {
    "requestBody": {
        "description": "The figures as JSON, or the CSV file that the platform exports (docs/insights.md).",
        "content": {CSV: {"schema": {"type": "string", "format": "binary"}}},
    }
}


def _json_or_bytes(body: object) -> InsightsChoice | bytes:
    """Leave to the route what did not come as JSON."""
    return body if isinstance(body, bytes) else InsightsChoice.model_validate(body)


InsightsBody = Annotated[
    InsightsChoice | bytes, Body(), PlainValidator(_json_or_bytes, json_schema_input_type=InsightsChoice)
]
InsightsId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="Id of the insights, as their creation answered it.",
        examples=["ins_019ab3c5d6e77f80a1b2c3d4e5f60718"],
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="Insights on the page.", examples=[50])]
Cursor = Annotated[
    str | None,
    Query(max_length=MAX_CURSOR, description="`next_cursor` of the page before.", pattern=r"^[A-Za-z0-9_-]+$"),
]


def _for_csv(what: str, example: str, length: int = 40, **more: Any) -> Any:  # noqa: ANN401 - as FastAPI types it
    return Query(max_length=length, description=f"For a CSV: {what}", examples=[example], **more)


@router.post(
    "",
    status_code=201,
    response_model=Insights,
    summary="Tell an owner's figures",
    openapi_extra=CSV_BODY,
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        201: {"description": "Kept.", "headers": headers("Location")},
        **problem_responses(400, 401, 403, 409, 413, 415, 422, 500, 503),
    },
)
def create_insights(
    request: Request,
    body: InsightsBody,
    context: ContextIn,
    tenant_id: Writer,
    platform: Annotated[str | None, _for_csv("platform that showed the figures.", "youtube")] = None,
    handle: Annotated[str | None, _for_csv("the owner's name there.", "@alice.example", MAX_NAME_LENGTH)] = None,
    audience: Annotated[str | None, _for_csv("whom the figures are about.", "viewers")] = None,
    taken_at: Annotated[str | None, _for_csv("when they were shown, RFC 3339.", "2026-10-31T08:00:00Z")] = None,
    first: Annotated[str | None, _for_csv("first day of their period.", "2026-10-01", alias="from")] = None,
    last: Annotated[str | None, _for_csv("last day of their period.", "2026-10-28", alias="to")] = None,
    unit: Annotated[
        Unit | None, Query(description="For a CSV: what its figures are where it does not say.", examples=["percent"])
    ] = None,
) -> Response:
    """Keep what the platform tells the owner about the audience: ages, genders, countries and cities.

    The figures are marked as the owner's and as not checked. Vettings of the same creator show the newest of them, and
    no score and no verdict uses them.
    """
    told = {"platform": platform, "handle": handle, "audience": audience, "taken_at": taken_at}
    period = {name: day for name, day in (("from", first), ("to", last)) if day is not None}
    told_of_csv = {name: value for name, value in {**told, "period": period or None}.items() if value is not None}
    choice = _from_csv(request, body, told_of_csv, unit) if isinstance(body, bytes) else body
    with handle_at("/handle"):
        figures = choice.to_figures()
    insights = add_insights(context.store, tenant_id, figures, now=context.clock())
    location = {"Location": f"/v1/insights/{insights.insights_id}"}
    return Response(encode(insights_document(insights)), 201, media_type=JSON, headers=location)


@router.get(
    "",
    response_model=InsightsPage,
    summary="List insights",
    responses={
        200: {"description": "One page, the last told first.", "headers": headers("Link")},
        **problem_responses(400, 401, 403, 422, 500, 503),
    },
)
def list_insights_of_tenant(
    context: ContextIn, tenant_id: Reader, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """List the tenant's insights, the last told first."""
    owner = f"{tenant_id}/insights"
    after = None if cursor is None else read_cursor(context.cursor_key, owner, cursor)
    found = list_insights(context.store, tenant_id, limit=limit + 1, after=after)
    next_cursor, link = None, {}
    if len(found) > limit:
        last = found[limit - 1]
        next_cursor = write_cursor(context.cursor_key, owner, (last.created_at, last.insights_id))
        link = {"Link": f'</v1/insights?limit={limit}&cursor={next_cursor}>; rel="next"'}
    document = {
        "data": [insights_document(insights) for insights in found[:limit]],
        "has_more": next_cursor is not None,
        "next_cursor": next_cursor,
    }
    return Response(encode(document), media_type=JSON, headers=link)


@router.get(
    "/{insights_id}",
    response_model=Insights,
    summary="Get insights",
    responses={200: {"description": "As they were told."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def get_insights_by_id(insights_id: InsightsId, context: ContextIn, tenant_id: Reader) -> Response:
    """Return an owner's figures as they were told."""
    return Response(encode(insights_document(get_insights(context.store, tenant_id, insights_id))), media_type=JSON)


@router.delete(
    "/{insights_id}",
    status_code=204,
    response_model=None,
    summary="Delete insights",
    responses={204: {"description": "Deleted."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def delete_insights_by_id(insights_id: InsightsId, context: ContextIn, tenant_id: Writer) -> Response:
    """Erase an owner's figures. Vettings that show them stay as they are."""
    delete_insights(context.store, tenant_id, insights_id)
    return Response(status_code=204)


def _from_csv(request: Request, body: bytes, told: Mapping[str, object], unit: Unit | None) -> InsightsChoice:
    """Put the figures of a file and what the address says of them together; raise ApiError where they do not fit."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != CSV:
        raise ApiError("unsupported_media_type", f"Send the figures as {JSON} or {CSV}.")
    try:
        return InsightsChoice.model_validate({**told, **parse_insights_csv(body, unit)})
    except InsightsFileError as error:
        pointer = "" if error.line is None else f"/lines/{error.line}"
        raise ApiError("insights_unreadable", error.detail, errors=[FieldError(pointer, error.detail)]) from error
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        raise RequestValidationError([{**fault, "loc": _place(fault["loc"])} for fault in faults]) from error


def _place(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Tell where a caller finds a fault: what the file does not hold stands in the address."""
    if location[:1] == ("period",):
        return "query", *location[1:]
    return location if location[:1] in {("age_gender",), ("countries",), ("cities",)} else ("query", *location)
