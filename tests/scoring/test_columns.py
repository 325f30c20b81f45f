from dataclasses import fields, replace
from datetime import UTC, datetime

import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, days_ago, make_account
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account, Label
from app.scoring.columns import AccountColumns, fact_names
from app.scoring.niche.columns import NOT_READ


def read(*accounts: Account) -> AccountColumns:
    return AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)


def test_nothing_known_is_nan_in_every_reading() -> None:
    columns = read(bare_account())
    told = {"account_ids", "follow_order", "engagements_count", "texts"}
    for field in fields(columns):
        values = getattr(columns, field.name)
        if field.name not in told:
            assert np.isnan(values[0]) if values.dtype.kind == "f" else values[0] == 0, field.name


def test_ages_are_taken_when_the_account_was_observed() -> None:
    columns = read(replace(make_account(), created_at=days_ago(100), observed_at=days_ago(40)))
    assert columns.age_days[0] == pytest.approx(60)


def test_ages_fall_back_to_the_moment_of_the_draw() -> None:
    columns = read(make_account(created_at=days_ago(100), observed_at=None))
    assert columns.age_days[0] == pytest.approx(100)


@pytest.mark.parametrize("created_at", [days_ago(-1), datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_creation_that_cannot_be_is_unknown(created_at: datetime) -> None:
    columns = read(make_account(created_at=created_at, followed_at=days_ago(3)))
    assert np.isnan(columns.age_days[0])
    assert np.isnan(columns.age_at_follow_days[0])


def test_a_follow_before_the_creation_or_after_the_observation_is_unknown() -> None:
    before = make_account(created_at=days_ago(10), followed_at=days_ago(20))
    after = make_account(created_at=days_ago(10), followed_at=days_ago(-1))
    assert np.isnan(read(before, after).age_at_follow_days).all()


def test_a_last_post_before_the_creation_or_in_the_future_is_unknown() -> None:
    before = make_account(created_at=days_ago(10), last_posted_at=days_ago(20))
    future = make_account(created_at=days_ago(10), last_posted_at=days_ago(-1))
    assert np.isnan(read(before, future).idle_days).all()


@pytest.mark.parametrize("count", [-1, 2**60, 10**400])
def test_a_count_that_cannot_be_is_unknown(count: int) -> None:
    assert np.isnan(read(make_account(followers_count=count)).followers_count[0])


def test_text_wins_over_told_lengths_and_told_lengths_fill_in() -> None:
    told = Account(account_id="a", bio_length=7, handle_length=10, handle_digit_count=4)
    both = make_account(bio="twelve chars", bio_length=7, handle="ab12", handle_digit_share=0.9)
    columns = read(told, both)
    assert columns.bio_length.tolist() == [7, 12]
    assert columns.handle_digit_share.tolist() == [0.4, 0.5]


def test_equal_bios_have_equal_hashes_whatever_their_case_and_spacing() -> None:
    one, other, short = "Coffee and long   walks", "coffee and LONG walks ", "he/him"
    hashes = read(*(make_account(bio=bio) for bio in (one, other, short, "something else entirely"))).bio_hash
    assert hashes[0] == hashes[1] != hashes[3]
    assert hashes[2] == 0


def test_a_label_is_inauthentic_authentic_or_unknown_and_dormant_is_not_inauthentic() -> None:
    columns = read(*(make_account(label=label) for label in (*Label, None)))
    assert columns.label.tolist()[:-1] == [0, 1, 1, 1, 0]
    assert np.isnan(columns.label[-1])


def test_a_default_picture_is_nobodys_duplicate() -> None:
    assert read(make_account(has_avatar=False, avatar_id="default")).avatar_hash[0] == 0


def test_the_position_stands_in_for_an_unknown_rank() -> None:
    accounts = [make_account(follow_rank=7), make_account(follow_rank=None)]
    columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT, first_position=100)
    assert columns.follow_order.tolist() == [7, 101]


def test_without_a_reader_no_word_is_read() -> None:
    texts = read(make_account()).texts
    assert (texts.texts.tolist(), texts.word_mask.tolist(), texts.admitted.tolist()) == ([NOT_READ], [0], [True])
    assert np.isnan(texts.score).all()


@given(st.integers(0, 12), st.integers(0, 12))
def test_reading_in_two_parts_gives_the_same_columns(first: int, second: int) -> None:
    accounts = [make_account(index, follow_rank=None) for index in range(first + second)]
    parts = [
        AccountColumns.from_accounts(accounts[:first], drawn_at=DRAWN_AT),
        AccountColumns.from_accounts(accounts[first:], drawn_at=DRAWN_AT, first_position=first),
    ]
    joined, whole = AccountColumns.concat(parts), read(*accounts)
    for name in fact_names(AccountColumns):
        np.testing.assert_array_equal(getattr(joined, name), getattr(whole, name))
    assert len(joined.texts) == len(whole.texts)


def test_taking_keeps_the_order_that_was_asked_for() -> None:
    columns = read(*(make_account(index) for index in range(4)))
    assert columns.take(np.array([3, 1])).account_ids.tolist() == ["account-3", "account-1"]
    assert len(columns.take(np.array([True, False, False, True]))) == 2
