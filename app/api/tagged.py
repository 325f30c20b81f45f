"""Answers with an entity tag: whoever has them already gets 304 instead of the bytes."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Header
from starlette.responses import Response

from app.domain.document import Document

JSON: Final = "application/json"

IfNoneMatch = Annotated[str | None, Header(max_length=500, description="Entity tag of the copy that the caller has.")]


def tag(body: bytes) -> Document:
    """Give bytes their tag."""
    return Document(etag=hashlib.sha256(body).hexdigest()[:32], body=body)


def answer_tagged(document: Document, if_none_match: str | None, extra: Mapping[str, str] | None = None) -> Response:
    """Answer with a document, or 304 when the caller's tag is its own; `extra` are more headers of a 200."""
    own = f'"{document.etag}"'
    known = {part.strip().removeprefix("W/") for part in (if_none_match or "").split(",")}
    if own in known or "*" in known:
        return Response(status_code=304, headers={"ETag": own})
    return Response(document.body, media_type=JSON, headers={"ETag": own, **(extra or {})})
