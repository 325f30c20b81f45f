"""The stub as an ASGI application: answers the Data API, checks keys, counts units, takes orders on /control."""

from collections.abc import Sequence

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .answers import DataApi, Question, RefusedError
from .channel import ChannelOptions
from .faults import Fault, refusal, stand_in

KEY = "made-up-youtube-key"
UNITS_A_DAY = 10_000


class Orders(msgspec.Struct, forbid_unknown_fields=True):
    """What POST /control takes: a field left out leaves things as they are."""

    faults: list[Fault] | None = None
    channels: list[ChannelOptions] | None = None
    keys: list[str] | None = None
    """The keys that are known; each has its own units."""
    units_a_day: int | None = None
    reset_counts: bool = False
    """A new day as well: no units are used."""


class Counts(msgspec.Struct):
    """What arrived, refused calls included."""

    by_request: dict[str, int] = msgspec.field(default_factory=dict)
    by_resource: dict[str, int] = msgspec.field(default_factory=dict)
    units_by_key: dict[str, int] = msgspec.field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_resource.values())

    def of(self, resource: str) -> int:
        return self.by_resource.get(resource, 0)

    def repeated(self) -> list[str]:
        """The requests that came more than once."""
        return [request for request, calls in self.by_request.items() if calls > 1]


class Stub:
    def __init__(
        self, channels: Sequence[ChannelOptions], *, keys: Sequence[str] = (KEY,), units_a_day: int = UNITS_A_DAY
    ) -> None:
        self._api = DataApi(channels)
        self._keys = set(keys)
        self._units_a_day = units_a_day
        self._faults: list[Fault] = []
        self._counts = Counts()

    def application(self) -> Starlette:
        routes = [
            Route("/youtube/v3/{resource}", self._list, methods=["GET"]),
            Route("/control", self._control, methods=["POST"]),
            Route("/counts", self._show_counts),
        ]
        return Starlette(routes=routes)

    async def _list(self, request: Request) -> Response:
        resource, query, counts = request.path_params["resource"], request.url.query, self._counts
        _count(counts.by_request, f"{request.url.path}?{query}")
        _count(counts.by_resource, resource)
        call = counts.by_resource[resource]
        for fault in self._faults:
            if fault.matches(resource, query, call) and (response := await stand_in(request, fault)):
                return response
        try:
            self._charge(request.headers.get("x-goog-api-key", ""))
            return JSONResponse(self._api.answer(Question(resource, _parameters(request))))
        except RefusedError as refused:
            return refusal(refused.reason, refused.status, refused.domain, refused.detail)

    def _charge(self, key: str) -> None:
        """Take a unit from the key; refuse a call without a key, of an unknown one, and after the last unit."""
        if not key:
            raise RefusedError("forbidden", 403, "global")
        if key not in self._keys:
            raise RefusedError("badRequest", 400, "global", detail="API_KEY_INVALID")
        if self._counts.units_by_key.get(key, 0) >= self._units_a_day:
            raise RefusedError("quotaExceeded", 403, "youtube.quota")
        _count(self._counts.units_by_key, key)

    async def _control(self, request: Request) -> Response:
        try:
            orders = msgspec.json.decode(await request.body(), type=Orders)
        except msgspec.DecodeError as error:
            return JSONResponse({"error": str(error)}, 422)
        if orders.channels is not None:
            self._api = DataApi(orders.channels)
        if orders.faults is not None:
            self._faults = orders.faults
        if orders.keys is not None:
            self._keys = set(orders.keys)
        if orders.units_a_day is not None:
            self._units_a_day = orders.units_a_day
        if orders.reset_counts:
            self._counts = Counts()
        return JSONResponse({})

    async def _show_counts(self, _: Request) -> Response:
        return Response(msgspec.json.encode(self._counts), media_type="application/json")


def _parameters(request: Request) -> dict[str, str]:
    """The parameters of a call; those that are repeated are one list, as those with commas are."""
    names = request.query_params.keys()
    return {name: ",".join(request.query_params.getlist(name)) for name in names}


def _count(calls: dict[str, int], what: str) -> None:
    calls[what] = calls.get(what, 0) + 1
