"""The stub on 127.0.0.1: in a thread of the test, or (`python -m x_stub`) in a process of its own."""

import threading
from types import TracebackType
from typing import Self

import httpx
import uvicorn
from platform_stub.server import STOP_WITHIN_SECONDS, listen, url_of

from .stub import Stub, XOptions


class XStub:
    """In a thread: starts in milliseconds and ends with the test."""

    def __init__(self, options: XOptions | None = None) -> None:
        self.url = ""
        self._server = server_of(options or XOptions())

    def __enter__(self) -> Self:
        listener = listen(port=0)
        self.url = url_of(listener)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="x-stub")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(STOP_WITHIN_SECONDS)

    def counts(self) -> dict[str, dict[str, int]]:
        """Calls by path, and how many users and posts were paid for."""
        counts: dict[str, dict[str, int]] = httpx.get(f"{self.url}/counts", trust_env=False).raise_for_status().json()
        return counts


def server_of(options: XOptions) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            Stub(options).application(), lifespan="off", ws="none", log_level="critical", timeout_graceful_shutdown=1
        )
    )
