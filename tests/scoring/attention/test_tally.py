from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.tally import highest, lowest, tally


def test_nothing_counted_has_no_share_and_could_be_anything() -> None:
    counted = tally(0, 0, 0.95)
    assert counted.share is None
    assert (lowest(counted), highest(counted)) == (0, 1)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_is_inside_its_interval(counts: tuple[int, int]) -> None:
    counted = tally(*counts, 0.95)
    assert counted.share is not None
    assert 0 <= counted.share.low <= counted.share.estimate <= counted.share.high <= 1
