"""The stub on 127.0.0.1, in a thread of the test; one in a process of its own is steered the same way."""

import threading
from collections.abc import Sequence
from typing import Self

import httpx
import msgspec
import uvicorn
from platform_stub.server import STOP_WITHIN_SECONDS, listen, url_of

from .channel import ChannelOptions
from .faults import Fault
from .stub import KEY, UNITS_A_DAY, Counts, Orders, Stub


class YouTubeStubControl:
    """Steers a running stub over HTTP, wherever it runs."""

    def __init__(self, url: str = "") -> None:
        self.url = url

    def misbehave(self, *faults: Fault) -> None:
        """These faults and no others from now on; calls are counted from the last reset."""
        self._order(Orders(faults=list(faults)))

    def behave(self) -> None:
        self.misbehave()

    def set_channels(self, *channels: ChannelOptions) -> None:
        self._order(Orders(channels=list(channels)))

    def set_keys(self, *keys: str, units_a_day: int = UNITS_A_DAY) -> None:
        self._order(Orders(keys=list(keys), units_a_day=units_a_day))

    def reset_counts(self) -> None:
        self._order(Orders(reset_counts=True))

    def counts(self) -> Counts:
        answer = httpx.get(f"{self.url}/counts", trust_env=False).raise_for_status()
        return msgspec.json.decode(answer.content, type=Counts)

    def _order(self, orders: Orders) -> None:
        body = msgspec.json.encode(orders)
        httpx.post(f"{self.url}/control", content=body, trust_env=False).raise_for_status()


class YouTubeStub(YouTubeStubControl):
    """In a thread: starts in milliseconds and ends with the test."""

    def __init__(self, *channels: ChannelOptions) -> None:
        super().__init__()
        self._channels = channels or (ChannelOptions(),)

    def __enter__(self) -> Self:
        listener = listen(port=0)
        self.url = url_of(listener)
        self._server = server_of(self._channels)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="youtube-stub")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(STOP_WITHIN_SECONDS)


def server_of(
    channels: Sequence[ChannelOptions], *, keys: Sequence[str] = (KEY,), units_a_day: int = UNITS_A_DAY
) -> uvicorn.Server:
    application = Stub(channels, keys=keys, units_a_day=units_a_day).application()
    return uvicorn.Server(
        uvicorn.Config(application, lifespan="off", ws="none", log_level="critical", timeout_graceful_shutdown=1)
    )
