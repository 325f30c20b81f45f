from datetime import date, timedelta

from app.domain.growth import FollowerCount, Outcome
from app.scoring.growth.drops import find_drops

START = date(2026, 1, 1)


def history(*counts: int) -> list[FollowerCount]:
    return [FollowerCount(day=START + timedelta(days=day), followers_count=count) for day, count in enumerate(counts)]


def test_a_fall_far_beyond_the_usual_change_is_told_with_its_days() -> None:
    (drop,) = find_drops(history(10_000, 10_010, 10_025, 10_030, 8_900, 8_910))
    assert (drop.code, drop.accounts, drop.first_day.day, drop.last_day.day) == ("follower_drop", 1_130, 4, 5)
    assert drop.explanations[0].outcome is Outcome.UNKNOWN


def test_small_losses_are_ordinary() -> None:
    assert find_drops(history(10_000, 9_990, 9_985, 9_970, 9_960, 9_950)) == []


def test_four_counts_are_no_history() -> None:
    assert find_drops(history(10_000, 10_000, 10_000, 5_000)) == []
    assert find_drops([]) == []


def test_constant_counts_before_a_drop_have_no_quotient() -> None:
    (drop,) = find_drops(history(1_000, 1_000, 1_000, 1_000, 500))
    assert drop.times_baseline is None
