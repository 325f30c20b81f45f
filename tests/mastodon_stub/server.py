"""The stub on 127.0.0.1 in a thread of the test; it stands for every host, and remembers what was asked."""

import threading
from collections.abc import Callable
from typing import Any, Self

import uvicorn
from platform_stub.audience import AudienceOptions
from platform_stub.server import STOP_WITHIN_SECONDS, listen, url_of
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .answers import DOMAIN, HOST, NEWEST, RefusedError, Server, Slice

Answering = Callable[[Request], object]


class MastodonStub:
    """One creator with an audience. `present` changes the server that answers; the address stays."""

    def __init__(self, options: AudienceOptions | None = None) -> None:
        self._options = options or AudienceOptions()
        self.asked: list[str] = []
        self.present()

    def present(self, *, closed: bool = False, **profile: Any) -> None:  # noqa: ANN401 - any JSON value
        """Show the creator with these fields over the usual ones, and no other changes."""
        self._server = Server(self._options, profile, closed=closed)
        self.asked.clear()

    @property
    def handle(self) -> str:
        return f"{self._options.handle.partition('.')[0]}@{DOMAIN}"

    def __enter__(self) -> Self:
        listener = listen(port=0)
        self.url = url_of(listener)
        config = uvicorn.Config(
            self._application(), lifespan="off", ws="none", log_level="critical", timeout_graceful_shutdown=1
        )
        self._running = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._running.run, args=([listener],), name="mastodon-stub")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.should_exit = True
        self._thread.join(STOP_WITHIN_SECONDS)

    def _application(self) -> Starlette:
        answers: dict[str, Answering] = {
            "/.well-known/webfinger": lambda request: self._server.webfinger(request.query_params["resource"]),
            "/api/v1/accounts/lookup": lambda request: self._server.lookup(request.query_params["acct"]),
            "/api/v1/accounts/{id}/statuses": lambda request: self._server.statuses(_id(request), *_page(request)),
            "/api/v1/accounts/{id}/{what}": lambda request: self._server.listed(
                _id(request), request.path_params["what"], *_page(request)
            ),
            "/api/v1/statuses/{id}/favourited_by": lambda request: self._server.favourited_by(
                _id(request), *_page(request)
            ),
            "/api/v1/statuses/{id}/context": lambda request: self._server.context(_id(request)),
        }
        return Starlette(routes=[Route(path, self._answering(answer)) for path, answer in answers.items()])

    def _answering(self, answer: Answering) -> Callable[[Request], Response]:
        def respond(request: Request) -> Response:
            self.asked.append(request.url.path)
            try:
                body = answer(request)
            except RefusedError as refused:
                return JSONResponse({"error": refused.error}, refused.status)
            return _page_of(body, request) if isinstance(body, Slice) else JSONResponse(body)

        return respond


def _id(request: Request) -> str:
    return str(request.path_params["id"])


def _page(request: Request) -> tuple[int, int]:
    return int(request.query_params.get("limit", "40")), int(request.query_params.get("max_id", NEWEST + 1))


def _page_of(page: Slice, request: Request) -> Response:
    """A list with the address of its next page as the server's own host, which is not the stub's."""
    if page.next_max_id is None:
        return JSONResponse(page.entries)
    address = f"https://{HOST}{request.url.path}?max_id={page.next_max_id}"
    return JSONResponse(page.entries, headers={"Link": f'<{address}>; rel="next", <{address}&x>; rel="prev"'})
