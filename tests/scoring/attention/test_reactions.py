import numpy as np

from app.domain.account import EngagementKind
from app.scoring.attention.reactions import Reactions

from .reacting import make_post, reacting, reaction


def test_seconds_are_counted_from_the_post() -> None:
    found = Reactions.from_accounts([reacting(1, reaction(0, seconds=90))], [make_post()])
    assert found.seconds.tolist() == [90.0]


def test_a_time_before_the_post_or_of_an_unknown_post_is_unknown() -> None:
    found = Reactions.from_accounts([reacting(1, reaction(0, seconds=-5), reaction(7, seconds=5))], [make_post()])
    assert np.isnan(found.seconds).all()


def test_the_same_reaction_read_twice_counts_once() -> None:
    twice = reacting(1, reaction(0, "hello", 5))
    assert len(Reactions.from_accounts([twice, twice], [make_post()])) == 1


def test_reactions_to_the_creators_replies_stay_out() -> None:
    assert len(Reactions.from_accounts([reacting(1, reaction(0))], [make_post(is_reply=True)])) == 0


def test_kinds_can_be_chosen() -> None:
    found = Reactions.from_accounts([reacting(1, reaction(0, kind="like"), reaction(0, "hi"))])
    assert found.of_kind(EngagementKind.COMMENT).texts == ("hi",)


def test_nobody_reacted() -> None:
    assert len(Reactions.from_accounts([])) == 0
