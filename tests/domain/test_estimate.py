from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.estimate import Share


@given(ends=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted))
def test_the_width_of_a_share_is_the_length_of_its_interval(ends: list[float]) -> None:
    low, high = ends
    share = Share(
        estimate=None, low=low, high=high, level=0.95, n=0, population=None, frame=Frame.COMPLETE, basis="sampling"
    )
    assert share.width == high - low
