import math

import pytest
from factories import DRAWN_AT, make_account

from app.scoring.columns import AccountColumns
from app.scoring.signals import all_signals
from app.scoring.signals.signal import times

SIGNALS = {signal.name: signal for signal in all_signals()}


@pytest.mark.parametrize(
    ("signal", "value", "text"),
    [
        ("following_to_followers", 2.1, "follows 126 times as many accounts as follow it"),
        ("following_to_followers", -1.0, "is followed by 10 times as many accounts as it follows"),
        ("following_to_posts", 0.4, "follows 2.5 accounts for each post of its own"),
        ("following_to_posts", -2.0, "posted 100 times for each account that it follows"),
        ("following_rate", 0.0, "followed about 1 accounts a day since it was created"),
        ("handle_digits", 0.294, "29% of its handle is digits"),
        ("missing_avatar", 1.0, "shows no picture"),
        ("missing_avatar", 0.0, "shows a picture"),
        ("likes_ever", 0.0, "never liked anything"),
        ("likes_ever", 1.0, "gave about 9 likes"),
        ("likes_ever", 1.5, "gave thirty likes or more"),
        ("likes_to_following", -2.0, "gave 0.01 likes for each account that it follows"),
        ("likes_to_posts", 1.0, "gave 10 likes for each post of its own"),
        ("likes_rate", -1.0, "gave about 0.1 likes a day"),
        ("account_age", 12.0, "Account age: 12 days"),
    ],
)
def test_a_reading_is_told_in_words(signal: str, value: float, text: str) -> None:
    assert SIGNALS[signal].explain(value) == text


def test_every_signal_tells_every_reading_of_an_account() -> None:
    columns = AccountColumns.from_accounts([make_account(likes_given_count=5)], drawn_at=DRAWN_AT)
    for signal in SIGNALS.values():
        value = float(signal.read(columns)[0])
        if not math.isnan(value):
            assert len(signal.explain(value)) > 5


def test_factors_are_written_as_people_write_them() -> None:
    assert [times(value) for value in (3.1, 1.0, 0.4, -1.5)] == ["1,259", "10", "2.5", "0.032"]
