import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, make_account, make_bought_account
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account
from app.scoring.columns import AccountColumns
from app.scoring.model import CURRENT_MODEL, Scores, Term, load_model, model_versions
from app.scoring.signals import Direction, all_signals

counts = st.none() | st.integers(0, 10**7)


def score(*accounts: Account) -> Scores:
    return load_model().score(AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT))


def test_the_model_file_names_signals_in_their_declared_direction_only() -> None:
    directions = {signal.name: signal.direction for signal in all_signals()}
    for term in load_model().terms:
        slopes = np.diff(term.log_odds)
        assert np.all(slopes >= 0 if directions[term.signal] is Direction.HIGHER else slopes <= 0), term.signal
        assert np.all(np.diff(term.readings) > 0)


def test_the_current_model_is_in_the_package() -> None:
    assert CURRENT_MODEL in model_versions()
    assert load_model().version == CURRENT_MODEL


def test_an_unknown_model_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        load_model("never-made")


def test_a_term_is_straight_between_its_points_and_flat_outside() -> None:
    term = Term("any", (0.0, 10.0), (-1.0, 1.0))
    assert term.contributions(np.array([-5.0, 0.0, 5.0, 10.0, 99.0, np.nan])).tolist() == [-1, -1, 0, 1, 1, 0]
    assert term.weight == 2


def test_bought_accounts_score_above_ordinary_ones() -> None:
    ordinary, bought = score(make_account(), make_bought_account()).inauthentic
    assert ordinary < 0.05
    assert bought > 0.95


def test_counts_alone_are_enough_for_a_score() -> None:
    known = Account(account_id="a", followers_count=1_000, following_count=900, posts_count=30, bio_length=50)
    assert 0 < score(known).inauthentic[0] < 0.5


def test_nothing_but_an_id_has_no_score() -> None:
    assert np.isnan(score(bare_account()).inauthentic).all()


def test_a_shadow_signal_is_read_and_weighs_nothing() -> None:
    model, scores = load_model(), score(make_account(), make_account(1))
    shadow = scores.signals.index("dormancy")
    assert model.weight("dormancy") == 0
    assert model.weight("followers") > 0
    assert not np.isnan(scores.readings[:, shadow]).any()
    assert not scores.contributions[:, shadow].any()


@given(counts, counts, counts, counts)
def test_more_followers_never_make_an_account_more_suspicious(
    followers: int | None, more: int | None, following: int | None, posts: int | None
) -> None:
    few, many = sorted((followers or 0, more or 0))
    scores = score(
        Account(account_id="a", followers_count=few, following_count=following, posts_count=posts),
        Account(account_id="b", followers_count=many, following_count=following, posts_count=posts),
    ).inauthentic
    assert 0 <= scores[1] <= scores[0] <= 1


@given(st.permutations(range(8)))
def test_scores_do_not_depend_on_the_order_of_accounts(order: list[int]) -> None:
    accounts = [make_account(index) if index % 2 else make_bought_account(index) for index in range(8)]
    straight = score(*accounts).inauthentic
    turned = score(*(accounts[index] for index in order)).inauthentic
    np.testing.assert_array_equal(straight[order], turned)
