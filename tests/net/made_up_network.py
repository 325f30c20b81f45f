"""Made-up names and a made-up network below the guard; nothing here leaves the process."""

import asyncio
import ssl
from collections.abc import Iterable, Sequence

import httpcore
import httpx

from app.net.bounded import FetchLimits, Reply, fetch
from app.net.guard import GuardedTransport

from .wire import reply

PUBLIC, OTHER_PUBLIC, LOOPBACK = "198.41.0.4", "2606:4700::1", "127.0.0.1"


class Names:
    """Answers each host with what it is told; the last answer is repeated."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._answers.get(host)
        if answers is None:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Connection(httpcore.AsyncMockStream):
    """Says what it is given, and remembers for whom it was asked to speak TLS."""

    def __init__(self, says: bytes, names: list[str | None]) -> None:
        super().__init__([says])
        self._names = names

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        assert timeout
        assert (ssl_context.check_hostname, ssl_context.verify_mode) == (True, ssl.CERT_REQUIRED)
        self._names.append(server_hostname)
        return self


class Network(httpcore.AsyncNetworkBackend):
    """Remembers where it was asked to connect; `says` is what each connection answers, in their order."""

    def __init__(self, *says: bytes, unreachable: Iterable[str] = ()) -> None:
        self._says = list(says)
        self._unreachable = set(unreachable)
        self.connected: list[tuple[str, int]] = []
        self.seconds: list[float | None] = []
        self.certified: list[str | None] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        assert (local_address, socket_options) == (None, None)
        self.connected.append((host, port))
        self.seconds.append(timeout)
        if host in self._unreachable:
            raise httpcore.ConnectError("no route")
        return Connection(self._says.pop(0) if self._says else reply(b"{}"), self.certified)


def asked(url: str, names: Names, network: Network, trusted: Iterable[str] = (), redirects: int = 0) -> Reply:
    async def ask() -> Reply:
        transport = GuardedTransport(trusted, resolve=names.resolve, network=network)
        async with httpx.AsyncClient(transport=transport) as client:
            return await fetch(client, url, limits=FetchLimits(seconds=2, redirects=redirects))

    return asyncio.run(ask())
