import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, days_ago, make_account, make_bought_account
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account
from app.scoring.columns import AccountColumns
from app.scoring.families import LIKES
from app.scoring.model import Model, Scores, Term
from app.scoring.model_files import load_model, read_model_document
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


def test_a_term_is_straight_between_its_points_and_flat_outside() -> None:
    term = Term("any", (0.0, 10.0), (-1.0, 1.0))
    assert term.contributions(np.array([-5.0, 0.0, 5.0, 10.0, 99.0, np.nan])).tolist() == [-1, -1, 0, 1, 1, 0]
    assert term.weight == 2


def test_bought_accounts_score_above_ordinary_ones() -> None:
    ordinary, bought = score(make_account(), make_bought_account()).inauthentic
    assert ordinary < 0.05
    assert bought > 0.9


def test_the_parts_of_an_account_and_the_intercept_are_its_log_odds() -> None:
    model, scores = load_model(), score(make_account(likes_given_count=5), make_account(1, created_at=None))
    intercepts = [model.scales[pattern].intercept for pattern in (3, 0)]
    np.testing.assert_allclose(model.log_odds(scores.inauthentic), intercepts + scores.contributions.sum(axis=1))


def test_counts_alone_are_enough_for_a_score() -> None:
    known = Account(account_id="a", followers_count=1_000, following_count=900, posts_count=300, bio_length=50)
    assert 0 < score(known).inauthentic[0] < 0.5


def test_nothing_but_an_id_has_no_score() -> None:
    assert np.isnan(score(bare_account()).inauthentic).all()
    assert score(bare_account()).pattern == 0


def test_a_shadow_signal_is_read_and_weighs_nothing() -> None:
    model, scores = load_model(), score(make_account(), make_account(1))
    shadow = scores.signals.index("dormancy")
    assert model.weight("dormancy") == 0
    assert model.weight("following_to_followers") > 0
    assert not np.isnan(scores.readings[:, shadow]).any()
    assert not scores.contributions[:, shadow].any()


def test_likes_that_a_source_never_tells_accuse_nobody() -> None:
    silent = score(*(make_account(index, likes_given_count=0) for index in range(60)))
    untold = score(*(make_account(index) for index in range(60)))
    np.testing.assert_array_equal(silent.inauthentic, untold.inauthentic)
    assert not silent.pattern & LIKES


def test_pictures_that_a_source_never_tells_accuse_nobody() -> None:
    bare = {"has_avatar": False, "avatar_id": None}
    silent = score(*(make_account(index, **bare) for index in range(60)))
    few = score(*(make_account(index, **bare) for index in range(9)))
    assert (silent.inauthentic < few.inauthentic.min()).all()
    with_one = score(*(make_account(index, **bare) for index in range(60)), make_account(61))
    assert (with_one.inauthentic[:60] > silent.inauthentic).all()


def test_a_quiet_account_is_not_accused_of_what_quiet_accounts_lack() -> None:
    quiet = make_account(followers_count=2, following_count=300, posts_count=0, likes_given_count=0)
    scores = score(quiet, make_account(likes_given_count=10))
    assert scores.inauthentic[0] > 0.5 > scores.beside_activity[0]


def test_a_pattern_is_what_most_accounts_tell() -> None:
    told = [make_account(index, likes_given_count=5) for index in range(3)]
    assert score(*told, make_account(9, created_at=None)).pattern == 3
    assert score(*(make_account(index, created_at=None) for index in range(3))).pattern == 0
    assert score(make_account(), make_account(1)).pattern == 1


def test_a_file_with_a_pattern_too_few_is_no_model() -> None:
    document = read_model_document()
    with pytest.raises(ValueError, match="4 patterns"):
        Model.from_document({**document, "patterns": document["patterns"][1:]})


@given(counts, counts, counts, counts)
def test_more_followers_never_make_an_account_more_suspicious(
    followers: int | None, more: int | None, following: int | None, posts: int | None
) -> None:
    few, many = sorted((followers or 0, more or 0))
    scores = score(
        Account(account_id="a", followers_count=few, following_count=following, posts_count=posts),
        Account(account_id="b", followers_count=many, following_count=following, posts_count=posts),
    ).inauthentic
    assert np.isnan(scores).all() if following is None else 0 <= scores[1] <= scores[0] <= 1


@given(counts, counts, st.floats(-3_000, 20_000))
def test_counts_and_ages_that_cannot_be_give_defined_scores(
    followers: int | None, likes: int | None, age: float
) -> None:
    scores = score(
        make_account(followers_count=followers, likes_given_count=likes, created_at=days_ago(age)),
        make_account(1, followers_count=10**18, following_count=-5, posts_count=2**70),
    )
    assert np.all((scores.inauthentic >= 0) & (scores.inauthentic <= 1) | np.isnan(scores.inauthentic))
    assert np.isfinite(scores.contributions).all()


@given(st.permutations(range(8)))
def test_scores_do_not_depend_on_the_order_of_accounts(order: list[int]) -> None:
    accounts = [make_account(index) if index % 2 else make_bought_account(index) for index in range(8)]
    straight = score(*accounts).inauthentic
    turned = score(*(accounts[index] for index in order)).inauthentic
    np.testing.assert_array_equal(straight[order], turned)
