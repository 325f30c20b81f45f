import pytest
from factories import make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame, implied_frame


@pytest.mark.parametrize(
    ("listed", "population", "frame"),
    [
        (10, None, Frame.COMPLETE),
        (10, 10, Frame.COMPLETE),
        (11, 10, Frame.COMPLETE),
        (0, 0, Frame.COMPLETE),
        (9, 10, Frame.NEWEST),
        (0, 1, Frame.NEWEST),
    ],
)
def test_a_list_shorter_than_its_population_is_the_newest_part(
    listed: int, population: int | None, frame: Frame
) -> None:
    assert implied_frame(listed, population) is frame


def test_the_coverage_of_an_unknown_population_is_unknown() -> None:
    assert make_note(population=None, listed=7).coverage is None


def test_an_audience_of_nobody_is_covered() -> None:
    assert make_note(population=0, listed=0).coverage == 1.0


def test_the_coverage_is_the_listed_part() -> None:
    assert make_note(population=200, listed=50).coverage == 0.25


@given(population=st.integers(0, 10**9), listed=st.integers(0, 10**9))
def test_the_coverage_stays_within_zero_and_one(population: int, listed: int) -> None:
    coverage = make_note(population=population, listed=listed).coverage
    assert coverage is not None
    assert 0 <= coverage <= 1
