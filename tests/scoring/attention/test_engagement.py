import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.assessment import EngagementSummary
from app.domain.post import Post
from app.scoring.attention import measure_engagement


def measure(*posts: Post, followers: int | None = 1_000, engagers: int | None = None) -> EngagementSummary | None:
    return measure_engagement(posts, followers_count=followers, distinct_engagers=engagers, level=0.95)


def test_the_rate_is_the_mean_over_posts_of_reactions_per_follower() -> None:
    found = measure(
        Post(post_id="1", likes_count=10, comments_count=5, shares_count=5),
        Post(post_id="2", likes_count=30, comments_count=5, shares_count=5),
    )
    assert found is not None
    assert found.rate is not None
    assert found.rate.estimate == pytest.approx(0.03)
    assert found.rate.low < 0.03 < found.rate.high
    assert (found.likes_per_post, found.comments_per_post, found.posts) == (20, 5, 2)


def test_the_formula_names_only_what_the_platform_shows() -> None:
    found = measure(Post(post_id="1", likes_count=10), Post(post_id="2", likes_count=10))
    assert found is not None
    assert found.formula == "mean over posts of (likes) / followers"
    assert found.shares_per_post is None


def test_replies_do_not_count() -> None:
    found = measure(Post(post_id="1", likes_count=10), Post(post_id="2", likes_count=900, is_reply=True))
    assert found is not None
    assert (found.posts, found.likes_per_post, found.rate) == (1, 10, None)


@pytest.mark.parametrize("followers", [None, 0])
def test_without_followers_there_is_no_rate(followers: int | None) -> None:
    found = measure(Post(post_id="1", likes_count=1), Post(post_id="2", likes_count=2), followers=followers)
    assert found is not None
    assert found.rate is None


def test_without_any_reaction_nothing_is_measured() -> None:
    assert measure() is None
    assert measure(Post(post_id="1")) is None


def test_known_engagers_alone_are_told() -> None:
    found = measure(engagers=7)
    assert found is not None
    assert (found.posts, found.rate, found.distinct_engagers) == (0, None, 7)


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=2), st.integers(1, 10**9))
def test_a_rate_is_never_outside_its_interval(likes: list[int | None], followers: int) -> None:
    posts = [Post(post_id=str(index), likes_count=count) for index, count in enumerate(likes)]
    found = measure(*posts, followers=followers)
    if found is not None and found.rate is not None:
        assert 0 <= found.rate.low <= found.rate.estimate <= found.rate.high < float("inf")
