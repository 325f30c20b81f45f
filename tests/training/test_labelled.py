from pathlib import Path

import numpy as np
import pytest
from factories import make_account, make_bought_account

from app.training.labelled import TrainingDataError, read_labelled

from .labelled_folder import as_row, make_folder, write_rows


def test_each_labelled_row_is_an_account_with_its_publication_and_group(tmp_path: Path) -> None:
    labelled = read_labelled(make_folder(tmp_path, accounts=5))
    assert len(labelled.columns) == 30
    assert labelled.is_inauthentic.sum() == 15
    assert set(labelled.publications) == {"first", "second", "third"}
    assert set(labelled.groups) == {"first", "one_shop", "third"}
    assert [(file.file, file.rows) for file in labelled.files] == [
        ("first.ndjson", 10),
        ("second.ndjson.gz", 10),
        ("third.ndjson", 10),
    ]


def test_rows_without_a_label_are_left_out_and_dormant_is_not_inauthentic(tmp_path: Path) -> None:
    rows = [
        as_row(make_account(), label="dormant"),
        as_row(make_account(1)),
        as_row(make_bought_account(2), label="bot"),
    ]
    write_rows(tmp_path / "own.ndjson", rows)
    assert read_labelled(tmp_path).is_inauthentic.tolist() == [False, True]


def test_the_age_of_an_account_that_was_never_observed_is_unknown_on_any_day(tmp_path: Path) -> None:
    rows = [as_row(make_account(observed_at=None), label="genuine"), as_row(make_bought_account(1), label="fake")]
    write_rows(tmp_path / "own.ndjson", rows)
    assert np.isnan(read_labelled(tmp_path).columns.age_days).tolist() == [True, False]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"account_id": "a", "followers_count": -1}], "own.ndjson, line 1/followers_count: must be at least 0"),
        ([{"account_id": "a", "label": "fake"}], "no two kinds"),
        ([], "no two kinds"),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_with_the_place(
    tmp_path: Path, rows: list[dict[str, object]], said: str
) -> None:
    write_rows(tmp_path / "own.ndjson", rows)
    with pytest.raises(TrainingDataError, match=said):
        read_labelled(tmp_path)


def test_a_folder_without_accounts_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"holds no \*\.ndjson"):
        read_labelled(tmp_path)
