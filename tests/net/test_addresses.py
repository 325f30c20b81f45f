import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.net.addresses import is_numeric, is_public

NOT_PUBLIC = {
    "this network": "0.1.2.3",
    "unspecified": "0.0.0.0",  # noqa: S104 - nothing is bound
    "private 10": "10.0.0.1",
    "private 172": "172.31.255.255",
    "private 192": "192.168.1.1",
    "carrier's NAT": "100.64.0.1",
    "a cloud's metadata behind a carrier's NAT": "100.100.100.200",
    "loopback": "127.0.0.1",
    "all of loopback": "127.255.255.254",
    "link-local, a cloud's metadata": "169.254.169.254",
    "a cloud's host agent": "168.63.129.16",
    "protocol assignments": "192.0.0.192",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.1",
    "documentation 3": "203.0.113.1",
    "6to4 relays": "192.88.99.1",
    "benchmarks": "198.19.255.255",
    "multicast": "224.0.0.251",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 unspecified": "::",
    "IPv6 loopback": "::1",
    "IPv4-compatible": "::127.0.0.1",
    "IPv4-mapped private": "::ffff:10.0.0.1",
    "IPv4-mapped public": "::ffff:8.8.8.8",
    "IPv4-translated": "::ffff:0:127.0.0.1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64 of a network's own": "64:ff9b:1::7f00:1",
    "discard only": "100::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "ORCHID": "2001:20::1",
    "IPv6 documentation": "2001:db8::1",
    "6to4 of loopback": "2002:7f00:1::",
    "new documentation": "3fff::1",
    "segment routing": "5f00::1",
    "unique local": "fd00:ec2::254",
    "IPv6 link-local": "fe80::1",
    "IPv6 link-local with its zone": "fe80::1%eth0",
    "site-local": "fec0::1",
    "IPv6 multicast": "ff02::1",
}


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_an_address_of_no_public_machine_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "2606:4700::1", "2a00::1"]
)
def test_an_address_that_anybody_can_have_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "8.8.8.8/32"])
def test_what_is_not_an_address_is_not_public(text: str) -> None:
    assert not is_public(text)


@given(st.ip_addresses())
def test_no_address_is_public_that_the_standard_library_calls_otherwise(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(address)):
        assert address.is_global
        assert not address.is_multicast


def test_a_host_is_a_number_or_a_name() -> None:
    assert all(map(is_numeric, ["127.0.0.1", "[::1]", "::1"]))
    assert not any(map(is_numeric, ["example.com", "127.0.0.1.example.com", ""]))
