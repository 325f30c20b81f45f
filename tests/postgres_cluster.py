"""A throwaway PostgreSQL cluster from whichever server binaries are installed."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

SUPERUSER = "truereach"
UNSAFE_BUT_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}
POLL_SECONDS = 0.05
LOG_TAIL_CHARS = 3000
# Below the range from which systems hand out ports for outgoing connections: nothing else takes it meanwhile.
PORTS = range(15_000, 32_000)


class PostgresError(Exception):
    """The cluster did not start; the message ends with the server's own log."""


def find_postgres() -> Path | None:
    """The folder that holds initdb and postgres, the newest where there are several."""
    candidates = []
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False, timeout=30)
        candidates.append(Path(answer.stdout.strip()))
    packaged = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    candidates += sorted(packaged, key=lambda folder: float(folder.parent.name), reverse=True)
    if initdb := shutil.which("initdb"):
        candidates.append(Path(initdb).resolve().parent)
    return next((folder for folder in candidates if _has_server(folder)), None)


def missing_postgres() -> str | None:
    """Why no cluster can run here, or None when it can."""
    if find_postgres() is None:
        return "PostgreSQL server binaries (initdb, postgres) are not installed"
    return None


def _has_server(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def free_ports(how_many: int) -> list[int]:
    """Different ports on 127.0.0.1 that nothing listens on."""
    shuffled = secrets.SystemRandom().sample(PORTS, len(PORTS))
    return list(islice(filter(_is_free, shuffled), how_many))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def end_process_group(process: subprocess.Popen[bytes], by: signal.Signals, *, within_seconds: float) -> None:
    """Ask the group politely, then end it; the process must have been started as the leader of its own."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, by)
    try:
        process.wait(within_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class PostgresCluster:
    """Keeps its port and its data through restart() and through kill() and start()."""

    def __init__(self, *, max_connections: int = 200, start_within_seconds: float = 60) -> None:
        self._max_connections = max_connections
        self._start_within_seconds = start_within_seconds
        self._folder: Path | None = None
        self._server: subprocess.Popen[bytes] | None = None
        [self.port] = free_ports(1)

    def url(self, database: str = "postgres", *, scheme: str = "postgresql+psycopg") -> str:
        return f"{scheme}://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def create_database(self, label: str = "test") -> str:
        """The name of a new, empty database; pass it to url()."""
        name = f"{label}_{secrets.token_hex(6)}"
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def drop_database(self, name: str) -> None:
        """Ends the sessions that are still connected to it."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def start(self) -> Self:
        if self._server is not None:
            return self
        deadline = time.monotonic() + self._start_within_seconds
        if self._folder is None:
            self._initialise()
        while not self._started(deadline):
            # After a kill the old backends take a moment to notice that their parent is gone.
            if "in use" not in self.log_tail() or time.monotonic() > deadline:
                message = f"PostgreSQL did not start:\n{self.log_tail()}"
                self.stop()
                raise PostgresError(message)
            time.sleep(POLL_SECONDS)
        return self

    def restart(self) -> None:
        """Every connection breaks, nothing is lost."""
        self._end(signal.SIGINT)
        self.start()

    def kill(self) -> None:
        """As in a crash: connections break without a word, and nothing answers until start()."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGQUIT)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def log_tail(self) -> str:
        log = self._home / "postgres.log"
        return log.read_text(errors="replace")[-LOG_TAIL_CHARS:] if log.exists() else ""

    @property
    def _home(self) -> Path:
        if self._folder is None:
            raise PostgresError("the cluster is not started")
        return self._folder

    def _initialise(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="truereach-pg-"))
        self._folder = folder
        if account := _account():
            shutil.chown(folder, account)
        options = ("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
        process = self._spawn("initdb", "--pgdata", str(folder / "data"), *options)
        try:
            code = process.wait(self._start_within_seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            end_process_group(process, signal.SIGKILL, within_seconds=0)
        if code != 0:
            message = f"initdb failed:\n{self.log_tail()}"
            self.stop()
            raise PostgresError(message)

    def _started(self, deadline: float) -> bool:
        settings = {
            **UNSAFE_BUT_FAST,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self._home),
            "max_connections": str(self._max_connections),
        }
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        server = self._spawn("postgres", "-D", str(self._home / "data"), "-p", str(self.port), *options)
        self._server = server
        while server.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return True
            time.sleep(POLL_SECONDS)
        self._end(signal.SIGQUIT)
        return False

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(scheme="postgresql"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _execute(self, statement: sql.Composed) -> None:
        with closing(psycopg.connect(self.url(scheme="postgresql"), autocommit=True)) as connection:
            connection.execute(statement)

    def _spawn(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        binaries = find_postgres()
        if binaries is None:
            raise PostgresError(missing_postgres())
        with (self._home / "postgres.log").open("wb") as log:
            return subprocess.Popen(
                [str(binaries / program), *arguments],
                cwd=self._home,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=_account(),
                group=_account(),
                extra_groups=[] if _account() else None,
            )

    def _end(self, by: signal.Signals) -> None:
        if self._server is not None:
            end_process_group(self._server, by, within_seconds=20)
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _account() -> str | None:
    """PostgreSQL refuses to run as root, so root starts it as the account that its package made."""
    return "postgres" if os.geteuid() == 0 else None
