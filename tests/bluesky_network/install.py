"""Node packages of the network, installed once and again whenever the lock file or Node changes.

`python -m tests.bluesky_network.install` does it ahead of the tests.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
LOCK_FILE = HERE / "package-lock.json"
NODE_MODULES = HERE / "node_modules"
STAMP = NODE_MODULES / ".truereach-installed"

OLDEST_NODE = 20
LOST_CHILD = "No child processes"  # make loses a compiler under some container runtimes; a second build passes
LOG_TAIL_CHARS = 4000


class InstallError(Exception):
    """The Node packages could not be installed; the message ends with npm's own words."""


def node_version() -> tuple[int, ...] | None:
    """None where there is no Node.js."""
    node = shutil.which("node")
    if node is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=30)
    numbers = answer.stdout.strip().removeprefix("v").split("-")[0].split(".")
    return tuple(int(number) for number in numbers) if answer.returncode == 0 else None


def missing_node() -> str | None:
    """Why the network cannot run with the Node.js found here, or None when it can."""
    version = node_version()
    if version is None:
        return f"Node.js is not installed (needs {OLDEST_NODE} or newer)"
    if version[0] < OLDEST_NODE:
        return f"Node.js {'.'.join(map(str, version))} is too old (needs {OLDEST_NODE} or newer)"
    return None if shutil.which("npm") else "npm is not installed"


def ensure_installed(*, within_seconds: float = 600) -> Path:
    """The folder of installed packages; takes a minute or two the first time, nothing afterwards."""
    if reason := missing_node():
        raise InstallError(reason)
    wanted = _wanted_stamp()
    with _one_process_at_a_time():
        if _stamp() != wanted:
            _install(within_seconds)
            STAMP.write_text(wanted)
    return NODE_MODULES


def _wanted_stamp() -> str:
    # better-sqlite3 is compiled for one major version of Node.
    major = (node_version() or (0,))[0]
    return f"node {major} lock {hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()}\n"


def _stamp() -> str | None:
    return STAMP.read_text() if STAMP.exists() else None


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    with LOCK_FILE.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(within_seconds: float) -> None:
    deadline = time.monotonic() + within_seconds
    code, said = _npm("ci", deadline=deadline)
    if code != 0 and LOST_CHILD in said:
        code, said = _npm("ci", "--ignore-scripts", deadline=deadline)
        if code == 0:
            code, said = _npm("explore", "better-sqlite3", "--", "npm run build-release", deadline=deadline)
    if code != 0:
        raise InstallError(f"npm could not install the Bluesky network:\n{said[-LOG_TAIL_CHARS:]}")


def _npm(*arguments: str, deadline: float) -> tuple[int, str]:
    """Its exit code and all that it said; it is ended at the deadline."""
    environment = {**os.environ, "npm_config_audit": "false", "npm_config_fund": "false"}
    with tempfile.TemporaryFile("w+") as log:
        npm = subprocess.Popen(
            ["npm", *arguments],
            cwd=HERE,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            npm.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            log.write(f"npm {' '.join(arguments)} was ended: it took too long\n")
        finally:
            if npm.poll() is None:
                os.killpg(npm.pid, signal.SIGKILL)
                npm.wait()
        log.seek(0)
        return npm.returncode, log.read()


if __name__ == "__main__":
    ensure_installed()
