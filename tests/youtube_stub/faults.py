"""How the stub misbehaves when it is told to: a fault stands in for the answer, the first one that matches."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response


class FaultKind(StrEnum):
    QUOTA_EXHAUSTED = "quota_exhausted"
    """403, the units of the day are used up; nothing says when there are new ones."""
    RATE_LIMITED = "rate_limited"
    """403, too many calls within a short time."""
    ERROR = "error"
    """`status` with a `reason` of a `domain`, as JSON."""
    HTML = "html"
    """`status` with a page of HTML, as Google's front end answers."""
    SILENCE = "silence"
    """The connection is accepted and nothing ever comes."""
    LATENCY = "latency"
    """`seconds` pass before the true answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    kind: FaultKind
    resource: str = ""  # such as commentThreads; empty: every resource
    containing: str = ""  # only where the query holds this
    calls: tuple[int, ...] = ()  # which calls of a resource, from 1; empty: every call
    seconds: float = 0.0
    status: int = 503
    reason: str = "backendError"
    domain: str = "global"

    def matches(self, resource: str, query: str, call: int) -> bool:
        """`call` counts the calls of this resource from 1."""
        named = self.resource in {"", resource} and self.containing in query
        return named and (not self.calls or call in self.calls)


def refusal(reason: str, status: int, domain: str, detail: str = "") -> Response:
    """Both forms in which Google gives its reasons, with no header that says how long to wait."""
    message = f"The request was refused: {reason}."
    error: dict[str, Any] = {"code": status, "message": message}
    error["errors"] = [{"message": message, "domain": domain, "reason": reason}]
    if detail:
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        error["details"] = [{"@type": kind, "reason": detail, "domain": "googleapis.com"}]
    return JSONResponse({"error": error}, status)


async def stand_in(request: Request, fault: Fault) -> Response | None:
    """The answer in place of the true one; None for the true one."""
    match fault.kind:
        case FaultKind.QUOTA_EXHAUSTED:
            return refusal("quotaExceeded", 403, "youtube.quota")
        case FaultKind.RATE_LIMITED:
            return refusal("rateLimitExceeded", 403, "usageLimits")
        case FaultKind.ERROR:
            return refusal(fault.reason, fault.status, fault.domain)
        case FaultKind.HTML:
            return HTMLResponse("<!DOCTYPE html><title>Error (Server Error)!!1</title>", fault.status)
        case FaultKind.LATENCY:
            await asyncio.sleep(fault.seconds)
            return None
        case FaultKind.SILENCE:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            return Response()
