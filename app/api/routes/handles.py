"""Handles: which account a text names."""

from fastapi import APIRouter
from starlette.responses import Response

from app.api.auth import ContextIn, Reader
from app.api.handles import handle_at, resolved_document
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import problem_responses
from app.api.schemas.handle import HandleRequest, ResolvedHandle
from app.api.tagged import JSON
from app.platforms.handles.resolve import resolve
from app.reports.document import encode

router = APIRouter(prefix="/v1/handles", tags=["handles"])


@router.post(
    "/resolve",
    response_model=ResolvedHandle,
    summary="Resolve a handle",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "The one account that the text names."},
        **problem_responses(400, 401, 403, 409, 413, 415, 422, 500, 503),
    },
)
def resolve_handle(body: HandleRequest, context: ContextIn, _tenant_id: Reader) -> Response:
    """Tell which account a pasted text names: a link, a name, a DID, a channel id or `user@host`.

    Nothing is fetched and nothing stored: that the account exists is not said. A name that fits several platforms is
    `handle_ambiguous`, with the `candidates` to choose from.
    """
    with handle_at("/text"):
        resolution = resolve(body.text, body.platform)
    return Response(
        encode(resolved_document(resolution, context.platforms, context.connections.fetchable)), media_type=JSON
    )
