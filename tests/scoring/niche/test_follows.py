from collections.abc import Mapping, Sequence

from app.domain.account import Account
from app.domain.followed import FollowedBy
from app.domain.niche import FollowsEvidence
from app.scoring.niche.follows import FOLLOWED_AT_LEAST, measure_follows

from .audiences import anybody, fans, model, query


def measure(members: Mapping[str, Sequence[Account]], authentic: float = 0.9) -> FollowsEvidence | None:
    followed = [FollowedBy(account_id=name, followed=tuple(accounts)) for name, accounts in members.items()]
    return measure_follows(followed, dict.fromkeys(members, authentic), query(), model(), 0.95)


def test_who_follows_the_niche_is_interested_and_who_follows_anybody_is_not() -> None:
    found = measure(
        {"fan": [*fans(12), *anybody(18)], "other": anybody(30, seed=4), "few": fans(FOLLOWED_AT_LEAST - 1)}
    )
    assert found is not None
    assert (found.asked, found.assessable) == (3, 2)
    assert (found.interested.count, found.interested.n) == (1, 2)
    assert 60 < found.followed_share.n <= 69  # bios of fewer than three words say nothing


def test_accounts_that_three_members_follow_are_named() -> None:
    common = fans(2)
    members = {f"m{number}": [*common, *anybody(12, seed=number, first=1_000 * (number + 1))] for number in range(3)}
    found = measure(members)
    assert found is not None
    assert [(one.account_id, one.members) for one in found.most_followed] == [("account-0", 3), ("account-1", 3)]


def test_rather_inauthentic_members_are_not_looked_at() -> None:
    assert measure({"bought": fans(30)}, authentic=0.2) is None
    assert measure({}) is None
