import pytest

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.resolve import resolve

from .reading import name_of, refusal

CHANNEL = "UCX6OQ3DkcsbYNE6H8uQuVtA"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.youtube.com/@Alice-b",
        "youtube.com/@alice-b/videos",
        "https://m.youtube.com/@alice-b?si=abc",
        "https://music.youtube.com/@alice-b",
        "https://www.youtube.com/%40alice-b/shorts",
        "youtube:@Alice-b",
    ],
)
def test_a_handle_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "youtube:@alice-b"


@pytest.mark.parametrize(
    "text",
    [
        CHANNEL,
        f"channel/{CHANNEL}",
        f"https://www.youtube.com/channel/{CHANNEL}/about",
        f"https://studio.youtube.com/channel/{CHANNEL}",
        f"youtube:@{CHANNEL}",
    ],
)
def test_a_channel_id_keeps_its_capitals(text: str) -> None:
    assert name_of(text) == f"youtube:@{CHANNEL}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://www.youtube.com/user/Alice/videos", "user/alice"),
        ("user/alice", "user/alice"),
        ("https://www.youtube.com/c/Alice", "c/alice"),
        ("https://www.youtube.com/Alice", "c/alice"),
        ("https://www.youtube.com/c/%C3%9Cn%C3%AF", "c/ünï"),
    ],
)
def test_older_names_keep_their_kind(text: str, name: str) -> None:
    assert name_of(text) == f"youtube:@{name}"


@pytest.mark.parametrize(("text", "name"), [("@Ünïcode", "ünïcode"), ("@さくら", "さくら"), ("@हिन्दी", "हिन्दी")])
def test_a_handle_may_be_of_any_script_and_is_composed(text: str, name: str) -> None:
    assert name_of(text) == f"youtube:@{name}"
    assert name_of(text.replace("ü", "u\u0308")) == f"youtube:@{name}"


@pytest.mark.parametrize(
    ("text", "form"),
    [(CHANNEL, HandleForm.ID), ("user/alice", HandleForm.NAME), (f"youtube.com/channel/{CHANNEL}", HandleForm.URL)],
)
def test_the_form_is_the_one_that_it_was_written_in(text: str, form: HandleForm) -> None:
    assert resolve(text).form is form


@pytest.mark.parametrize(
    "text",
    [
        "https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&ab_channel=Alice",
        "youtube.com/shorts/abc",
        "youtube.com/live/abc",
        "youtube.com/playlist?list=PL1",
        "www.youtu.be/abc",
    ],
)
def test_a_video_is_not_a_channel(text: str) -> None:
    assert "names a video" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "ab",
        "a" * 31,
        "...",
        "al!ce",
        "c/",
        "channel/UCshort",
        "https://www.youtube.com/",
        "https://www.youtube.com/channel/alice",
        "https://www.youtube.com/feed/subscriptions",
        "https://www.youtube.com/hashtag/tea",
        "https://support.youtube.com/alice",
    ],
)
def test_what_cannot_be_a_channel_is_refused_with_the_rule(text: str) -> None:
    assert refusal(text, Platform.YOUTUBE).startswith("A YouTube handle")
