"""Credentials of platforms: store them, see whether they work, delete them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from app.api.auth import Admin, ContextIn, Reader
from app.api.errors import ApiError
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import headers, problem_responses
from app.api.pagination import MAX_CURSOR, read_cursor, write_cursor
from app.api.schemas.credential import Credential, CredentialPage, CredentialRequest
from app.api.tagged import JSON
from app.reports.credential import credential_document
from app.reports.document import encode
from app.vetting import credentials

router = APIRouter(prefix="/v1/credentials", tags=["credentials"])

CredentialId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="Id of the credential, as its creation answered it.",
        examples=["crd_019ab3c5d6e77f80a1b2c3d4e5f60718"],
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="Credentials on the page.", examples=[50])]
Cursor = Annotated[
    str | None,
    Query(max_length=MAX_CURSOR, description="`next_cursor` of the page before.", pattern=r"^[A-Za-z0-9_-]+$"),
]


@router.post(
    "",
    status_code=201,
    response_model=Credential,
    summary="Store a credential",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        201: {"description": "Stored, and not tried yet.", "headers": headers("Location")},
        **problem_responses(400, 401, 403, 409, 413, 415, 422, 500, 503),
    },
)
def create_credential(body: CredentialRequest, context: ContextIn, tenant_id: Admin) -> Response:
    """Store what you sign in to a platform with. It is kept encrypted, and no answer ever tells it.

    Vettings use the newest credential of their platform that was not refused. Needs the scope `admin`.
    """
    capabilities = next((one for one in context.platforms if one.platform is body.platform), None)
    if capabilities is None:
        raise ApiError("credential_not_needed", "This server does not know the platform.")
    stored = credentials.store_credential(
        context.store,
        context.vault,
        tenant_id,
        capabilities=capabilities,
        name=body.name,
        fields=[(one.name, one.value) for one in body.fields],
        now=context.clock(),
    )
    location = {"Location": f"/v1/credentials/{stored.credential_id}"}
    return Response(encode(credential_document(stored)), 201, media_type=JSON, headers=location)


@router.get(
    "",
    response_model=CredentialPage,
    summary="List credentials",
    responses={
        200: {"description": "One page, newest first.", "headers": headers("Link")},
        **problem_responses(400, 401, 403, 422, 500, 503),
    },
)
def list_credentials(context: ContextIn, tenant_id: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """List the tenant's credentials, newest first, without their secrets."""
    owner = f"{tenant_id}/credentials"
    after = None if cursor is None else read_cursor(context.cursor_key, owner, cursor)
    found = credentials.list_credentials(context.store, tenant_id, limit=limit + 1, after=after)
    next_cursor, link = None, {}
    if len(found) > limit:
        last = found[limit - 1]
        next_cursor = write_cursor(context.cursor_key, owner, (last.created_at, last.credential_id))
        link = {"Link": f'</v1/credentials?limit={limit}&cursor={next_cursor}>; rel="next"'}
    page = {
        "data": [credential_document(one) for one in found[:limit]],
        "has_more": next_cursor is not None,
        "next_cursor": next_cursor,
    }
    return Response(encode(page), media_type=JSON, headers=link)


@router.get(
    "/{credential_id}",
    response_model=Credential,
    summary="Get a credential",
    responses={200: {"description": "The credential."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def get_credential_by_id(credential_id: CredentialId, context: ContextIn, tenant_id: Reader) -> Response:
    """Return a credential without its secret."""
    stored = credentials.get_credential(context.store, tenant_id, credential_id)
    return Response(encode(credential_document(stored)), media_type=JSON)


@router.delete(
    "/{credential_id}",
    status_code=204,
    response_model=None,
    summary="Delete a credential",
    responses={204: {"description": "Deleted."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def delete_credential_by_id(credential_id: CredentialId, context: ContextIn, tenant_id: Admin) -> Response:
    """Delete a credential. Vettings that begin afterwards use the newest that is left. Needs the scope `admin`."""
    credentials.delete_credential(context.store, tenant_id, credential_id)
    return Response(status_code=204)


@router.post(
    "/{credential_id}/check",
    response_model=Credential,
    summary="Check a credential",
    responses={
        200: {"description": "The credential with what the platform said of it."},
        **problem_responses(401, 403, 404, 409, 422, 429, 500, 503),
    },
)
async def check_credential_by_id(credential_id: CredentialId, context: ContextIn, tenant_id: Admin) -> Response:
    """Ask the platform whether a credential works, by the cheapest call there is; `status` says what came out.

    Where the platform does not answer, the credential stays as it was. Needs the scope `admin`.
    """
    checked = await credentials.check_credential(
        context.store,
        context.vault,
        tenant_id,
        credential_id,
        connect=context.connections.connect,
        platforms=context.platforms,
        opt_ins=context.connections.opt_ins,
        clock=context.clock,
    )
    return Response(encode(credential_document(checked)), media_type=JSON)
