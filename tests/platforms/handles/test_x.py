import pytest

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.resolve import resolve

from .reading import name_of, refusal


@pytest.mark.parametrize(
    "text",
    [
        "https://x.com/Alice_B",
        "https://twitter.com/alice_b/status/1234567890?s=20&t=abc",
        "mobile.twitter.com/alice_b",
        "https://www.x.com/@alice_b/with_replies",
        "https://twitter.com/intent/user?screen_name=Alice_B",
        "https://x.com/intent/follow?region=x&screen_name=alice_b",
        "x:@alice_b",
        "X:Alice_b",
    ],
)
def test_a_name_is_read_wherever_it_stands(text: str) -> None:
    assert name_of(text) == "x:@alice_b"


@pytest.mark.parametrize(
    "text", ["https://x.com/i/user/783214", "https://twitter.com/intent/user?user_id=783214", "id/783214", "ID/783214"]
)
def test_a_number_of_an_account_stays_a_number(text: str) -> None:
    assert name_of(text) == "x:@id/783214"


def test_digits_alone_are_a_name() -> None:
    assert name_of("783214", Platform.X) == "x:@783214"
    assert resolve("id/783214").form is HandleForm.ID


@pytest.mark.parametrize(
    "text",
    [
        "a" * 16,
        "al.ice",
        "home",
        "id/0",
        "id/x",
        "https://x.com/",
        "https://x.com/home",
        "https://x.com/search?q=alice",
        "https://x.com/hashtag/tea",
        "https://x.com/i/web/status/1",
        "https://twitter.com/share?url=https://example.org",
        "https://twitter.com/intent/tweet?text=alice",
        "https://help.x.com/en",
    ],
)
def test_what_names_no_account_is_refused_with_the_rule(text: str) -> None:
    assert refusal(text, Platform.X).startswith("A name on X")


def test_a_mirror_of_x_is_not_x() -> None:
    assert "no profile on a known platform" in refusal("https://nitter.net/alice")
