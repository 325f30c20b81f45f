import pytest

from app.domain.handle import Platform

from .reading import name_of, refusal


@pytest.mark.parametrize(
    "text",
    [
        "https://www.twitch.tv/Alice_b",
        "twitch.tv/alice_b/about",
        "https://m.twitch.tv/alice_b?x=1",
        "https://www.twitch.tv/alice_b/clip/Slug",
        "https://www.twitch.tv/popout/alice_b/chat",
        "https://player.twitch.tv/?channel=alice_b&muted=true",
        "twitch:@alice_b",
    ],
)
def test_a_channel_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "twitch:@alice_b"


@pytest.mark.parametrize("text", ["twitch.tv/videos/123", "https://clips.twitch.tv/Slug"])
def test_a_video_or_a_clip_is_refused(text: str) -> None:
    assert "video or a clip" in refusal(text)


@pytest.mark.parametrize(
    "text", ["ab", "a" * 26, "al.ice", "directory", "https://www.twitch.tv/directory/all", "https://dev.twitch.tv/docs"]
)
def test_what_cannot_be_a_name_is_refused_with_the_rule(text: str) -> None:
    assert refusal(text, Platform.TWITCH).startswith("A Twitch name")
