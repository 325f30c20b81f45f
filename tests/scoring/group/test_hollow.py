import numpy as np
from factories import DRAWN_AT, make_account, make_bought_account

from app.scoring.columns import AccountColumns
from app.scoring.group.hollow import hollowness, is_known_enough, lacking_points


def test_points_that_everybody_has_or_nobody_tells_are_left_out() -> None:
    accounts = [make_account(index, location=None) for index in range(50)]
    accounts += [make_bought_account(index, location=None, has_avatar=True) for index in range(50, 80)]
    points = lacking_points(AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT))
    assert "no bio" in points
    assert not {"no location", "no picture"} & points.keys()
    hollow = hollowness(points)
    assert hollow[:50].max() == 0
    assert hollow[50:].min() > 0.5


def test_an_account_of_which_few_points_are_known_has_no_hollowness() -> None:
    points = {"a": np.array([1.0, 1.0]), "b": np.array([0.0, np.nan]), "c": np.array([np.nan, np.nan])}
    np.testing.assert_array_equal(hollowness(points), [0.5, np.nan])


def test_a_fact_known_for_few_is_not_compared() -> None:
    assert is_known_enough(np.array([1.0, 0, 1, 0, np.nan]))
    assert not is_known_enough(np.array([1.0, 0, 1, np.nan, np.nan]))
    assert not is_known_enough(np.empty(0))
