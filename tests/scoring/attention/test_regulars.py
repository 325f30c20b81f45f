from app.domain.account import Account
from app.domain.attention import Regulars, RegularsKind
from app.scoring.attention.reactions import Reactions
from app.scoring.attention.regulars import find_regulars

from .reacting import make_post, reacting, reaction

POSTS = [make_post(index) for index in range(6)]


def group(text: str, seconds: float, size: int = 8) -> list[Account]:
    return [
        reacting(name, *(reaction(post, text.format(post), seconds + 60 * name) for post in range(6)))
        for name in range(size)
    ]


def found(accounts: list[Account], answered: set[str] | None = None) -> Regulars:
    regulars = find_regulars(Reactions.from_accounts(accounts, POSTS), 0.95, answered)
    assert regulars is not None
    return regulars


def test_general_words_at_once_under_every_post_match_a_pod() -> None:
    regulars = found(group("love this! 🔥", 60))
    assert regulars.kind is RegularsKind.POD_LIKE
    assert regulars.accounts == 8


def test_loyal_fans_write_of_the_post_and_take_their_time() -> None:
    assert found(group("the recipe of day {} worked for my kids", 30_000)).kind is RegularsKind.LOYAL_FANS


def test_general_words_of_people_who_take_their_time_stay_undecided() -> None:
    assert found(group("love this!", 30_000)).kind is RegularsKind.UNDECIDED


def test_praise_in_return_for_comments_matches_a_pod() -> None:
    accounts = group("love this!", 30_000)
    assert found(accounts, {account.account_id for account in accounts}).kind is RegularsKind.POD_LIKE
    assert found(accounts, set()).kind is RegularsKind.UNDECIDED


def test_a_few_friends_are_no_group() -> None:
    assert found(group("love this!", 60, size=3)).kind is RegularsKind.NONE


def test_three_posts_tell_nothing() -> None:
    accounts = [reacting(1, *(reaction(post, "hi") for post in range(3)))]
    assert find_regulars(Reactions.from_accounts(accounts, POSTS), 0.95) is None
