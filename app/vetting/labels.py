"""Labels that people gave, as a column beside the facts."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from app.domain.account import Label
from app.scoring.columns import AccountColumns


def with_labels(columns: AccountColumns, reviews: Mapping[str, Label]) -> AccountColumns:
    """Put reviews into the column `label`: 1 inauthentic, 0 not; an account without one keeps what it was read with."""
    given = np.array([_number(reviews.get(account_id)) for account_id in columns.account_ids], np.float64)
    return replace(columns, label=np.where(np.isnan(given), columns.label, given))


def _number(label: Label | None) -> float:
    return np.nan if label is None else float(label.is_inauthentic)
