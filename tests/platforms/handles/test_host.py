import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.handles.host import is_within, parse_host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Mastodon.Social", "mastodon.social"),
        ("mastodon.social.", "mastodon.social"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("a--b.example", "a--b.example"),
        ("4chan.org", "4chan.org"),
    ],
)
def test_a_host_has_one_spelling(text: str, host: str) -> None:
    assert parse_host(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "host.8",
        "a..example",
        ".example.org",
        "example.org..",
        "-a.example",
        "a-.example",
        "a_b.example",
        "a b.example",
        "a@b.example",
        f"{'a' * 64}.example",
        "a." * 125 + "example",
        "ü" * 300 + ".example",
        "\u0130\u0307.\u200d",
    ],
)
def test_what_is_no_host_that_others_can_reach_is_none(text: str) -> None:
    assert parse_host(text) is None


@given(st.one_of(st.text(max_size=40), st.from_regex(r"([a-zäß0-9-]{1,8}\.){1,3}[a-zé]{2,5}\.?", fullmatch=True)))
def test_a_host_that_was_spelt_once_stays_as_it_is(text: str) -> None:
    host = parse_host(text)
    assert host is None or (parse_host(host) == host and host.isascii())


def test_a_name_that_only_ends_like_a_domain_does_not_lie_below_it() -> None:
    assert is_within("x.com", {"x.com"})
    assert is_within("help.x.com", {"x.com"})
    assert not is_within("fox.com", {"x.com"})
