from app.domain.attention import Attention
from app.domain.handle import Platform
from app.scoring.attention import measure_attention

from .reacting import commenters, make_post


def test_without_posts_and_reactions_there_is_no_attention() -> None:
    assert measure_attention([], platform=Platform.BLUESKY, rate=None, followers_count=None, level=0.95) is None


def test_comments_alone_give_what_comments_can_tell() -> None:
    found = measure_attention(
        commenters(["which lens is that?", "🔥"]),
        [make_post()],
        platform=Platform.BLUESKY,
        rate=None,
        followers_count=100,
        level=0.95,
    )
    assert isinstance(found, Attention)
    assert found.comments is not None
    assert (found.likes, found.early, found.replies, found.expectation) == (None, None, None, None)
    assert any("Times of reactions are unknown" in limit for limit in found.limits)
