from datetime import timedelta

import numpy as np
from factories import DRAWN_AT, days_ago
from hypothesis import given
from hypothesis import strategies as st

from app.domain.creator import PostingRhythm
from app.domain.post import Post
from app.scoring.creator.rhythm import measure_rhythm, rhythm_signals


def posts(*days: float) -> list[Post]:
    return [Post(post_id=str(index), created_at=days_ago(day)) for index, day in enumerate(days)]


def rhythm(*days: float) -> PostingRhythm:
    found = measure_rhythm(posts(*days), DRAWN_AT, 0.95)
    assert found is not None
    return found


def codes(*days: float) -> list[str]:
    return [signal.code for signal in rhythm_signals(rhythm(*days))]


def person() -> list[float]:
    """Two posts a day between 8 and 22 o'clock (DRAWN_AT is noon), at no fixed time."""
    random = np.random.default_rng(4)
    return [day + hour / 24 for day in range(1, 60) for hour in random.uniform(-10, 4, 2)]


def test_a_person_who_sleeps_and_keeps_no_timetable_matches_nothing() -> None:
    assert codes(*person()) == []


def test_posts_every_two_hours_match_the_clock_and_the_machine() -> None:
    assert codes(*(hour / 12 for hour in range(200))) == ["posts_around_the_clock", "machine_like_rhythm"]


def test_posts_at_any_hour_with_uneven_pauses_match_the_clock_only() -> None:
    assert codes(*np.random.default_rng(8).uniform(0, 30, 200).tolist()) == ["posts_around_the_clock"]


def test_an_account_that_fell_silent_is_dormant() -> None:
    assert codes(120, 130, 140) == ["creator_dormant"]


def test_the_rate_is_pauses_over_days() -> None:
    assert rhythm(0, 1, 2, 3, 4).posts_per_day == 1
    assert rhythm(0, 5, 6).longest_gap_days == 5


def test_few_posts_have_neither_night_nor_regularity() -> None:
    found = rhythm(*range(20))
    assert (found.quiet_hours, found.interval_entropy) == (None, None)


def test_one_post_has_no_rate() -> None:
    found = rhythm(3)
    assert (found.posts, found.posts_per_day, found.longest_gap_days, found.idle_days) == (1, None, None, 3)


def test_times_after_the_draw_are_left_out() -> None:
    late = Post(post_id="late", created_at=DRAWN_AT + timedelta(days=400))
    assert measure_rhythm([late], DRAWN_AT, 0.95) is None
    assert measure_rhythm([], DRAWN_AT, 0.95) is None


@given(st.lists(st.floats(0, 9_000), min_size=1, max_size=120))
def test_any_times_have_a_defined_answer(days: list[float]) -> None:
    found = rhythm(*days)
    assert found.interval_entropy is None or 0 <= found.interval_entropy <= 1 + 1e-9
