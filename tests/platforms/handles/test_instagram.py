import pytest

from app.domain.handle import Platform

from .reading import name_of, refusal


@pytest.mark.parametrize(
    "text",
    [
        "instagram.com/alice.b",
        "https://www.instagram.com/Alice.b/",
        "https://www.instagram.com/alice.b?igsh=abc==&utm_source=qr",
        "https://m.instagram.com/alice.b/reel/Cabc/",
        "https://instagram.com/stories/alice.b/3141592653/",
        "https://www.instagram.com/_u/alice.b",
        "instagr.am/alice.b",
        "instagram:@Alice.b",
    ],
)
def test_a_name_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "instagram:@alice.b"


@pytest.mark.parametrize(
    "text",
    [
        "instagram.com/p/C",
        "instagram.com/reel/Cabc/?x=1",
        "instagram.com/tv/C",
        "instagram.com/stories/highlights/1",
    ],
)
def test_a_post_without_its_author_is_refused(text: str) -> None:
    assert "names a post" in refusal(text)


def test_a_link_to_share_is_refused_with_what_to_do() -> None:
    assert "Open it" in refusal("https://www.instagram.com/share/abc")


@pytest.mark.parametrize(
    "text",
    [
        "al-ice",
        "a" * 31,
        "alice.",
        "..",
        "explore",
        "Älice",
        "https://www.instagram.com/",
        "https://www.instagram.com/explore/tags/tea",
        "https://instagram.com/al%20ice",
        "https://instagram.com/..",
        "https://help.instagram.com/alice",
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_rule(text: str) -> None:
    assert refusal(text, Platform.INSTAGRAM).startswith("An Instagram name")
