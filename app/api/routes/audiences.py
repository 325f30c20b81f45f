"""Uploads of audiences: any platform, as the caller has them."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, BinaryIO, Final, cast

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.auth import ContextIn, Reader, Writer
from app.api.context import Context
from app.api.errors import ApiError, FieldError
from app.api.handles import handle_at
from app.api.openapi import headers, problem_responses
from app.api.schemas.audience import Audience
from app.domain.audience import Frame, Order
from app.domain.handle import Platform
from app.platforms.handles.pasted import MAX_TEXT_LENGTH
from app.platforms.handles.resolve import resolve
from app.platforms.upload import UploadFormat, parse_columns, read_audience, recognise_form
from app.reports.document import encode
from app.storage.audiences import UploadedAudience
from app.vetting.objections import load_objections
from app.vetting.upload import Description, delete_audience, get_audience, sha256_of, store_upload

router = APIRouter(prefix="/v1/audiences", tags=["audiences"])

MAX_COLUMNS: Final = 8_000
"""Longest mapping of columns in characters: servers take addresses of about 64 KB."""

IN_MEMORY_BYTES: Final = 1 << 20
"""Larger bodies go to a temporary file: an upload never lies in memory as a whole."""

FORMATS: Final = {
    "application/x-ndjson": UploadFormat.NDJSON,
    "application/jsonl": UploadFormat.NDJSON,
    "text/csv": UploadFormat.CSV,
    "application/gzip": UploadFormat.AUTO,
    "application/octet-stream": UploadFormat.AUTO,
}
BODY: Final = {
    "requestBody": {
        "required": True,
        "description": "One account a line, NDJSON or CSV, or the list of followers that a platform gave its owner; "
        "plain or gzip (docs/uploads.md).",
        "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in FORMATS},
    }
}
JSON: Final = "application/json"

AudienceId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        description="Id of the upload, as its creation answered it.",
        examples=["aud_019ab3c5d6e77f80a1b2c3d4e5f60718"],
    ),
]


@router.post(
    "",
    status_code=201,
    response_model=Audience,
    summary="Upload an audience",
    openapi_extra=BODY,
    responses={
        201: {"description": "Stored whole.", "headers": headers("Location")},
        **problem_responses(400, 401, 403, 413, 415, 422, 500, 503),
    },
)
async def upload_audience(
    request: Request,
    context: ContextIn,
    tenant_id: Writer,
    platform: Annotated[Platform, Query(description="Platform that the accounts are on.", examples=["x"])],
    handle: Annotated[
        str | None, Query(max_length=MAX_TEXT_LENGTH, description="Creator that the audience belongs to.")
    ] = None,
    population: Annotated[
        int | None,
        Query(ge=0, le=2**53 - 1, description="Size of the whole audience; absent: not known.", examples=[250000]),
    ] = None,
    order: Annotated[
        Order | None,
        Query(
            description="In which order the accounts stand. Absent: `newest_first`, but `unordered` for the file that "
            "a platform gave."
        ),
    ] = None,
    frame: Annotated[
        Frame | None,
        Query(description="Which part of the audience the accounts are; absent: implied by the population."),
    ] = None,
    columns: Annotated[
        str | None,
        Query(
            max_length=MAX_COLUMNS,
            description="For a CSV with headers of its own: a JSON object from its headers to fields of an account; "
            "only these columns are read. Absent: our own names, or those of a known export.",
            examples=['{"User name": "handle", "Fans": "followers_count"}'],
        ),
    ] = None,
) -> Response:
    """Upload an audience; it is stored whole or not at all, and every wrong line is named."""
    form = _format(request)
    description = Description(
        platform=platform,
        handle=None if handle is None else _name(handle, platform),
        frame=frame,
        order=order or Order.NEWEST_FIRST,
        population=population,
    )
    mapping = None if columns is None else parse_columns(columns)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as spooled:
        file = cast("BinaryIO", spooled)
        await _receive(request, file, context.upload_bytes_at_most)
        if form is UploadFormat.AUTO:
            form = await run_in_threadpool(recognise_form, file)
        if form is UploadFormat.EXPORT and order is None:
            description = replace(description, order=Order.UNORDERED)
        audience = await run_in_threadpool(_store, context, tenant_id, file, form, mapping, description)
    location = f"/v1/audiences/{audience.audience_id}"
    return Response(encode(_document(audience)), 201, media_type=JSON, headers={"Location": location})


@router.get(
    "/{audience_id}",
    response_model=Audience,
    summary="Get an upload",
    responses={200: {"description": "What was uploaded."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def get_audience_by_id(audience_id: AudienceId, context: ContextIn, tenant_id: Reader) -> Response:
    """Return what is known about an upload; its accounts are not given back."""
    return Response(encode(_document(get_audience(context.store, tenant_id, audience_id))), media_type=JSON)


@router.delete(
    "/{audience_id}",
    status_code=204,
    response_model=None,
    summary="Delete an upload",
    responses={204: {"description": "Deleted."}, **problem_responses(401, 403, 404, 422, 500, 503)},
)
def delete_audience_by_id(audience_id: AudienceId, context: ContextIn, tenant_id: Writer) -> Response:
    """Erase an upload with all its accounts. Verdicts that were made from it stay."""
    delete_audience(context.store, tenant_id, audience_id)
    return Response(status_code=204)


def _format(request: Request) -> UploadFormat:
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in FORMATS:
        raise ApiError("unsupported_media_type", f"Send one of {', '.join(FORMATS)}.")
    return FORMATS[media_type]


async def _receive(request: Request, file: BinaryIO, at_most: int) -> None:
    """Take the body into the file; raise ApiError payload_too_large as soon as it is."""
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > at_most:
            detail = f"The upload has more than {at_most} bytes."
            raise ApiError("payload_too_large", detail, errors=[FieldError("", detail, at_most)])
        await run_in_threadpool(file.write, chunk)


def _store(
    context: Context,
    tenant_id: str,
    file: BinaryIO,
    form: UploadFormat,
    columns: Mapping[str, str] | None,
    description: Description,
) -> UploadedAudience:
    return store_upload(
        context.store,
        tenant_id,
        read_audience(file, form=form, columns=columns),
        description,
        sha256=sha256_of(file),
        keep_days=context.keep_days,
        now=context.clock(),
        objections=load_objections(context.store, context.objections_key, description.platform),
    )


def _document(audience: UploadedAudience) -> dict[str, object]:
    return {
        "id": audience.audience_id,
        "platform": audience.platform,
        "handle": audience.handle,
        "frame": audience.frame,
        "order": audience.order,
        "population": audience.population,
        "accounts_count": audience.accounts_count,
        "sha256": audience.sha256,
        "created_at": audience.created_at,
        "expires_at": audience.expires_at,
    }


def _name(handle: str, platform: Platform) -> str:
    with handle_at("/query/handle"):
        return resolve(handle, platform).handle.name
