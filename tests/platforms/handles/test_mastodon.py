import pytest

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.resolve import resolve

from .reading import name_of, refusal


@pytest.mark.parametrize(
    "text",
    [
        "alice@mastodon.social",
        "@Alice@Mastodon.Social",
        "acct:alice@mastodon.social",
        "ACCT:@alice@mastodon.social.",
        "https://mastodon.social/@alice",
        "http://Mastodon.social./@Alice/",
        "mastodon.social/@alice/112233445566778899",
        "https://mastodon.social/users/alice",
        "https://mastodon.social/users/alice/statuses/1",
        "https://mastodon.social/web/@alice",
        "https://mastodon.social/deck/@alice/with_replies",
        "https://other.example/@alice@mastodon.social",
        "https://other.example/web/@alice@mastodon.social?x=1",
        "mastodon:@alice@mastodon.social",
    ],
)
def test_an_address_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "mastodon:@alice@mastodon.social"


def test_a_host_is_written_in_punycode() -> None:
    assert name_of("@alice@Bücher.example") == "mastodon:@alice@xn--bcher-kva.example"


def test_www_is_part_of_an_instances_name() -> None:
    assert name_of("https://www.instance.example/@alice") == "mastodon:@alice@www.instance.example"


@pytest.mark.parametrize(
    ("text", "form"), [("@alice@mastodon.social", HandleForm.ADDRESS), ("mastodon.social/@alice", HandleForm.URL)]
)
def test_the_form_is_the_one_that_it_was_written_in(text: str, form: HandleForm) -> None:
    assert resolve(text).form is form


@pytest.mark.parametrize(
    "text", ["alice", "alice@", "@@a.example", "alice@localhost", "alice@10.0.0.1", "al!ce@a.example", "a@b@c.example"]
)
def test_what_names_no_server_is_refused_with_the_rule(text: str) -> None:
    assert "names its server too" in refusal(text, Platform.MASTODON)


@pytest.mark.parametrize("text", ["alice@gmail.com", "@Alice@GMAIL.com", "acct:alice@outlook.com", "a.b@web.de"])
def test_an_e_mail_address_is_refused_as_one(text: str) -> None:
    assert "e-mail address" in refusal(text)
    assert "e-mail address" in refusal(text, Platform.INSTAGRAM)


@pytest.mark.parametrize("text", ["alice@x.com", "alice@bsky.social", "https://medium.com/@alice", "a@www.tiktok.com"])
def test_a_host_that_is_known_to_be_no_instance_is_refused(text: str) -> None:
    assert "no Mastodon server" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://mastodon.social/",
        "https://mastodon.social/about",
        "https://mastodon.social/web/accounts/12",
        "https://mastodon.social/users",
        "alice.example/shop",
    ],
)
def test_another_page_of_any_host_is_no_profile(text: str) -> None:
    assert "no profile on a known platform" in refusal(text)


def test_a_name_too_long_to_be_stored_is_refused() -> None:
    assert "at most 300" in refusal(f"{'a' * 300}@mastodon.social")
