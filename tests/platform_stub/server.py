"""The stub on 127.0.0.1, in a thread of the test or in a process of its own; both are steered the same way."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import httpx
import msgspec
import uvicorn

from .audience import AudienceOptions
from .faults import Fault
from .stub import Counts, Orders, Stub

ROOT = Path(__file__).parents[2]
START_WITHIN_SECONDS = 30
STOP_WITHIN_SECONDS = 10


class StubControl:
    """Steers a running stub over HTTP, wherever it runs."""

    def __init__(self, url: str = "") -> None:
        self.url = url

    def misbehave(self, *faults: Fault) -> None:
        """These faults and no others from now on; calls are counted from the last reset."""
        self._order(Orders(faults=list(faults)))

    def behave(self) -> None:
        self.misbehave()

    def set_audiences(self, *audiences: AudienceOptions) -> None:
        self._order(Orders(audiences=list(audiences)))

    def reset_counts(self) -> None:
        self._order(Orders(reset_counts=True))

    def counts(self) -> Counts:
        answer = httpx.get(f"{self.url}/counts", trust_env=False).raise_for_status()
        return msgspec.json.decode(answer.content, type=Counts)

    def _order(self, orders: Orders) -> None:
        body = msgspec.json.encode(orders)
        httpx.post(f"{self.url}/control", content=body, trust_env=False).raise_for_status()


class PlatformStub(StubControl):
    """In a thread: starts in milliseconds and ends with the test."""

    def __init__(self, *audiences: AudienceOptions) -> None:
        super().__init__()
        self._audiences = audiences or (AudienceOptions(),)

    def __enter__(self) -> Self:
        listener = listen(port=0)
        self.url = url_of(listener)
        self._server = server_of(self._audiences)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="platform-stub")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(STOP_WITHIN_SECONDS)


class PlatformStubProcess(StubControl):
    """In a process of its own: outlives the service that a test kills, and dies with the test."""

    def __init__(self, *audiences: AudienceOptions, port: int = 0) -> None:
        super().__init__()
        self._audiences = audiences
        self._port = port

    def __enter__(self) -> Self:
        command = (sys.executable, "-m", "tests.platform_stub", "--until-stdin-ends", "--port", str(self._port))
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        try:
            self.url = self._announced_url()
            if self._audiences:
                self.set_audiences(*self._audiences)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.communicate(timeout=STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()

    def _announced_url(self) -> str:
        if self._process.stdout is None:
            raise RuntimeError("the stub has no standard output")
        ready, _, _ = select.select([self._process.stdout], [], [], START_WITHIN_SECONDS)
        line = self._process.stdout.readline() if ready else b""
        if not line:
            raise RuntimeError(f"the stub did not start within {START_WITHIN_SECONDS} s")
        return str(json.loads(line)["url"])


def listen(*, port: int) -> socket.socket:
    """Accepts connections from now on, so that its address can be given away before the server runs."""
    return socket.create_server(("127.0.0.1", port), backlog=512)


def url_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def server_of(audiences: Sequence[AudienceOptions]) -> uvicorn.Server:
    application = Stub(audiences).application()
    return uvicorn.Server(
        uvicorn.Config(application, lifespan="off", ws="none", log_level="critical", timeout_graceful_shutdown=1)
    )
