"""A server on loopback that says exactly the bytes a test gives it, and never more than it is asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Talk = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serve(talk: Talk) -> AsyncIterator[str]:
    """Serve `talk` to every request and give the base URL."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await talk(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()


def reply(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Write a complete reply with its length."""
    lines = [f"HTTP/1.1 {status}", "connection: close", f"content-length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body
