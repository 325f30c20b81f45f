from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.handle import (
    AmbiguousHandleError,
    Handle,
    HandleError,
    MalformedHandleError,
    OtherPlatformError,
    Platform,
)
from app.platforms.handles.resolve import NAMINGS, resolve

from .reading import refusal

HOST = r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?(\.[a-z0-9]{1,6})?\.[a-z]{2,6}"
SHAPES = {
    Platform.BLUESKY: rf"did:plc:[a-z2-7]{{24}}|did:web:{HOST}|{HOST}|[a-z0-9]{{3,18}}\.bsky\.social",
    Platform.INSTAGRAM: r"[A-Za-z0-9._]{1,30}",
    Platform.MASTODON: rf"[A-Za-z0-9_][A-Za-z0-9_.-]{{0,29}}@{HOST}",
    Platform.TIKTOK: r"[A-Za-z0-9._]{2,24}",
    Platform.TWITCH: r"[A-Za-z0-9_]{3,25}",
    Platform.X: r"[A-Za-z0-9_]{1,15}|id/[1-9][0-9]{0,18}",
    Platform.YOUTUBE: r"[\w.-]{3,30}|UC[A-Za-z0-9_-]{22}|(c|user)/[\w.-]{1,40}",
}


def read(platform: Platform, text: str) -> Handle | None:
    try:
        return resolve(text, platform).handle
    except MalformedHandleError:
        return None


def named_on(platform: Platform) -> st.SearchStrategy[Handle]:
    """Handles of a platform, as its rules let them be."""
    handles = st.from_regex(SHAPES[platform], fullmatch=True).map(partial(read, platform))
    return handles.flatmap(lambda handle: st.nothing() if handle is None else st.just(handle))


HANDLES = st.sampled_from(Platform).flatmap(named_on)
ADDRESS_LIKE = st.from_regex(
    r"(https?://|at://|acct:|x:)?(www\.|m\.)?(x\.com|youtube\.com|bsky\.app|twitch\.tv|tiktok\.com|instagram\.com|a\.io)"
    r"(:443)?/(@|%40|i/user/|channel/|profile/|users/)?[^\s]{0,20}([?#].{0,9})?"
)
TEXTS = st.one_of(st.text(), st.text("@/:.%?#<>[]aé0\u200b\uff20 ", max_size=30), ADDRESS_LIKE)


def test_every_platform_says_how_it_names_accounts_in_the_order_of_their_names() -> None:
    assert list(NAMINGS) == sorted(Platform)


@given(HANDLES)
def test_a_profile_reads_back_as_the_same_account(handle: Handle) -> None:
    assert resolve(NAMINGS[handle.platform].profile_url(handle.name)).handle == handle


@given(HANDLES)
def test_a_canonical_name_is_its_own_canonical_name(handle: Handle) -> None:
    assert resolve(handle.name, handle.platform).handle == handle


@given(HANDLES)
def test_a_handle_reads_back_from_the_text_that_it_is_shown_as(handle: Handle) -> None:
    assert resolve(str(handle)).handle == handle


@given(TEXTS, st.none() | st.sampled_from(Platform))
def test_any_text_is_an_account_or_refused_with_a_sentence(text: str, platform: Platform | None) -> None:
    try:
        resolution = resolve(text, platform)
    except HandleError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most texts name nobody, some somebody
    else:
        assert platform in {None, resolution.handle.platform}
        assert resolve(resolution.profile_url).handle == resolution.handle


@given(HANDLES, st.sampled_from(["", " ", "\u200b", "\n"]), st.sampled_from(["{}", "<{}>", '"{}"', "\u2068{}\u2069"]))
def test_what_is_pasted_along_changes_nothing(handle: Handle, space: str, wrapping: str) -> None:
    url = NAMINGS[handle.platform].profile_url(handle.name)
    assert resolve(space + wrapping.format(url) + space).handle == handle


def candidates(text: str) -> list[str]:
    with pytest.raises(AmbiguousHandleError) as caught:
        resolve(text)
    return [str(one.handle) for one in caught.value.candidates]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Alice", ["instagram:@alice", "tiktok:@alice", "twitch:@alice", "x:@alice", "youtube:@alice"]),
        ("ab", ["instagram:@ab", "tiktok:@ab", "x:@ab"]),
        ("alice.com", ["bluesky:@alice.com", "instagram:@alice.com", "tiktok:@alice.com", "youtube:@alice.com"]),
        ("a" * 28, [f"instagram:@{'a' * 28}", f"youtube:@{'a' * 28}"]),
    ],
)
def test_a_name_that_fits_several_platforms_gives_them_all_in_the_order_of_their_names(
    text: str, found: list[str]
) -> None:
    assert candidates(text) == found


@pytest.mark.parametrize("platform", [Platform.INSTAGRAM, Platform.TIKTOK, Platform.TWITCH, Platform.X])
def test_the_platform_decides_between_candidates(platform: Platform) -> None:
    assert resolve("@Alice", platform).handle == Handle(platform, "alice")


def test_a_name_that_fits_one_platform_only_needs_no_other_word() -> None:
    assert resolve("alice-bakes").handle == Handle(Platform.YOUTUBE, "alice-bakes")


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("https://x.com/alice", Platform.BLUESKY),
        ("https://mastodon.social/@alice", Platform.X),
        ("did:plc:z72i7hdynmk6r22z27h6tvur", Platform.X),
        ("alice@mastodon.social", Platform.YOUTUBE),
        ("x:@alice", Platform.INSTAGRAM),
    ],
)
def test_a_handle_of_another_platform_than_the_named_one_says_so(text: str, platform: Platform) -> None:
    with pytest.raises(OtherPlatformError, match=f"the platform that was named is {platform}"):
        resolve(text, platform)


@pytest.mark.parametrize("text", ["alice!", "myspace:@alice", "ftp://x.com/alice", "@", "x:x:@alice", "[a](b)"])
def test_what_is_a_name_nowhere_is_refused_with_what_to_write(text: str) -> None:
    assert refusal(text).endswith(".")
    assert "alice" not in refusal(text)
