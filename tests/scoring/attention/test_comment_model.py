import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.comment_model import load_comment_model


@pytest.mark.parametrize(
    "text",
    [
        "I started with $300 and withdrew $4 500 thanks to @mia_fx_trading, she is honest",
        "i keep cashing out weekly, message her @wealth_with_mia",
        "𝗜𝗻𝘃𝗲𝘀𝘁 𝘄𝗶𝘁𝗵 𝗺𝗲",
    ],
)
def test_comments_of_sellers_are_suspicious(text: str) -> None:
    assert load_comment_model().judge([text])[0].is_suspicious


@pytest.mark.parametrize(
    "text",
    [
        "Great run @mia, proud of you and the whole team #marathon",
        "congratulations to you and @jon on the baby, so happy for both of you ❤️❤️",
        "what a lovely walk, where was this taken?",
        "😂😂😂",
        "schöne Runde, welche Schuhe trägst du?",
        "exactly!",
        "",
    ],
)
def test_ordinary_comments_are_not(text: str) -> None:
    assert not load_comment_model().judge([text])[0].is_suspicious


def test_the_model_tells_its_version_and_its_false_alarms() -> None:
    model = load_comment_model()
    assert model.version == "comment-spam-2026-11"
    assert 0 < model.false_alarms < 0.1


def test_nothing_is_judged_when_nothing_is_given() -> None:
    assert load_comment_model().judge([]) == []


@given(st.lists(st.text(max_size=100), max_size=4))
def test_every_text_has_a_probability(texts: list[str]) -> None:
    assert all(0 <= judged.spam <= 1 for judged in load_comment_model().judge(texts))
