import pytest

from app.domain.handle import MalformedHandleError
from app.platforms.handles.link import Link, parse_link

ALICE = Link(host="example.org", segments=("alice",), query={})


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/alice",
        "http://example.org/alice",
        "HTTPS://Example.ORG/alice",
        "//example.org/alice",
        "example.org/alice",
        "example.org./alice/",
        "https://example.org:443/alice",
        "http://example.org:80//alice",
        "example.org:443/alice",
        "https://example.org/%61lice",
        "https://example.org/alice#about",
    ],
)
def test_an_address_is_the_same_however_it_is_written(text: str) -> None:
    assert parse_link(text) == ALICE


def test_the_query_is_kept_and_the_fragment_is_not() -> None:
    link = parse_link("https://example.org/alice/?a=1&b=%20c#?d=2")
    assert link is not None
    assert (link.segments, link.query) == (("alice",), {"a": "1", "b": " c"})


def test_an_escaped_slash_does_not_part_the_path() -> None:
    link = parse_link("https://example.org/user%2Falice/x")
    assert link is not None
    assert link.segments == ("user/alice", "x")


def test_the_site_is_the_host_without_www() -> None:
    link = parse_link("www.example.org/alice")
    assert link is not None
    assert (link.host, link.site) == ("www.example.org", "example.org")


@pytest.mark.parametrize(
    "text",
    ["alice", "alice.example", "alice@example.org", "user/alice", "did:web:example.org", "at://example.org/x", "a b/c"],
)
def test_what_is_no_address_of_the_web_is_none(text: str) -> None:
    assert parse_link(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://user@example.org/alice", "user name"),
        ("https://user:word@example.org/alice", "user name"),
        ("https://example.org:8443/alice", "port"),
        ("https://example.org:0/alice", "port"),
        ("https://example.org:99999/alice", "cannot be read"),
        ("https://example.org:x/alice", "cannot be read"),
        ("https:///alice", "cannot be read"),
        ("https://[::1/alice", "cannot be read"),
        ("https://[::1]/alice", "cannot be read"),
        ("https://127.0.0.1/alice", "cannot be read"),
        ("https://localhost/alice", "cannot be read"),
        ("https://example.org/%ff", "cannot be read"),
        ("https://exa\u2100mple.org/alice", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_a_sentence(text: str, why: str) -> None:
    with pytest.raises(MalformedHandleError, match=why):
        parse_link(text)
