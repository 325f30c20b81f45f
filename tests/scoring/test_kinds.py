import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, days_ago, make_account, make_bought_account

from app.domain.account import Account, AccountKind, Reachability, Suspicion
from app.scoring.columns import AccountColumns
from app.scoring.kinds import (
    BUCKETS,
    KINDS,
    SUSPICIONS,
    account_kinds,
    is_reachable,
    reachability_buckets,
    suspicions,
)
from app.scoring.model_files import load_model


def kind(account: Account, excess: float = 0.0) -> AccountKind:
    columns, model = AccountColumns.from_accounts([account], drawn_at=DRAWN_AT), load_model()
    kinds = account_kinds(columns, model.score(columns), suspicious_at=model.suspicious_at, excess=excess)
    return KINDS[int(kinds[0])]


def reachable(account: Account) -> float:
    columns = AccountColumns.from_accounts([account], drawn_at=DRAWN_AT)
    return float(is_reachable(columns, load_model().score(columns))[0])


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (make_account(), AccountKind.AUTHENTIC),
        (make_account(followers_count=5_001, following_count=1_499), AccountKind.INFLUENCER),
        (make_account(followers_count=5_000), AccountKind.AUTHENTIC),
        (make_account(followers_count=5_001, following_count=1_500), AccountKind.AUTHENTIC),
        (make_account(followers_count=5_001, following_count=1_501), AccountKind.MASS_FOLLOWER),
        (make_account(last_posted_at=days_ago(200)), AccountKind.DORMANT),
        (make_bought_account(), AccountKind.SUSPICIOUS),
        (bare_account(), AccountKind.UNKNOWN),
    ],
)
def test_the_first_rule_that_holds_names_the_kind(account: Account, expected: AccountKind) -> None:
    assert kind(account) is expected


def test_silence_alone_makes_an_account_dormant_and_not_suspicious() -> None:
    reader = make_account(
        posts_count=0, last_posted_at=None, following_count=300, followers_count=40, has_url=False, bio=""
    )
    columns = AccountColumns.from_accounts([reader], drawn_at=DRAWN_AT)
    assert load_model().score(columns).beside_activity[0] < load_model().score(columns).inauthentic[0]
    assert kind(reader) is AccountKind.DORMANT


def test_a_bought_account_stays_suspicious_when_it_is_dormant_as_well() -> None:
    assert kind(make_bought_account(created_at=days_ago(400))) is AccountKind.SUSPICIOUS


def test_a_dormant_account_that_a_delivery_explains_is_suspicious() -> None:
    quiet = make_account(last_posted_at=days_ago(200))
    assert kind(quiet, excess=0.4) is AccountKind.DORMANT
    assert kind(quiet, excess=0.6) is AccountKind.SUSPICIOUS


@pytest.mark.parametrize(
    ("account", "excess", "expected"),
    [
        (make_account(), 0.0, None),
        (make_bought_account(), 0.0, Suspicion.BOUGHT),
        (make_bought_account(posts_count=5_000, likes_given_count=12), 0.0, Suspicion.AUTOMATED),
        (make_bought_account(posts_count=5_000, likes_given_count=12), 0.8, Suspicion.BOUGHT),
        (make_bought_account(posts_count=60, likes_given_count=900), 0.0, Suspicion.SPAM),
        (make_bought_account(posts_count=None), 0.0, None),
    ],
)
def test_what_a_suspicious_account_resembles_is_told_by_what_it_does(
    account: Account, excess: float, expected: Suspicion | None
) -> None:
    columns = AccountColumns.from_accounts([account], drawn_at=DRAWN_AT)
    code = KINDS.index(AccountKind.AUTHENTIC if account == make_account() else AccountKind.SUSPICIOUS)
    found = suspicions(columns, np.array([code]), excess)[0]
    assert (SUSPICIONS[found] if found >= 0 else None) is expected


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        (499, Reachability.UNDER_500),
        (500, Reachability.FROM_500),
        (1_000, Reachability.FROM_1000),
        (1_500, Reachability.FROM_1000),
        (1_501, Reachability.OVER_1500),
        (None, Reachability.UNKNOWN),
    ],
)
def test_buckets_begin_at_their_cuts(following: int | None, expected: Reachability) -> None:
    columns = AccountColumns.from_accounts([make_account(following_count=following)], drawn_at=DRAWN_AT)
    assert BUCKETS[reachability_buckets(columns)[0]] is expected


def test_dormant_and_mass_following_accounts_do_not_see_a_post() -> None:
    assert reachable(make_account()) == 1
    assert reachable(make_account(last_posted_at=days_ago(200))) == 0
    assert reachable(make_account(following_count=2_000)) == 0


def test_followings_decide_alone_where_activity_is_unknown() -> None:
    assert reachable(make_account(last_posted_at=None)) == 1
