"""Calls to one platform's HTTP API, with whatever goes wrong turned into the tree of `errors.py`.

Nothing here waits or tries again; details name the platform and the status, never a URL, header, body or person.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus

import httpx

from app.clock import utc_now
from app.net.bounded import FetchLimits, Parameters, Reply, decode_json, fetch
from app.net.errors import FetchError, HostRefusedError
from app.platforms.errors import (
    PlatformAuthError,
    PlatformError,
    PlatformUnsupportedError,
    RateLimitedError,
    UpstreamError,
)
from app.platforms.reset import read_wait_seconds

Clock = Callable[[], datetime]
Explain = Callable[[int, object], PlatformError | type[RateLimitedError] | None]
"""A connector's reading of a 4xx: its status and parsed body (None when it is not JSON) to an error, or None.

The class RateLimitedError itself says that the answer is a 429 by another name: its headers tell the wait.
"""


def _leave_unexplained(_status: int, _body: object) -> None:
    return None


class PlatformClient:
    """One platform's API: its address, the shared client and the limits of one reply."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        base_url: str,
        *,
        title: str,
        headers: Mapping[str, str] | None = None,
        limits: FetchLimits | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._client = client
        self._base_url = base_url.rstrip("/")
        self._title = title
        self._headers = headers
        self._limits = limits or FetchLimits()
        self._clock = clock

    async def get_json(
        self, path: str, parameters: Parameters | None = None, *, explain: Explain = _leave_unexplained
    ) -> object:
        """GET a path below the base URL and return the parsed body of a 2xx; raise PlatformError for all else."""
        body, _ = await self._get(path, parameters, explain)
        return body

    async def get_page(
        self, path: str, parameters: Parameters | None = None, *, explain: Explain = _leave_unexplained
    ) -> tuple[object, str | None]:
        """GET as `get_json` does, and give beside the body the next page's address as the Link header says it."""
        body, headers = await self._get(path, parameters, explain)
        return body, httpx.Response(HTTPStatus.OK, headers=headers).links.get("next", {}).get("url")

    async def _get(self, path: str, parameters: Parameters | None, explain: Explain) -> tuple[object, httpx.Headers]:
        try:
            reply = await fetch(
                self._client,
                f"{self._base_url}/{path.lstrip('/')}",
                parameters=parameters,
                headers=self._headers,
                limits=self._limits,
            )
            if HTTPStatus(200) <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
                return decode_json(reply.body), reply.headers
        except HostRefusedError as error:
            detail = f"{self._title}: this host cannot be asked, {error}. Upload the audience instead."
            raise PlatformUnsupportedError(detail) from error
        except FetchError as error:
            detail = f"{self._title} gave no usable answer: {error}."
            raise UpstreamError(detail) from error
        raise self._refusal(reply, explain)

    def _refusal(self, reply: Reply, explain: Explain) -> PlatformError:
        status = reply.status
        is_explicable = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        explained = explain(status, _parsed(reply)) if is_explicable else None
        if isinstance(explained, PlatformError):
            return explained
        if explained is not None or status == HTTPStatus.TOO_MANY_REQUESTS:
            wait = read_wait_seconds(reply.headers, self._clock())
            return RateLimitedError(f"{self._title} asks to wait {wait:.0f} seconds.", wait_seconds=wait)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            return PlatformAuthError(f"{self._title} refused our credential (HTTP {status}).")
        return UpstreamError(f"{self._title} answered with HTTP {status}.")


def _parsed(reply: Reply) -> object:
    try:
        return decode_json(reply.body)
    except FetchError:
        return None
