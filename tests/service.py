"""The whole service on 127.0.0.1, in a thread of the test or as the process that users start."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Self

import httpx
import uvicorn
from fastapi import FastAPI
from postgres_cluster import free_ports

from app.clock import utc_now
from app.domain.tenant import Scope
from app.main import create_app
from app.settings import Settings
from app.storage.store import Store
from app.vetting.access import create_api_key

START_WITHIN_SECONDS = 120
ROOT = Path(__file__).parents[1]


class Caller(httpx.Client):
    """An advertiser: an HTTP client with a key."""

    def __init__(self, url: str, key: str) -> None:
        # verify=False: no certificates to load for plain HTTP on loopback.
        headers = {"Authorization": f"Bearer {key}"}
        super().__init__(base_url=url, headers=headers, timeout=90, trust_env=False, verify=False)

    def vet(self, *, wait: int = 60, **question: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
        """Ask, wait for the end, and return the vetting."""
        answer = self.post("/v1/vettings", json=question, headers={"Prefer": f"wait={wait}"})
        assert answer.status_code in {200, 202}, answer.text
        vetting: dict[str, Any] = answer.json()
        return vetting

    def await_end(self, vetting_id: str, *, within_seconds: float = 60) -> dict[str, Any]:
        deadline = time.monotonic() + within_seconds
        while True:
            vetting: dict[str, Any] = self.get(f"/v1/vettings/{vetting_id}").raise_for_status().json()
            if vetting["status"] in {"succeeded", "failed", "cancelled"}:
                return vetting
            assert time.monotonic() < deadline, f"still {vetting['status']}: {vetting['progress']}"
            time.sleep(0.05)


def make_key(settings: Settings, tenant: str = "tests", *scopes: Scope) -> str:
    store = Store(settings.url)
    try:
        return create_api_key(store, tenant, name="tests", scopes=scopes or tuple(Scope), now=utc_now())
    finally:
        store.close()


class ServiceThread:
    """The service in a thread: quick, and seen by coverage. One at a time, as its engine is a singleton.

    `app` is served instead of what the settings make.
    """

    def __init__(self, settings: Settings, app: FastAPI | None = None) -> None:
        self.settings = settings
        served = app or create_app(settings)
        self._server = uvicorn.Server(
            uvicorn.Config(served, host="127.0.0.1", port=free_ports(1)[0], log_level="error", ws="none")
        )
        self._thread = threading.Thread(target=self._server.run)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.config.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + START_WITHIN_SECONDS
        while not self._server.started:
            assert self._thread.is_alive(), "the service did not start"
            assert time.monotonic() < deadline, "the service is slow to start"
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(START_WITHIN_SECONDS)
        assert not self._thread.is_alive(), "the service did not stop"


class ServiceProcess:
    """The service as users start it: `truereach serve`. It can be killed."""

    def __init__(self, settings: Settings, **environment: str) -> None:
        self.port = free_ports(1)[0]
        self._environment = {**os.environ, **_as_environment(settings), **environment, "TRUEREACH_PORT": str(self.port)}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        command = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
        self._process = subprocess.Popen(command, env=self._environment, cwd=ROOT)
        try:
            self._await_answer(self._process)
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End it as a power cut would: no handler runs."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(10)

    def stop(self) -> int:
        assert self._process is not None
        if self._process.poll() is None:
            self._process.terminate()
        return self._process.wait(30)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_WITHIN_SECONDS
        while not self._answers():
            assert process.poll() is None, "the service ended"
            assert time.monotonic() < deadline, "the service is slow to start"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


def _as_environment(settings: Settings) -> dict[str, str]:
    environment = {}
    for name, value in settings.model_dump(mode="json", exclude_none=True).items():
        if name in settings.model_fields_set and name != "secret_key":
            environment[f"TRUEREACH_{name.upper()}"] = value if isinstance(value, str) else json.dumps(value)
    if settings.secret_key is not None:
        environment["TRUEREACH_SECRET_KEY"] = settings.secret_key.get_secret_value()
    return environment
