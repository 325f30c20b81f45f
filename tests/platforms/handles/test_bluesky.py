import pytest

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.resolve import resolve

from .reading import name_of, refusal

DID = "did:plc:z72i7hdynmk6r22z27h6tvur"


@pytest.mark.parametrize(
    "text",
    [
        "alice.bsky.social",
        "@Alice.BSky.social",
        "alice.bsky.social.",
        "https://bsky.app/profile/alice.bsky.social",
        "https://www.bsky.app/profile/Alice.bsky.social/",
        "bsky.app/profile/@alice.bsky.social",
        "bsky.app/profile/alice.bsky.social/post/3kabc?ref=1#x",
        "https://alice.bsky.social",
        "https://alice.bsky.social/",
        "at://alice.bsky.social/app.bsky.feed.post/3kabc",
        "bluesky:@alice.bsky.social",
        "Bluesky:alice.bsky.social",
    ],
)
def test_a_handle_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "bluesky:@alice.bsky.social"


@pytest.mark.parametrize("text", [DID, DID.upper(), f"https://bsky.app/profile/{DID}", f"at://{DID}/x/y", f"@{DID}"])
def test_a_did_stays_a_did(text: str) -> None:
    assert name_of(text) == f"bluesky:@{DID}"


def test_a_did_of_the_web_names_its_host() -> None:
    assert name_of("did:web:Alice.example") == "bluesky:@did:web:alice.example"


@pytest.mark.parametrize(("text", "name"), [("alice.com", "alice.com"), ("bücher.example", "xn--bcher-kva.example")])
def test_any_domain_is_a_handle_where_the_platform_is_named(text: str, name: str) -> None:
    assert name_of(text, Platform.BLUESKY) == f"bluesky:@{name}"


def test_the_domain_of_another_platform_may_be_the_handle_of_its_company() -> None:
    assert name_of("@twitch.tv", Platform.BLUESKY) == "bluesky:@twitch.tv"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("alice.bsky.social", HandleForm.NAME),
        (DID, HandleForm.DID),
        (f"at://{DID}", HandleForm.URL),
        (f"bsky.app/profile/{DID}", HandleForm.URL),
    ],
)
def test_the_form_is_the_one_that_it_was_written_in(text: str, form: HandleForm) -> None:
    assert resolve(text).form is form


@pytest.mark.parametrize(
    "text",
    [
        "alice",
        "alice.8",
        "al_ice.bsky.social",
        "handle.invalid",
        "did:plc:short",
        "did:key:z6Mk",
        "did:web:localhost",
        "at://alice",
        f"{'a' * 64}.bsky.social",
        "bsky.app/profile/alice",
        "https://bsky.app/",
        "https://bsky.app/search?q=alice.bsky.social",
        "https://www.bsky.social/about",
        "https://docs.bsky.app/profile/alice.bsky.social",
    ],
)
def test_what_cannot_be_a_handle_is_refused_with_the_rule(text: str) -> None:
    assert "Bluesky handle is a domain" in refusal(text, Platform.BLUESKY)
