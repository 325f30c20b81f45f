import pytest

from app.scoring.attention.concentration import measure_concentration
from app.scoring.attention.reactions import Reactions

from .reacting import reacting, reaction


def test_one_account_that_writes_most_is_seen() -> None:
    busy = reacting(0, *(reaction(post, f"comment {post}") for post in range(8)))
    others = [reacting(name, reaction(0, "hello")) for name in range(1, 5)]
    found = measure_concentration(Reactions.from_accounts([busy, *others]))
    assert found is not None
    assert (found.comments, found.commenters, found.writing_half) == (12, 5, 1)
    assert found.top_tenth_share == pytest.approx(8 / 12)


def test_equal_commenters_are_as_many_as_they_are() -> None:
    found = measure_concentration(Reactions.from_accounts([reacting(name, reaction(0)) for name in range(10)]))
    assert found is not None
    assert found.effective_commenters == pytest.approx(10)
    assert found.writing_half == 5


def test_likes_are_not_comments() -> None:
    assert measure_concentration(Reactions.from_accounts([reacting(1, reaction(0, kind="like"))])) is None
