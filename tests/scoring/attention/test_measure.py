from app.domain.attention import Attention
from app.domain.handle import Platform
from app.scoring.attention import measure_attention
from app.scoring.attention.measure import measure_replies
from app.scoring.attention.reactions import Reactions

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


def test_answered_comments_are_counted_once_a_post() -> None:
    reactions = Reactions.from_accounts(commenters(["one", "two", "three"]))
    found = measure_replies(reactions, {("fan-1", "post-0"), ("fan-9", "post-0")}, 0.95)
    assert found is not None
    assert (found.count, found.n) == (1, 3)


def test_answers_that_were_not_fetched_are_unknown_and_none_is_none() -> None:
    reactions = Reactions.from_accounts(commenters(["one"]))
    assert measure_replies(reactions, None, 0.95) is None
    nobody = measure_replies(reactions, set(), 0.95)
    assert nobody is not None
    assert nobody.count == 0
