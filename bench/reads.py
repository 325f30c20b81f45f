"""Reading stored verdicts, against a bare Starlette answer of the same size on the same server.

Run: `make bench`, or `PYTHONPATH=tests .venv/bin/python bench/reads.py`. Prints ratios; no target fails it.
"""

import asyncio
import contextlib
import multiprocessing
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from databases import settings_for
from platform_stub.audience import AudienceOptions
from platform_stub.server import PlatformStub
from postgres_cluster import PostgresCluster, free_ports
from service import Caller, ServiceProcess, make_key
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.main import migrate_databases
from app.settings import Settings

SECONDS = 4.0
CONNECTIONS = 16
ROUNDS = 3


async def load(port: int, path: str, key: str, size: int) -> float:
    """Answers per second on keep-alive connections, from one client process."""
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n\r\n".encode()
    end = time.perf_counter() + SECONDS
    counts = await asyncio.gather(*(_connection(port, request, size, end) for _ in range(CONNECTIONS)))
    return sum(counts) / SECONDS


async def _connection(port: int, request: bytes, size: int, end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < end:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head[:200]
        await reader.readexactly(size)
        count += 1
    writer.close()
    return count


@contextlib.contextmanager
def serve_bare(body: bytes) -> Iterator[int]:
    """Serve the floor in a process of its own: the same bytes from memory, the same server, no framework."""
    port = free_ports(1)[0]
    process = multiprocessing.get_context("spawn").Process(target=run_bare, args=(body, port), daemon=True)
    process.start()
    while not _answers(port):
        time.sleep(0.05)
    yield port
    process.terminate()
    process.join()


def run_bare(body: bytes, port: int) -> None:
    async def answer(_: Request) -> Response:
        return Response(body, media_type="application/json")

    app = Starlette(routes=[Route("/", answer)])
    uvicorn.run(app, host="127.0.0.1", port=port, loop="uvloop", http="httptools", ws="none", log_level="error")


def _answers(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def measure(name: str, settings: Settings) -> None:
    migrate_databases(settings)
    with ServiceProcess(settings) as service, Caller(service.url, key := make_key(settings)) as caller:
        vetting = caller.vet(platform="bluesky", handle="star.test", sample_size=500)
        assert vetting["status"] == "succeeded", vetting
        path = f"/v1/vettings/{vetting['id']}"
        body = caller.get(path).content
        with serve_bare(body) as bare_port:
            ratios = [_round(name, service.port, path, key, bare_port, len(body)) for _ in range(ROUNDS)]
        print(f"{name}: median ratio {sorted(ratios)[ROUNDS // 2]:.2f} with {len(body):,} bytes an answer")


def _round(name: str, port: int, path: str, key: str, bare_port: int, size: int) -> float:
    ours = asyncio.run(load(port, path, key, size))
    bare = asyncio.run(load(bare_port, "/", key, size))
    print(f"{name}: {ours:,.0f} verdict reads/s, bare Starlette {bare:,.0f}/s, ratio {ours / bare:.2f}")
    return ours / bare


def main() -> None:
    options = AudienceOptions(handle="star.test", population=800)
    with tempfile.TemporaryDirectory() as folder, PlatformStub(options) as stub:
        others = {"platform_urls": {"bluesky": stub.url}, "platform_calls_per_second": {"bluesky": 10_000}}
        path = Path(folder)
        measure("SQLite", settings_for(f"sqlite:///{path / 'bench.db'}", path, **others))
        with PostgresCluster() as cluster:
            url = cluster.url(cluster.create_database())
            measure("PostgreSQL", settings_for(url, path, **others))


if __name__ == "__main__":
    main()
