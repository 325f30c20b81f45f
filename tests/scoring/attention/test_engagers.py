import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.engagers import estimate_engagers
from app.scoring.attention.reactions import Reactions

from .reacting import reacting, reaction


def test_the_estimate_finds_the_unseen_when_people_are_alike() -> None:
    seen = np.random.default_rng(3).random((500, 6)) < 0.3
    accounts = [
        reacting(name, *(reaction(post) for post in np.flatnonzero(row).tolist())) for name, row in enumerate(seen)
    ]
    found = estimate_engagers(Reactions.from_accounts(accounts), 0.95)
    assert found is not None
    assert found.estimate is not None
    assert found.observed < 470
    assert found.estimate.low < 500 < found.estimate.high


def test_a_like_and_a_comment_under_one_post_are_one_occasion() -> None:
    found = estimate_engagers(Reactions.from_accounts([reacting(1, reaction(0), reaction(0, kind="like"))]), 0.95)
    assert found is not None
    assert (found.seen_once, found.posts, found.estimate) == (1, 1, None)


def test_nobody_reacted() -> None:
    assert estimate_engagers(Reactions.from_accounts([]), 0.95) is None


@given(st.lists(st.frozensets(st.integers(0, 4), max_size=5), max_size=30))
def test_at_least_those_seen_are_there(attended: list[frozenset[int]]) -> None:
    accounts = [reacting(name, *(reaction(post) for post in sorted(posts))) for name, posts in enumerate(attended)]
    found = estimate_engagers(Reactions.from_accounts(accounts), 0.95)
    if found is not None and found.estimate is not None:
        assert found.observed <= found.estimate.low <= found.estimate.estimate <= found.estimate.high < float("inf")
