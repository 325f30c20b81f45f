"""Every error leaves the service as an RFC 9457 problem document, made here and nowhere else.

ApiError          raised by routes: one code of the catalogue (problems.py)
RequestError      raised by the use cases; has its own code
PlatformError     raised by a platform that is asked while the caller waits; has its own code
UploadError       raised by the upload reader; has its own code
StorageUnavailableError, validation errors, unknown routes and crashes become problems too
"""

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from app.api.problems import PROBLEMS
from app.platforms.errors import PlatformError, RateLimitedError
from app.platforms.upload import UploadCode, UploadError, UploadRejectedError
from app.storage.errors import StorageUnavailableError
from app.vetting.errors import RequestError

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
ERRORS_AT_MOST: Final = 100
RETRY_SECONDS: Final = "5"
_BY_STATUS: Final = {
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    415: "unsupported_media_type",
}
_TOO_LARGE: Final = 413
_SAYS_NOTHING: Final = frozenset({"Not Found", "Method Not Allowed", "Bad Request"})
_UNREADABLE: Final = "There was an error parsing the body"
"""What FastAPI says of JSON that Python cannot read: not UTF-8, nested too deeply, a number of 5,000 digits."""

_INVALID_JSON: Final = "The body is not one JSON document in UTF-8."
_OWN_PROBLEMS: Final = frozenset({"brief_given_twice", "contradictory_terms", "malformed_handle"})
"""Kinds of validation errors that are a problem of their own, where nothing else is wrong."""

_METHODS: Final = ("DELETE", "GET", "PATCH", "POST", "PUT")


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one part of the request: a JSON pointer, in words, and the limit that it passes."""

    pointer: str
    detail: str
    limit: float | None = None


class ApiError(Exception):
    """A problem that a route found."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        candidates: Sequence[Mapping[str, object]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.errors = errors
        self.candidates = candidates
        self.headers = headers


def problem_response(
    request: Request,
    code: str,
    detail: str | None,
    *,
    errors: Sequence[FieldError] = (),
    candidates: Sequence[Mapping[str, object]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Render one problem of the catalogue."""
    kind = PROBLEMS[code]
    body = {
        "type": f"/v1/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.remedy,
        "instance": None,
        "code": code,
        "request_id": getattr(request.state, "request_id", ""),
        "errors": [asdict(error) for error in errors[:ERRORS_AT_MOST]],
        "candidates": candidates,
    }
    return Response(msgspec.json.encode(body), kind.status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def add_error_handlers(app: FastAPI) -> None:
    """Let the application answer every error with a problem."""
    app.add_exception_handler(ApiError, _on_api_error)
    app.add_exception_handler(RequestError, _on_request_error)
    app.add_exception_handler(PlatformError, _on_platform_error)
    app.add_exception_handler(UploadError, _on_upload_error)
    app.add_exception_handler(StorageUnavailableError, _on_storage_unavailable)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)


async def _on_api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)  # noqa: S101 - how Starlette types its handlers
    return problem_response(
        request,
        error.code,
        error.detail,
        errors=error.errors,
        candidates=error.candidates,
        headers=error.headers,
    )


async def _on_request_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101
    errors = [FieldError(fault.pointer, fault.detail) for fault in error.faults]
    return problem_response(request, error.code, error.detail, errors=errors)


async def _on_platform_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PlatformError)  # noqa: S101
    headers = {}
    if isinstance(error, RateLimitedError):
        headers = {"Retry-After": str(math.ceil(error.wait_seconds))}
    elif error.retryable:
        headers = {"Retry-After": RETRY_SECONDS}
    return problem_response(request, error.code, error.detail, headers=headers)


async def _on_upload_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, UploadError)  # noqa: S101
    errors: list[FieldError] = []
    if isinstance(error, UploadRejectedError):
        errors = [FieldError(f"/lines/{one.line}{one.pointer}", one.reason, one.limit) for one in error.errors]
    elif error.code is UploadCode.BAD_COLUMNS:
        errors = [FieldError("/query/columns", error.detail)]
    elif error.limit is not None:
        errors = [FieldError("", error.detail, error.limit)]
    return problem_response(request, str(error.code), error.detail, errors=errors)


async def _on_storage_unavailable(request: Request, error: Exception) -> Response:
    log.error("storage unavailable: %s", error)
    return problem_response(
        request, "storage_unavailable", "The database does not answer.", headers={"Retry-After": RETRY_SECONDS}
    )


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.detail == _UNREADABLE:
        return problem_response(request, "invalid_json", _INVALID_JSON)
    if error.status_code == _TOO_LARGE:
        return Response(status_code=_TOO_LARGE)  # Edge knows the limit, and says it
    code = _BY_STATUS.get(error.status_code, "bad_request" if error.status_code < 500 else "internal_error")  # noqa: PLR2004
    detail = None if error.detail in _SAYS_NOTHING else error.detail
    headers = {"Allow": _allowed(request)} if code == "method_not_allowed" else error.headers
    return problem_response(request, code, detail, headers=headers)


def _allowed(request: Request) -> str:
    """List every method of the path; the router knows only those of the first route that it found there."""
    routes: Sequence[BaseRoute] = request.app.routes
    allowed = {
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    }
    if "GET" in allowed:
        allowed.add("HEAD")
    return ", ".join(sorted(allowed))


async def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = error.errors()
    kinds = {one["type"] for one in found}
    if "json_invalid" in kinds:
        return problem_response(request, "invalid_json", _INVALID_JSON)
    if _came_as_bytes(request) and any(tuple(one["loc"]) == ("body",) for one in found):
        return problem_response(request, "unsupported_media_type", "Send the body as application/json.")
    errors = [FieldError(_pointer(one["loc"]), str(one["msg"])[:300], _limit(one)) for one in found]
    code = kinds.pop() if len(kinds) == 1 and kinds <= _OWN_PROBLEMS else "validation_failed"
    return problem_response(request, code, None, errors=errors)


def _came_as_bytes(request: Request) -> bool:
    """Whether a body was not labelled as JSON: FastAPI then hands it over as mere bytes."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    kind, _, name = media_type.partition("/")
    return kind != "application" or not (name == "json" or name.endswith("+json"))


def _pointer(location: Sequence[str | int]) -> str:
    """Write Pydantic's location as a JSON pointer (RFC 6901); parts outside the body keep their place's name."""
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in location]
    if parts[:1] == ["body"]:
        parts = parts[1:]
    return "".join(f"/{part}" for part in parts)[:300]


def _limit(error: Mapping[str, object]) -> float | None:
    """Take the bound out of Pydantic's context."""
    context = error.get("ctx")
    if isinstance(context, Mapping):
        for name in ("max_length", "min_length", "le", "ge", "lt", "gt"):
            bound = context.get(name)
            if isinstance(bound, int | float):
                return float(bound)
    return None
