import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.likes import measure_likes_spread

from .reacting import make_post


def spread(*likes: int | None) -> object:
    return measure_likes_spread([make_post(index, likes_count=count) for index, count in enumerate(likes)])


def test_portions_of_one_size_are_too_even() -> None:
    found = measure_likes_spread([make_post(index, likes_count=1_000 + index % 3) for index in range(12)])
    assert found is not None
    assert found.codes == ("likes_too_even",)
    assert found.variation is not None
    assert found.chance_variation is not None
    assert found.variation < found.chance_variation


def test_independent_people_are_not_too_even() -> None:
    likes = np.random.default_rng(5).poisson(200, 30).tolist()
    found = measure_likes_spread([make_post(index, likes_count=count) for index, count in enumerate(likes)])
    assert found is not None
    assert found.codes == ()


def test_one_post_with_half_of_all_likes_is_told() -> None:
    found = measure_likes_spread([make_post(index, likes_count=9_000 if index == 3 else 40) for index in range(12)])
    assert found is not None
    assert found.codes == ("likes_one_off",)


def test_four_posts_or_hidden_likes_tell_nothing() -> None:
    assert spread(1, 2, 3, 4) is None
    assert spread(None, None, None, None, None, None) is None


def test_posts_without_likes_have_no_spread() -> None:
    found = measure_likes_spread([make_post(index, likes_count=0) for index in range(6)])
    assert found is not None
    assert (found.variation, found.codes) == (None, ())


@given(st.lists(st.integers(-5, 10**18), min_size=5, max_size=20))
def test_absurd_counts_have_a_defined_answer(likes: list[int]) -> None:
    found = measure_likes_spread([make_post(index, likes_count=count) for index, count in enumerate(likes)])
    assert found is None or found.variation is None or 0 <= found.variation < float("inf")
