from datetime import datetime, timedelta

import pytest
from factories import DRAWN_AT, days_ago, make_note

from app.domain.assessment import Finding
from app.domain.audience import AudienceSample
from app.domain.post import Post
from app.scoring.columns import AccountColumns
from app.scoring.group.delivery_findings import describe_deliveries
from app.scoring.group.scanned import scan_audience

from .follow_lists import columns_of, make_batch, make_fans, make_people, put, ranked

PEOPLE = make_people(1_500)
BLOCK = put(PEOPLE, make_batch(90, followed=1_000), at=700)
DRIP = put(PEOPLE, make_batch(150, followed=1_000), at=400, step=3)


def find(columns: AccountColumns, posts: list[Post] | None = None) -> tuple[Finding, ...]:
    return describe_deliveries(scan_audience(columns, make_note(), None), posts or [])


def make_posts(seen_at: datetime) -> list[Post]:
    usual = [
        Post(post_id=str(index), likes_count=20, created_at=seen_at - timedelta(days=100 * index)) for index in range(9)
    ]
    return [*usual, Post(post_id="seen", likes_count=900, created_at=seen_at)]


def test_a_block_is_told_with_places_dates_signals_and_the_explanations_tried() -> None:
    (found,) = find(columns_of(BLOCK))
    assert found.code == "delivered_block"
    assert found.accounts == pytest.approx(90, abs=10)
    assert found.p_value is not None
    assert found.p_value < 1e-3
    assert found.lift is not None
    assert found.lift > 3
    for words in ("match the signals", "Counted from the oldest", "elsewhere", "starter pack", "newcomers", "wave"):
        assert words in found.text
    assert "fake" not in found.text


def test_a_drip_is_told_as_one() -> None:
    (found,) = find(columns_of(DRIP))
    assert found.code == "delivered_drip"
    assert found.accounts == pytest.approx(150, abs=50)


def test_a_drip_in_the_days_of_a_much_seen_post_raises_no_alarm() -> None:
    people = make_people(1_500, days=30, newcomer_share=0.3)
    drip = put(people, make_batch(150, followed=15), at=400, step=3)
    (alarm,) = find(columns_of(drip))
    assert alarm.p_value is not None
    (explained,) = find(columns_of(drip), make_posts(days_ago(16)))
    assert (explained.code, explained.p_value) == ("delivery_explained", None)


def test_an_ordinary_audience_has_no_finding() -> None:
    assert find(columns_of(put(PEOPLE, make_fans(200), at=500))) == ()


def test_the_whole_list_is_scanned_and_the_drawn_accounts_keep_their_part() -> None:
    listed = ranked(BLOCK)
    drawn = [account for rank, account in enumerate(listed) if rank % 3 == 0]
    columns = AccountColumns.from_accounts(drawn[::-1], drawn_at=DRAWN_AT)
    scanned = scan_audience(columns, make_note(), AudienceSample(note=make_note(), accounts=listed))
    assert len(scanned.columns) == len(listed)
    assert len(scanned.excess) == len(drawn)
    is_bought = [str(account_id).startswith("bought") for account_id in columns.account_ids]
    assert scanned.excess[is_bought].mean() > 0.8
    (found,) = describe_deliveries(scanned)
    assert found.accounts == pytest.approx(30, abs=4)
    assert f"of {len(listed):,} accounts" in found.text
