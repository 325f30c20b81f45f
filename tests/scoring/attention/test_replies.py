from app.domain.account import Account, Engagement, EngagementKind
from app.domain.attention import ReplyRate
from app.domain.post import Post
from app.scoring.attention.reactions import Reactions
from app.scoring.attention.replies import measure_replies

from .reacting import make_post


def comment(post: int, text: str, *, answered: bool | None) -> Engagement:
    return Engagement(kind=EngagementKind.COMMENT, post_id=f"post-{post}", text=text, is_answered=answered)


def measured(*fans: tuple[Engagement, ...], posts: tuple[Post, ...] = ()) -> ReplyRate | None:
    accounts = [Account(account_id=f"fan-{number}", engagements=one) for number, one in enumerate(fans)]
    return measure_replies(Reactions.from_accounts(accounts, posts), posts, 0.95)


def test_comments_and_commenters_that_were_answered_are_counted_with_their_interval() -> None:
    found = measured(
        (comment(0, "one", answered=True), comment(0, "two", answered=False), comment(1, "three", answered=False)),
        (comment(0, "four", answered=False),),
        posts=(make_post(0, comments_count=5), make_post(1, comments_count=1), make_post(2, comments_count=9)),
    )
    assert found is not None
    assert (found.comments.count, found.comments.n, found.comments_count, found.posts) == (1, 4, 6, 2)
    assert (found.commenters.count, found.commenters.n) == (1, 3)
    assert found.commenters.share is not None
    assert found.commenters.share.low < 1 / 3 < found.commenters.share.high
    assert "answered 1 of 3 commenters under 2 posts" in found.text


def test_a_platform_that_does_not_tell_has_no_reply_rate() -> None:
    assert measured((comment(0, "one", answered=None),)) is None
    assert measured() is None


def test_comments_of_which_it_is_not_known_are_left_out() -> None:
    found = measured((comment(0, "one", answered=None),), (comment(0, "two", answered=False),))
    assert found is not None
    assert (found.comments.count, found.comments.n, found.comments_count) == (0, 1, None)


def test_who_liked_was_not_waiting_for_an_answer() -> None:
    like = Engagement(kind=EngagementKind.LIKE, post_id="post-0", is_answered=False)
    assert measured((like,)) is None
