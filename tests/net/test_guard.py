"""The guard with made-up names and a made-up network, and the service's own client on loopback."""

import asyncio
from collections.abc import Iterable, Sequence

import httpx
import pytest

from app.net.bounded import FetchLimits, fetch, open_client
from app.net.errors import FetchError, HostRefusedError, UnreachableError
from app.net.guard import Guard, GuardedTransport, Origin

from .made_up_network import LOOPBACK, OTHER_PUBLIC, PUBLIC, Names, Network, asked
from .wire import reply, serve


def refused(url: str, names: Names | None = None, trusted: Iterable[str] = ()) -> Names:
    """The names that were resolved before the refusal; nothing was connected to."""
    names, network = names or Names(), Network()
    with pytest.raises(HostRefusedError) as caught:
        asked(url, names, network, trusted)
    assert network.connected == []
    for part in ("shop", "example", "127.0.0.1", PUBLIC):
        assert part not in str(caught.value)
    return names


def test_a_public_host_is_connected_to_at_the_address_that_was_checked() -> None:
    names, network = Names(shop_example=[[PUBLIC, OTHER_PUBLIC]]), Network()
    assert asked("https://shop.example/path", names, network).body == b"{}"
    assert (names.asked, network.connected) == (["shop.example"], [(PUBLIC, 443)])
    assert network.certified == ["shop.example"], "its certificate must be the name's"


def test_a_name_that_changes_its_address_after_the_check_gains_nothing() -> None:
    names, network = Names(shop_example=[[PUBLIC], [LOOPBACK]]), Network()
    asked("https://shop.example/", names, network)
    assert names.asked == ["shop.example"], "it is resolved once"
    assert network.connected == [(PUBLIC, 443)]
    with pytest.raises(HostRefusedError):
        asked("https://shop.example/", names, network)


@pytest.mark.parametrize(
    "addresses", [[LOOPBACK], [PUBLIC, LOOPBACK], [PUBLIC, OTHER_PUBLIC, "fd00::1"], ["::ffff:198.41.0.4"], []]
)
def test_a_host_with_any_address_that_is_not_public_is_refused(addresses: list[str]) -> None:
    assert refused("https://shop.example/", Names(shop_example=[addresses])).asked == ["shop.example"]


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/",
        "https://shop.example:8443/",
        "https://shop.example:80/",
        "https://someone@shop.example/",
        "https://someone:secret@shop.example/",
        f"https://{PUBLIC}/",
        "https://127.0.0.1/",
        "https://[::1]/",
        f"https://[{OTHER_PUBLIC}]/",
        "ftp://shop.example/",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_strangers_may_not_name_is_refused_unresolved(url: str) -> None:
    assert refused(url, Names(shop_example=[[PUBLIC]])).asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_a_name_that_the_system_reads_as_loopback_is_refused_by_what_it_resolves_to(host: str) -> None:
    async def loopback(_host: str, _port: int) -> Sequence[str]:
        return [LOOPBACK]

    async def ask() -> None:
        async with httpx.AsyncClient(transport=GuardedTransport(resolve=loopback, network=Network())) as client:
            await fetch(client, f"https://{host}/", limits=FetchLimits(seconds=2))

    with pytest.raises(HostRefusedError):
        asyncio.run(ask())


def test_what_the_operator_named_is_trusted_with_its_scheme_and_port_only() -> None:
    trusted = ["http://127.0.0.1:2583", "https://inner.example/base"]
    network = Network()
    asked("http://127.0.0.1:2583/xrpc", Names(), network, trusted)
    asked("https://inner.example/xrpc", Names(), network, trusted)
    assert network.connected == [("127.0.0.1", 2583), ("inner.example", 443)]
    for url in ("http://127.0.0.1:80/", "https://127.0.0.1/", "https://127.0.0.1:2583/", "http://inner.example/"):
        refused(url, trusted=trusted)


def test_the_next_address_is_tried_with_its_part_of_the_time() -> None:
    names, network = Names(shop_example=[[OTHER_PUBLIC, PUBLIC]]), Network(unreachable=[OTHER_PUBLIC])
    assert asked("https://shop.example/", names, network).status == 200
    assert network.connected == [(OTHER_PUBLIC, 443), (PUBLIC, 443)]
    assert network.seconds == [1.0, 1.0]


@pytest.mark.parametrize("names", [Names(), Names(shop_example=[[PUBLIC]])])
def test_a_host_without_an_address_or_a_route_is_unreachable(names: Names) -> None:
    with pytest.raises(UnreachableError):
        asked("https://shop.example/", names, Network(unreachable=[PUBLIC]))


def test_sockets_of_this_machine_are_refused() -> None:
    with pytest.raises(HostRefusedError):
        asyncio.run(Guard().connect_unix_socket("/run/docker.sock"))


def test_the_guard_refuses_other_ports_whoever_asks() -> None:
    guard = Guard(resolve=Names(shop_example=[[PUBLIC]]).resolve, network=Network())
    for port in (22, 80, 6379, 8443):
        with pytest.raises(HostRefusedError):
            asyncio.run(guard.connect_tcp("shop.example", port))


def test_an_origin_is_scheme_host_and_the_usual_port() -> None:
    assert Origin.of(httpx.URL("https://Example.COM/a")) == Origin("https", "example.com", 443)
    assert Origin.of(httpx.URL("https://bücher.example")) == Origin("https", "xn--bcher-kva.example", 443)


def test_the_service_s_client_does_not_ask_its_own_machine() -> None:
    async def ask() -> None:
        heard = 0

        async def talk(writer: asyncio.StreamWriter) -> None:
            nonlocal heard
            heard += 1
            writer.write(reply(b"{}"))

        async with serve(talk) as url, open_client("truereach-tests") as client:
            for address in (url, url.replace("127.0.0.1", "localhost"), url.replace("http", "https")):
                with pytest.raises(FetchError):
                    await fetch(client, address, limits=FetchLimits(seconds=2))
            with pytest.raises(HostRefusedError):
                await fetch(client, "https://localhost/", limits=FetchLimits(seconds=2))
        assert heard == 0

    asyncio.run(ask())


def test_cookies_of_strangers_are_not_kept() -> None:
    async def ask() -> None:
        async def talk(writer: asyncio.StreamWriter) -> None:
            writer.write(reply(b"{}", "set-cookie: a=b; path=/"))

        async with serve(talk) as url, open_client("truereach-tests", trusted=[url]) as client:
            await fetch(client, url, limits=FetchLimits(seconds=2))
            assert not list(client.cookies.jar)

    asyncio.run(ask())
