from app.domain.post import Post
from app.scoring.attention.early import measure_early
from app.scoring.attention.reactions import Reactions

from .reacting import make_post, reacting, reaction


def early(posts: list[Post], *seconds: float | None) -> object:
    accounts = [reacting(index, reaction(0, seconds=value)) for index, value in enumerate(seconds)]
    return measure_early(Reactions.from_accounts(accounts, posts), posts, 0.95)


def test_reactions_within_five_minutes_are_counted() -> None:
    posts = [make_post(comments_count=4)]
    accounts = [reacting(index, reaction(0, seconds=value)) for index, value in enumerate((10, 299, 301, 90_000))]
    found = measure_early(Reactions.from_accounts(accounts, posts), posts, 0.95)
    assert found is not None
    assert (found.early.count, found.early.n, found.posts_left_out) == (2, 4, 0)


def test_a_post_whose_list_was_cut_is_left_out() -> None:
    posts = [make_post(comments_count=400)]
    accounts = [reacting(index, reaction(0, seconds=10)) for index in range(4)]
    found = measure_early(Reactions.from_accounts(accounts, posts), posts, 0.95)
    assert found is not None
    assert (found.early.n, found.early.share, found.posts_left_out) == (0, None, 1)


def test_without_times_nothing_is_said() -> None:
    assert early([make_post(comments_count=2)], None, None) is None
    assert early([]) is None
