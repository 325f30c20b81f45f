from dataclasses import dataclass, fields

import numpy as np
import pytest
from factories import DRAWN_AT, make_account

from app.domain.account import Label
from app.scoring.columns import AccountColumns, Floats
from app.vetting.labels import with_labels

COLUMNS = AccountColumns.from_accounts([make_account(number) for number in range(3)], drawn_at=DRAWN_AT)


@pytest.mark.parametrize(
    ("label", "counts"), [("genuine", False), ("dormant", False), ("fake", True), ("bot", True), ("spambot", True)]
)
def test_a_label_counts_as_inauthentic_or_not(label: str, counts: bool) -> None:  # noqa: FBT001
    assert Label(label).is_inauthentic is counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labelled(AccountColumns):
    """Columns with labels, some of which came with an upload."""

    label: Floats


def test_a_persons_label_goes_before_the_one_that_was_read_and_the_rest_stays() -> None:
    facts = {field.name: getattr(COLUMNS, field.name) for field in fields(COLUMNS)}
    labelled = Labelled(**{**facts, "label": np.array([1.0, 1.0, np.nan])})
    after = with_labels(labelled, {"account-1": Label.GENUINE})
    assert isinstance(after, Labelled)
    assert np.array_equal(after.label, [1.0, 0.0, np.nan], equal_nan=True)


def test_labels_change_nothing_but_the_labels() -> None:
    labelled = with_labels(COLUMNS, {"account-1": Label.BOT, "nobody": Label.BOT})
    for field in fields(AccountColumns):
        if field.name != "label":
            assert getattr(labelled, field.name) is getattr(COLUMNS, field.name)
