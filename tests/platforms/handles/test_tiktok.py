import pytest

from app.domain.handle import Platform

from .reading import name_of, refusal


@pytest.mark.parametrize(
    "text",
    [
        "https://www.tiktok.com/@alice.b",
        "tiktok.com/@Alice.b/video/7123?lang=en",
        "https://m.tiktok.com/@alice.b/live",
        "https://www.tiktok.com/%40alice.b",
        "tiktok:@alice.b",
    ],
)
def test_a_name_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "tiktok:@alice.b"


@pytest.mark.parametrize(
    "text", ["https://vm.tiktok.com/ZM1/", "vt.tiktok.com/ZS1", "https://www.tiktok.com/t/ZT1/", "vm.tiktok.com/@alice"]
)
def test_a_short_link_is_refused_with_what_to_do(text: str) -> None:
    assert "Open it" in refusal(text)


@pytest.mark.parametrize(
    "text",
    ["a", "a" * 25, "alice.", "al-ice", "https://www.tiktok.com/tag/tea", "tiktok.com/alice", "ads.tiktok.com/@alice"],
)
def test_what_cannot_be_a_name_is_refused_with_the_rule(text: str) -> None:
    assert refusal(text, Platform.TIKTOK).startswith("A TikTok name")
