import numpy as np
from factories import days_ago, make_account, make_audience, make_bought_account

from app.domain.account import Account
from app.domain.audience import Frame, Order
from app.domain.growth import Growth, TimeSource
from app.domain.post import Post
from app.scoring.growth import measure_growth


def people(size: int = 900, days: float = 300, seed: int = 1) -> list[Account]:
    random = np.random.default_rng(seed)
    return [
        make_account(index, follow_rank=None, followed_at=days_ago(day), posts_count=500)
        for index, day in enumerate(random.uniform(0, days, size).tolist())
    ]


def block(make: object, size: int = 120) -> list[Account]:
    assert callable(make)
    return [make(5_000 + index, follow_rank=None, followed_at=days_ago(100 + index / 200)) for index in range(size)]


def measured(accounts: list[Account], posts: list[Post] | None = None) -> Growth:
    return measure_growth(make_audience(accounts, order=Order.UNORDERED), posts or [], level=0.95)


def test_a_delivered_block_is_a_burst_with_its_days_and_what_was_tried() -> None:
    (burst,) = measured([*people(), *block(make_bought_account)]).anomalies
    assert burst.code == "growth_burst"
    assert burst.first_day <= days_ago(100).date() <= burst.last_day
    assert burst.accounts >= 120
    assert [explanation.code for explanation in burst.explanations] == [
        "much_seen_post",
        "accounts_old_and_alive",
        "platform_growth",
    ]
    assert "No innocent explanation" in burst.text


def test_old_and_alive_accounts_after_a_much_seen_post_are_a_success() -> None:
    posts = [
        Post(post_id=str(day), created_at=days_ago(day), likes_count=9_000 if day == 102 else 80) for day in range(200)
    ]
    (burst,) = measured([*people(), *block(make_account)], posts).anomalies
    assert burst.is_innocent
    assert measured([*people(), *block(make_bought_account)], posts).anomalies[0].code == "growth_burst"


def test_ordinary_growth_has_no_anomaly() -> None:
    found = measured(people())
    assert (found.source, found.anomalies) == (TimeSource.KNOWN, ())


def test_a_block_is_found_from_creation_dates_in_follow_order_as_well() -> None:
    random = np.random.default_rng(7)
    ago = np.sort(np.concatenate((random.uniform(0, 300, 900), 100 + random.random(300) / 4)))[::-1].tolist()
    accounts = [
        make_account(
            index,
            follow_rank=None,
            created_at=days_ago(day + (random.uniform(0, 2) if index % 3 == 0 else random.uniform(50, 900))),
        )
        for index, day in enumerate(ago)
    ]
    found = measure_growth(make_audience(accounts, order=Order.OLDEST_FIRST), level=0.95)
    assert found.source is TimeSource.CREATION_BOUNDS
    (burst,) = found.anomalies
    assert abs((burst.first_day - days_ago(100).date()).days) <= 3


def test_thin_and_empty_audiences_have_a_defined_answer() -> None:
    for accounts in ([], [make_account()], people(10), [make_account(account_id="a")] * 200):
        found = measured(accounts)
        assert found.anomalies == ()
        assert found.limits


def test_the_newest_part_says_so() -> None:
    sample = make_audience(people(), frame=Frame.NEWEST)
    assert any("Only the newest followers" in limit for limit in measure_growth(sample, level=0.95).limits)


def test_a_date_of_long_ago_does_not_stretch_the_scan() -> None:
    found = measured([*people(), make_account(9_999, followed_at=days_ago(20_000))])
    assert found.anomalies == ()
