import numpy as np
from factories import DRAWN_AT, bare_account, make_account, make_bought_account, make_note

from app.domain.account import Account
from app.domain.assessment import NicheFit
from app.scoring.columns import AccountColumns
from app.scoring.model_files import load_model
from app.scoring.niche import measure_niche, mentions

WORDS = ("coffee", "espresso")


def read(*accounts: Account) -> AccountColumns:
    return AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT, words=WORDS)


def measure(*accounts: Account) -> NicheFit:
    columns = read(*accounts)
    return measure_niche(columns, load_model().score(columns).inauthentic, WORDS, make_note(), 0.95)


def test_few_words_without_a_match_are_unknown_and_a_match_is_enough() -> None:
    silent = make_account(display_name="", bio="hello there")
    short = make_account(display_name="", bio="coffee")
    other = make_account(display_name="", bio="football every single weekend")
    np.testing.assert_array_equal(mentions(read(silent, short, other, bare_account())), [np.nan, 1, 0, np.nan])


def test_the_share_is_among_accounts_that_say_something() -> None:
    fit = measure(make_account(bio="coffee lover"), make_account(bio="football every weekend"), make_account(bio=""))
    assert fit.share.n == 2
    assert fit.share.estimate is not None
    assert abs(fit.share.estimate - 0.5) < 0.01


def test_inauthentic_accounts_hardly_count() -> None:
    fans = [make_bought_account(index, bio="coffee coffee coffee") for index in range(20)]
    fit = measure(*fans, make_account(bio="football every weekend"), make_account(bio="chess every weekend"))
    assert fit.share.estimate is not None
    assert fit.share.estimate < 0.2


def test_matched_words_count_authentic_accounts_most_first() -> None:
    fit = measure(
        make_account(bio="coffee and espresso"),
        make_account(bio="coffees"),
        make_bought_account(bio="espresso espresso"),
    )
    assert [(match.word, match.accounts) for match in fit.matched] == [("coffee", 2), ("espresso", 1)]


def test_nobody_gives_no_estimate() -> None:
    assert measure().share.estimate is None
