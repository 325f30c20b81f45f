"""Redirects of hosts that strangers name: two at most, to related hosts, each checked."""

from collections.abc import Mapping

import httpx
import pytest

from app.net.bounded import Reply
from app.net.errors import HostRefusedError
from app.net.guard import redirect_target

from .made_up_network import OTHER_PUBLIC, PUBLIC, Names, Network, asked
from .wire import reply


def moved(location: str, status: str = "301 Moved Permanently") -> bytes:
    return reply(b"", f"location: {location}", status=status)


def walked(*locations: str, hosts: Mapping[str, str], redirects: int = 2) -> tuple[Reply, Network]:
    names = Names(**{host.replace(".", "_"): [[address]] for host, address in hosts.items()})
    network = Network(*map(moved, locations))
    return asked("https://example.com/a?b=c", names, network, redirects=redirects), network


def test_two_redirects_to_hosts_below_or_above_are_followed() -> None:
    hosts = {"example.com": PUBLIC, "social.example.com": OTHER_PUBLIC}
    answer, network = walked("https://social.example.com/a", "https://example.com/b", hosts=hosts)
    assert answer.status == 200
    assert network.connected == [(PUBLIC, 443), (OTHER_PUBLIC, 443), (PUBLIC, 443)]


def test_a_third_redirect_is_an_answer() -> None:
    answer, network = walked("/1", "/2", "/3", hosts={"example.com": PUBLIC})
    assert (answer.status, len(network.connected)) == (301, 3)


def test_no_redirect_is_followed_where_none_is_allowed() -> None:
    answer, network = walked("/1", hosts={"example.com": PUBLIC}, redirects=0)
    assert (answer.status, len(network.connected)) == (301, 1)


def test_each_hop_of_a_redirect_is_checked() -> None:
    hosts = {"example.com": PUBLIC, "inner.example.com": "10.0.0.1"}
    for location in ("https://inner.example.com/", "https://example.com:8443/", "https://me@example.com/"):
        with pytest.raises(HostRefusedError):
            walked(location, hosts=hosts)


@pytest.mark.parametrize(
    "location",
    [
        "http://example.com/",
        "https://elsewhere.com/",
        "https://badexample.com/",
        "https://example.com.evil.net/",
        "//elsewhere.com/",
        "gopher://example.com/",
        "https://[/",
        "https://exa mple.com/",
        "",
    ],
)
def test_a_redirect_elsewhere_or_to_plain_http_is_an_answer(location: str) -> None:
    answer, network = walked(location, hosts={"example.com": PUBLIC})
    assert (answer.status, network.connected) == (301, [(PUBLIC, 443)])


def test_a_trusted_address_may_redirect_to_itself_without_tls_and_nowhere_else() -> None:
    asked_url = httpx.URL("http://127.0.0.1:8080/a")
    for location, followed in (("/b", True), ("http://127.0.0.1:8081/b", False), ("http://127.0.0.1/b", False)):
        target = redirect_target(asked_url, 302, httpx.Headers({"Location": location}))
        assert (target is not None) == followed, location
    assert redirect_target(asked_url, 200, httpx.Headers({"Location": "/b"})) is None


@pytest.mark.parametrize("location", ["https://[::1", "https://a:b/", "http://[zz]/", "https://xn--ä.example/"])
def test_a_redirect_to_no_address_at_all_is_none(location: str) -> None:
    headers = httpx.Headers([(b"Location", location.encode())])
    assert redirect_target(httpx.URL("https://example.com/"), 302, headers) is None
