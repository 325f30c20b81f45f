"""The real Bluesky network on 127.0.0.1, from its own packages: PLC directory, PDS and AppView."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import httpx
from postgres_cluster import PostgresCluster, end_process_group, free_ports, missing_postgres

from .install import HERE, ensure_installed, missing_node

SERVERS = ("PLC", "PDS", "APPVIEW", "CONTROL")
POLL_SECONDS = 0.05
LOG_TAIL_CHARS = 4000


class NetworkError(Exception):
    """The network did not start or did not do as told; the message ends with its log."""


def missing_prerequisites() -> str | None:
    """Why the network cannot run here, or None when it can."""
    reasons = [reason for reason in (missing_node(), missing_postgres()) if reason]
    return "; ".join(reasons) or None


class BlueskyNetwork:
    """Every account and record in it is real to its own code: repositories, signatures, firehose, index."""

    def __init__(self, *, rate_limits: bool = False, start_within_seconds: float = 90) -> None:
        """`rate_limits` switches on the PDS's own (the AppView has none)."""
        self._rate_limits = rate_limits
        self._start_within_seconds = start_within_seconds
        self._folder: Path | None = None
        self._node: subprocess.Popen[bytes] | None = None
        self._postgres = PostgresCluster()
        self._ports = dict(zip(SERVERS, free_ports(len(SERVERS)), strict=True))
        self._http = httpx.Client(timeout=120, trust_env=False)
        self.boot_seconds = float("nan")

    @property
    def appview_url(self) -> str:
        """What stands in for public.api.bsky.app."""
        return self._url("APPVIEW")

    @property
    def pds_url(self) -> str:
        return self._url("PDS")

    @property
    def plc_url(self) -> str:
        """What stands in for plc.directory."""
        return self._url("PLC")

    def start(self) -> Self:
        ensure_installed()
        began = time.monotonic()
        self._folder = Path(tempfile.mkdtemp(prefix="truereach-bluesky-"))
        try:
            self._postgres.start()
            self._node = self._spawn_node()
            self._wait_until_ready(began + self._start_within_seconds)
        except BaseException:
            self.stop()
            raise
        self.boot_seconds = time.monotonic() - began
        return self

    def stop(self) -> None:
        if self._node is not None:
            end_process_group(self._node, signal.SIGTERM, within_seconds=15)
            if self._node.stdin is not None:
                self._node.stdin.close()
            self._node = None
        self._postgres.stop()
        self._http.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def settle(self) -> None:
        """Returns once the AppView has indexed everything that the PDS has written."""
        self.control("settle", {})

    def control(self, action: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """What only a test may do: settle, takedown, untakedown, bulk (see start.cjs)."""
        answer = self._http.post(f"{self._url('CONTROL')}/{action}", json=body)
        if answer.is_error:
            raise NetworkError(f"{action}: {answer.status_code} {answer.text}\n{self.log_tail()}")
        result: dict[str, Any] = answer.json()
        return result

    def ask(self, method: str, **parameters: str | int | list[str]) -> httpx.Response:
        """One question to the AppView, as a visitor without a login asks it."""
        return self._http.get(f"{self.appview_url}/xrpc/{method}", params=parameters)

    def log_tail(self) -> str:
        log = self._home / "network.log"
        return log.read_text(errors="replace")[-LOG_TAIL_CHARS:] if log.exists() else ""

    @property
    def _home(self) -> Path:
        if self._folder is None:
            raise NetworkError("the Bluesky network is not started")
        return self._folder

    def _url(self, server: str) -> str:
        return f"http://127.0.0.1:{self._ports[server]}"

    def _spawn_node(self) -> subprocess.Popen[bytes]:
        settings = {
            **{f"{name}_PORT": str(port) for name, port in self._ports.items()},
            "DATABASE_URL": self._postgres.url(scheme="postgresql"),
            "PDS_RATE_LIMITS": "1" if self._rate_limits else "0",
            "READY_FILE": str(self._home / "ready"),
            "TMPDIR": str(self._home),  # repositories and blobs of the PDS
            "LOG_ENABLED": "false",
            "NODE_ENV": "test",
        }
        with (self._home / "network.log").open("wb") as log:
            return subprocess.Popen(
                ["node", "start.cjs"],
                cwd=HERE,
                env={**os.environ, **settings},
                stdin=subprocess.PIPE,  # its end tells the network that nobody is left
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _wait_until_ready(self, deadline: float) -> None:
        ready = self._home / "ready"
        while not ready.exists():
            ended = self._node is None or self._node.poll() is not None
            if ended or time.monotonic() > deadline:
                how = "ended while starting" if ended else f"took over {self._start_within_seconds:.0f} s to start"
                raise NetworkError(f"the Bluesky network {how}:\n{self.log_tail()}")
            time.sleep(POLL_SECONDS)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
