"""Briefs: keep what is sold and to whom under a name, in versions, and see how it is understood."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.responses import Response

from app.api.auth import ContextIn, Reader, Writer
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import headers, problem_responses
from app.api.pagination import MAX_CURSOR, read_cursor, write_cursor
from app.api.schemas.brief import BriefChoice, BriefPage, BriefPreview, StoredBrief, StoredBriefChoice
from app.api.schemas.scalars import MAX_INT32
from app.api.tagged import JSON
from app.domain import brief as domain
from app.reports.brief import preview_document, stored_brief_document
from app.reports.document import encode
from app.vetting import briefs


class _NotPreview(StringConvertor):
    """Leaves `preview` to its own route: asking it with another method is 405, not an unknown brief."""

    regex = "(?!preview(?:/|$))[^/]+"


register_url_convertor("not_preview", _NotPreview())

router = APIRouter(prefix="/v1/briefs", tags=["briefs"])

BriefId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="Id of the brief, as its creation answered it.",
        examples=["brf_019ab3c5d6e77f80a1b2c3d4e5f60718"],
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="Briefs on the page.", examples=[50])]
Cursor = Annotated[
    str | None,
    Query(max_length=MAX_CURSOR, description="`next_cursor` of the page before.", pattern=r"^[A-Za-z0-9_-]+$"),
]


@router.post(
    "/preview",
    response_model=BriefPreview,
    summary="Preview a brief",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "How it is understood."},
        **problem_responses(400, 401, 403, 413, 415, 422, 500, 503),
    },
)
def preview_brief(body: BriefChoice, _tenant_id: Writer) -> Response:
    """Tell how a brief would be understood: words, nodes of the taxonomy, and what is weak about it.

    Nothing is fetched and nothing stored. A brief with nothing to look for is no error: `notes` say so.
    """
    brief = body.to_brief()
    return Response(encode(preview_document(brief, briefs.preview_brief(brief))), media_type=JSON)


@router.post(
    "",
    status_code=201,
    response_model=StoredBrief,
    summary="Keep a brief",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        201: {"description": "Kept as version 1.", "headers": headers("Location")},
        **problem_responses(400, 401, 403, 413, 415, 422, 500, 503),
    },
)
def create_brief(body: StoredBriefChoice, context: ContextIn, tenant_id: Writer) -> Response:
    """Keep a brief under a name; vettings then name its id."""
    stored = briefs.create_brief(
        context.store, tenant_id, name=body.name, brief=body.brief.to_brief(), now=context.clock()
    )
    location = {"Location": f"/v1/briefs/{stored.brief_id}"}
    return Response(encode(stored_brief_document(stored)), 201, media_type=JSON, headers=location)


@router.get(
    "",
    response_model=BriefPage,
    summary="List briefs",
    responses={
        200: {"description": "One page, newest first, each brief in its latest version.", "headers": headers("Link")},
        **problem_responses(400, 401, 403, 422, 500, 503),
    },
)
def list_briefs(context: ContextIn, tenant_id: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """List the tenant's briefs, newest first, each in its latest version; deleted ones are left out."""
    owner = f"{tenant_id}/briefs"
    after = None if cursor is None else read_cursor(context.cursor_key, owner, cursor)
    found = briefs.list_briefs(context.store, tenant_id, limit=limit + 1, after=after)
    next_cursor = None
    if len(found) > limit:
        last = found[limit - 1]
        next_cursor = write_cursor(context.cursor_key, owner, (last.created_at, last.brief_id))
    return _page(found[:limit], next_cursor, f"/v1/briefs?limit={limit}")


@router.get(
    "/{brief_id:not_preview}",
    response_model=StoredBrief,
    summary="Get a brief",
    responses={200: {"description": "One version of it."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def get_brief_by_id(
    brief_id: BriefId,
    context: ContextIn,
    tenant_id: Reader,
    version: Annotated[
        int | None, Query(ge=1, le=MAX_INT32, description="Which version; absent: the latest.", examples=[1])
    ] = None,
) -> Response:
    """Return a brief in its latest version, or in the one that is named."""
    stored = briefs.get_brief(context.store, tenant_id, brief_id, version)
    return Response(encode(stored_brief_document(stored)), media_type=JSON)


@router.get(
    "/{brief_id:not_preview}/versions",
    response_model=BriefPage,
    summary="List the versions of a brief",
    responses={
        200: {"description": "One page, newest first.", "headers": headers("Link")},
        **problem_responses(400, 401, 403, 404, 422, 500, 503),
    },
)
def list_brief_versions(
    brief_id: BriefId, context: ContextIn, tenant_id: Reader, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """List the versions of a brief, newest first."""
    owner = f"{tenant_id}/{brief_id}"
    below = None if cursor is None else int(read_cursor(context.cursor_key, owner, cursor)[1])
    found = briefs.list_brief_versions(context.store, tenant_id, brief_id, limit=limit + 1, below=below)
    next_cursor = None
    if len(found) > limit:
        last = found[limit - 1]
        next_cursor = write_cursor(context.cursor_key, owner, (last.changed_at, str(last.version)))
    return _page(found[:limit], next_cursor, f"/v1/briefs/{brief_id}/versions?limit={limit}")


@router.put(
    "/{brief_id:not_preview}",
    response_model=StoredBrief,
    summary="Change a brief",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "The next version, or the latest where nothing but the name changed."},
        **problem_responses(400, 401, 403, 404, 413, 415, 422, 500, 503),
    },
)
def change_brief(brief_id: BriefId, body: StoredBriefChoice, context: ContextIn, tenant_id: Writer) -> Response:
    """Make the next version of a brief; the ones before stay as they were, and so do vettings that used them.

    The same brief again makes no version, so that a call may be repeated. Changes at the same time make one each.
    """
    stored = briefs.change_brief(
        context.store, tenant_id, brief_id, name=body.name, brief=body.brief.to_brief(), now=context.clock()
    )
    return Response(encode(stored_brief_document(stored)), media_type=JSON)


@router.delete(
    "/{brief_id:not_preview}",
    status_code=204,
    response_model=None,
    summary="Delete a brief",
    responses={204: {"description": "Deleted."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def delete_brief_by_id(brief_id: BriefId, context: ContextIn, tenant_id: Writer) -> Response:
    """Take a brief out of use with all its versions. Vettings that used it keep their copy."""
    briefs.archive_brief(context.store, tenant_id, brief_id, now=context.clock())
    return Response(status_code=204)


def _page(page: Sequence[domain.StoredBrief], next_cursor: str | None, url: str) -> Response:
    document = {
        "data": [stored_brief_document(stored) for stored in page],
        "has_more": next_cursor is not None,
        "next_cursor": next_cursor,
    }
    link = {} if next_cursor is None else {"Link": f'<{url}&cursor={next_cursor}>; rel="next"'}
    return Response(encode(document), media_type=JSON, headers=link)
