"""Around every request: an id, HEAD as GET without its body, and no exception that leaves the service."""

import logging
import re
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import FieldError, problem_response
from app.storage.ids import new_id

log = logging.getLogger(__name__)

BODY_BYTES_AT_MOST: Final = 1_000_000
"""`max_body_size` of each route that takes JSON. On the application it would lie around Edge, and answer in text."""

_TOO_LARGE: Final = 413
_REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9_.:-]{1,64}")


class Edge:
    """The outermost layer. A crash becomes a problem document here: past this point the server would hang up."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection event."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        answer = _Answer(send, request_id, is_head=scope["method"] == "HEAD")
        inner = {**scope, "method": "GET"} if answer.is_head else scope
        try:
            await self._app(inner, receive, answer.send)
        except ClientDisconnect:
            log.info("the caller hung up", extra={"request_id": request_id})
        except Exception:
            log.exception("unhandled", extra={"request_id": request_id})
            if answer.started:
                raise
            answer.refused = False
            await problem_response(Request(scope), "internal_error", None)(inner, receive, answer.send)
        if answer.refused:
            answer.refused = False
            await _too_large(Request(scope))(inner, receive, answer.send)


class _Answer:
    """What goes out: with the request id, without the body of a HEAD, and never the server's own bare 413."""

    def __init__(self, send: Send, request_id: str, *, is_head: bool) -> None:
        self._send = send
        self._request_id = request_id
        self.is_head = is_head
        self.started = False
        self.refused = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = message.setdefault("headers", [])
            if message["status"] == _TOO_LARGE and not _is_problem(headers):
                self.refused = True
                return
            headers.append((b"x-request-id", self._request_id.encode()))
            self.started = True
        elif self.refused:
            return
        elif self.is_head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _request_id(scope: Scope) -> str:
    """Keep the caller's id when it is harmless in a log line, else make one."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    return given.decode() if _REQUEST_ID.fullmatch(given) else new_id("req")


def _too_large(request: Request) -> Response:
    detail = f"The body has more than {BODY_BYTES_AT_MOST} bytes."
    errors = [FieldError("", detail, BODY_BYTES_AT_MOST)]
    return problem_response(request, "payload_too_large", detail, errors=errors)


def _is_problem(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and value.startswith(b"application/problem") for name, value in headers)
