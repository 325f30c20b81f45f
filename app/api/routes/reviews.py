"""Reviews: which accounts people should look at, and what they found."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.api.auth import ContextIn, Reader, Writer, get_key_id
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import headers, problem_responses
from app.api.pagination import read_cursor, write_cursor
from app.api.routes.vettings import VettingId
from app.api.schemas.review import ReviewList, ReviewPage, ReviewRequest, ReviewSample
from app.api.tagged import JSON
from app.reports.document import encode, plain, review_sample_document
from app.vetting import review

router = APIRouter(prefix="/v1/vettings/{vetting_id}", tags=["reviews"])

CURSOR_AT_MOST: Final = 4_000
"""Letters of a cursor: it holds the id of an account, which can be long."""


@router.get(
    "/review-sample",
    response_model=ReviewSample,
    summary="Draw accounts to review",
    responses={
        200: {"description": "The accounts, the same ones each time."},
        **problem_responses(401, 403, 404, 409, 410, 422, 500, 503),
    },
)
def draw_review_sample(
    vetting_id: VettingId,
    context: ContextIn,
    tenant_id: Reader,
    count: Annotated[int, Query(ge=1, le=1_000, description="Accounts to draw.", examples=[100])] = 100,
) -> Response:
    """Draw the accounts of a sample that a person should look at: along the scores, every account with the same chance.

    Review all of them: labels of chosen ones say nothing about the others.
    """
    sample = review.draw_review_sample(
        context.store, tenant_id, vetting_id, models=context.models, count=count, now=context.clock()
    )
    document = review_sample_document(vetting_id, sample.model_version, sample.candidates)
    return Response(encode(document), media_type=JSON)


@router.post(
    "/reviews",
    response_model=ReviewList,
    summary="Label accounts",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "All of them are stored."},
        **problem_responses(400, 401, 403, 404, 409, 410, 413, 415, 422, 500, 503),
    },
)
def record_reviews(
    vetting_id: VettingId, body: ReviewRequest, request: Request, context: ContextIn, tenant_id: Writer
) -> Response:
    """Store what people found about accounts of a sample: all labels, or none. A later rescore uses them.

    A label replaces the one that the account had; sending it again changes nothing. Labels are deleted with the sample.
    """
    stored = review.record_reviews(
        context.store,
        tenant_id,
        vetting_id,
        [(given.account_id, given.label) for given in body.reviews],
        reviewed_by=get_key_id(request),
        now=context.clock(),
    )
    return Response(encode({"data": plain(stored)}), media_type=JSON)


@router.get(
    "/reviews",
    response_model=ReviewPage,
    summary="List reviews",
    responses={
        200: {"description": "One page, newest first.", "headers": headers("Link")},
        **problem_responses(400, 401, 403, 404, 422, 500, 503),
    },
)
def list_reviews(
    vetting_id: VettingId,
    context: ContextIn,
    tenant_id: Reader,
    limit: Annotated[int, Query(ge=1, le=200, description="Reviews on the page.", examples=[50])] = 50,
    cursor: Annotated[
        str | None,
        Query(max_length=CURSOR_AT_MOST, description="`next_cursor` of the page before.", pattern=r"^[A-Za-z0-9_-]+$"),
    ] = None,
) -> Response:
    """List the labels that accounts of a sample have, newest first; none any more once the sample is deleted."""
    owner = f"{tenant_id}/{vetting_id}"
    after = None if cursor is None else read_cursor(context.cursor_key, owner, cursor)
    found = review.list_reviews(context.store, tenant_id, vetting_id, limit=limit + 1, after=after)
    page, has_more = found[:limit], len(found) > limit
    next_cursor, link = None, {}
    if has_more:
        next_cursor = write_cursor(context.cursor_key, owner, (page[-1].reviewed_at, page[-1].account_id))
        link = {"Link": f'</v1/vettings/{vetting_id}/reviews?limit={limit}&cursor={next_cursor}>; rel="next"'}
    document = {"data": plain(page), "has_more": has_more, "next_cursor": next_cursor}
    return Response(encode(document), media_type=JSON, headers=link)
