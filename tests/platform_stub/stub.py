"""The stub as an ASGI application: answers XRPC, counts every request, takes orders on /control."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .answers import AppView, Question, RefusedError
from .audience import AudienceOptions
from .faults import Fault, FaultKind, changed, delivered, of_kind, stand_in


class Orders(msgspec.Struct, forbid_unknown_fields=True):
    """What POST /control takes: a field left out leaves things as they are."""

    faults: list[Fault] | None = None
    audiences: list[AudienceOptions] | None = None
    reset_counts: bool = False


class Counts(msgspec.Struct):
    """What arrived on XRPC routes, faulty answers included."""

    by_request: dict[str, int] = msgspec.field(default_factory=dict)
    """By path and query as sent: nothing may be asked twice where this must hold only ones."""
    by_method: dict[str, int] = msgspec.field(default_factory=dict)
    arrivals: list[tuple[float, str]] = msgspec.field(default_factory=list)
    """Monotonic seconds and method, to tell the pauses between calls."""
    in_flight: int = 0
    most_in_flight: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_method.values())

    def of(self, method: str) -> int:
        """Calls of a method, which may be given by its end: `getFollowers`."""
        return sum(calls for name, calls in self.by_method.items() if name.endswith(method))

    def repeated(self) -> list[str]:
        """The requests that came more than once."""
        return [request for request, calls in self.by_request.items() if calls > 1]


class Stub:
    def __init__(self, audiences: Sequence[AudienceOptions]) -> None:
        self._appview = AppView(audiences)
        self._faults: list[Fault] = []
        self._counts = Counts()
        self._first_cursors: dict[str, str] = {}

    def application(self) -> Starlette:
        routes = [
            Route("/xrpc/{method}", self._xrpc),
            Route("/control", self._control, methods=["POST"]),
            Route("/counts", self._show_counts),
        ]
        return Starlette(routes=routes)

    async def _xrpc(self, request: Request) -> Response:
        counts = self._counts
        faults = self._arrived(request)
        counts.in_flight += 1
        counts.most_in_flight = max(counts.most_in_flight, counts.in_flight)
        try:
            return await self._answered(request, faults)
        finally:
            counts.in_flight -= 1

    def _arrived(self, request: Request) -> list[Fault]:
        """Counts the request and picks its faults."""
        method, query, counts = request.path_params["method"], request.url.query, self._counts
        _count(counts.by_request, f"{request.url.path}?{query}" if query else request.url.path)
        _count(counts.by_method, method)
        counts.arrivals.append((time.monotonic(), method))
        return [fault for fault in self._faults if fault.matches(method, query, counts.by_method[method])]

    async def _answered(self, request: Request, faults: list[Fault]) -> Response:
        if latency := of_kind(faults, FaultKind.LATENCY):
            await asyncio.sleep(latency.seconds)
        if response := await stand_in(request, faults):
            return response
        overlap = of_kind(faults, FaultKind.REPEATED_ACCOUNTS)
        question = Question(
            method=request.path_params["method"],
            parameters=dict(request.query_params),
            actors=request.query_params.getlist("actors"),
            overlap=overlap.keep if overlap else 0,
        )
        try:
            answer = self._appview.answer(question)
        except RefusedError as refused:
            return JSONResponse({"error": refused.error, "message": refused.message}, refused.status)
        return delivered(changed(answer, faults, self._first_cursor(question, answer)), faults)

    def _first_cursor(self, question: Question, answer: dict[str, Any]) -> str | None:
        """The first cursor that this list ever gave."""
        without_cursor = {name: value for name, value in question.parameters.items() if name != "cursor"}
        key = f"{question.method} {sorted(without_cursor.items())}"
        if "cursor" in answer:
            self._first_cursors.setdefault(key, answer["cursor"])
        return self._first_cursors.get(key)

    async def _control(self, request: Request) -> Response:
        try:
            orders = msgspec.json.decode(await request.body(), type=Orders)
        except msgspec.DecodeError as error:
            return JSONResponse({"error": str(error)}, 422)
        if orders.audiences is not None:
            self._appview = AppView(orders.audiences)
            self._first_cursors.clear()
        if orders.faults is not None:
            self._faults = orders.faults
        if orders.reset_counts:
            self._counts = Counts()
        return JSONResponse({})

    async def _show_counts(self, _: Request) -> Response:
        return Response(msgspec.json.encode(self._counts), media_type="application/json")


def _count(calls: dict[str, int], what: str) -> None:
    calls[what] = calls.get(what, 0) + 1
