"""Vettings: ask, look, list, call off."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Header, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.responses import Response

from app.api.auth import ContextIn, Reader, Writer, get_context
from app.api.context import Context
from app.api.handles import handle_at
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import headers, problem_responses
from app.api.pagination import MAX_CURSOR, read_cursor, write_cursor
from app.api.schemas.plan import Plan
from app.api.schemas.vetting import Vetting, VettingPage
from app.api.schemas.vetting_request import PlanRequest, VettingRequest
from app.api.tagged import JSON, IfNoneMatch, answer_tagged
from app.domain.vetting import Vetting as VettingRow
from app.domain.vetting import VettingStatus
from app.reports.document import encode, vetting_document
from app.reports.plan import plan_document
from app.vetting.follow import follow_vetting
from app.vetting.request import cancel_vetting, get_vetting, request_vetting


class _NotPlan(StringConvertor):
    """Leaves `plan` to its own route: asking it with another method is 405, not an unknown vetting."""

    regex = "(?!plan(?:/|$))[^/]+"


register_url_convertor("not_plan", _NotPlan())

router = APIRouter(prefix="/v1/vettings", tags=["vettings"])

WAIT_AT_MOST_SECONDS: Final = 60
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d+)\b")

VettingId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="Id of the vetting, as its creation answered it.",
        examples=["vet_019ab3c5d6e77f80a1b2c3d4e5f60718"],
    ),
]
Prefer = Annotated[
    str | None,
    Header(
        max_length=200,
        description="RFC 7240. `wait=30` answers with the verdict if it is there within 30 seconds (at most 60).",
        examples=["wait=30"],
    ),
]


@router.post(
    "",
    status_code=202,
    response_model=Vetting,
    summary="Vet a creator",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        202: {
            "description": "Accepted; look at `Location` for progress and verdict.",
            "headers": headers("Location", "Preference-Applied", "Retry-After"),
        },
        200: {
            "description": "Ended within the time that `Prefer: wait` gave it.",
            "model": Vetting,
            "headers": headers("Location", "Preference-Applied", "ETag"),
        },
        **problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 500, 503),
    },
)
async def create_vetting(
    body: VettingRequest, request: Request, context: ContextIn, tenant_id: Writer, prefer: Prefer = None
) -> Response:
    """Ask whether a creator's audience is authentic, reachable and interested; or vet an uploaded audience.

    The vetting runs in the background. A second request that asks the same while the first still runs joins it.
    """
    with handle_at("/handle"):
        question = body.to_question()
    vetting = await run_in_threadpool(
        request_vetting,
        context.store,
        context.queue,
        tenant_id,
        question,
        require=context.connections.require,
        now=context.clock(),
    )
    location = {"Location": f"/v1/vettings/{vetting.vetting_id}"}
    wait = _wanted_wait(prefer)
    if wait is not None:
        location["Preference-Applied"] = f"wait={wait}"
        vetting = await _wait_for_end(context, tenant_id, vetting, wait, request)
    if vetting.status.is_final:
        return await _answer(context, tenant_id, vetting, location)
    return Response(encode(vetting_document(vetting)), 202, media_type=JSON, headers={**location, "Retry-After": "1"})


@router.post(
    "/plan",
    response_model=Plan,
    summary="Plan a vetting",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "What it would cost."},
        **problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503),
    },
)
async def plan_vetting(body: PlanRequest, context: ContextIn, tenant_id: Writer) -> Response:
    """Tell what a vetting would cost in calls, units, money and time, and how wide its interval would be.

    The creator's profile and newest posts are read for it, at the cost that the answer names; nothing is stored.
    """
    with handle_at("/handle"):
        question = body.to_question()
    plan = await context.planner.plan(tenant_id, question)
    return Response(encode(plan_document(plan)), media_type=JSON)


@router.get(
    "",
    response_model=VettingPage,
    summary="List vettings",
    responses={
        200: {"description": "One page, newest first, without the assessments.", "headers": headers("Link")},
        **problem_responses(400, 401, 403, 422, 500, 503),
    },
)
def list_vettings(
    context: ContextIn,
    tenant_id: Reader,
    limit: Annotated[int, Query(ge=1, le=200, description="Vettings on the page.", examples=[50])] = 50,
    cursor: Annotated[
        str | None,
        Query(max_length=MAX_CURSOR, description="`next_cursor` of the page before.", pattern=r"^[A-Za-z0-9_-]+$"),
    ] = None,
    status: Annotated[VettingStatus | None, Query(description="Only vettings with this status.")] = None,
) -> Response:
    """List the tenant's vettings, newest first. Assessment and verdict are null here: get each one for those."""
    after = None if cursor is None else read_cursor(context.cursor_key, tenant_id, cursor)
    with context.store.books(tenant_id) as books:
        found = books.vettings.list_page(limit=limit + 1, after=after, status=status)
    page, has_more = found[:limit], len(found) > limit
    next_cursor = None
    link = {}
    if has_more:
        last = page[-1]
        next_cursor = write_cursor(context.cursor_key, tenant_id, (last.created_at, last.vetting_id))
        kept = f"&status={status}" if status else ""
        link = {"Link": f'</v1/vettings?limit={limit}{kept}&cursor={next_cursor}>; rel="next"'}
    document = {
        "data": [vetting_document(vetting) for vetting in page],
        "has_more": has_more,
        "next_cursor": next_cursor,
    }
    return Response(encode(document), media_type=JSON, headers=link)


@router.get(
    "/{vetting_id:not_plan}",
    response_model=Vetting,
    summary="Get a vetting",
    responses={
        200: {"description": "Progress, or the verdict.", "headers": headers("ETag", "Retry-After")},
        304: {"description": "The verdict is still the one with the entity tag in If-None-Match."},
        **problem_responses(401, 403, 404, 422, 500, 503),
    },
)
async def get_vetting_by_id(
    vetting_id: VettingId,
    request: Request,
    tenant_id: Reader,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Return a vetting: its progress while it runs, then the stored verdict, from which data is only taken out."""
    context = get_context(request)
    document = await context.shelf.find(tenant_id, vetting_id)
    if document is not None:
        return answer_tagged(document, if_none_match)
    vetting = await run_in_threadpool(get_vetting, context.store, tenant_id, vetting_id)
    if vetting.status is VettingStatus.SUCCEEDED:  # it ended between the two looks
        return await _answer(context, tenant_id, vetting, {})
    retry = {} if vetting.status.is_final else {"Retry-After": "1"}
    return Response(encode(vetting_document(vetting)), media_type=JSON, headers=retry)


@router.post(
    "/{vetting_id}/cancel",
    response_model=Vetting,
    summary="Cancel a vetting",
    responses={200: {"description": "Cancelled."}, **problem_responses(401, 403, 404, 409, 422, 500, 503)},
)
def cancel_vetting_by_id(vetting_id: VettingId, context: ContextIn, tenant_id: Writer) -> Response:
    """Call a vetting off: it stops before its next platform call. Cancelling twice is no error."""
    vetting = cancel_vetting(context.store, tenant_id, vetting_id, now=context.clock())
    return Response(encode(vetting_document(vetting)), media_type=JSON)


async def _wait_for_end(
    context: Context, tenant_id: str, vetting: VettingRow, seconds: int, request: Request
) -> VettingRow:
    """Look until the vetting ends, the time is over, or the caller has gone."""
    async for seen in follow_vetting(context.store, tenant_id, vetting, within_seconds=seconds):
        vetting = seen
        if await request.is_disconnected():
            break
    return vetting


def _wanted_wait(prefer: str | None) -> int | None:
    found = _WAIT.search(prefer or "")
    return min(int(found[1]), WAIT_AT_MOST_SECONDS) if found else None


async def _answer(context: Context, tenant_id: str, vetting: VettingRow, extra: dict[str, str]) -> Response:
    """Answer with a vetting that has ended: the stored document where there is one."""
    document = await context.shelf.find(tenant_id, vetting.vetting_id)
    if document is not None:
        return answer_tagged(document, None, extra)
    return Response(encode(vetting_document(vetting)), media_type=JSON, headers=extra)
