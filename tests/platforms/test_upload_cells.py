from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.upload_cells import read_cell
from app.platforms.upload_errors import RowError
from app.platforms.upload_row import UploadRow

FIRST_OF_MAY = datetime(2025, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("cell", ["1234", "1,234", "1 234", "1'234", "1\u00a0234", "1\u202f234", " 1234 ", "1234.0"])
def test_a_count_is_read_with_or_without_its_separators(cell: str) -> None:
    assert read_cell("followers_count", cell) == 1_234


@pytest.mark.parametrize("cell", ["1.2K", "3M", "10k", "1,2 K", "1.5k+", "", "-", "N/A", "null", "\u2014"])
def test_a_rounded_or_missing_count_is_unknown_and_never_a_number(cell: str) -> None:
    assert read_cell("followers_count", cell) is None


@pytest.mark.parametrize("cell", ["many", "1.234", "1,23", "12,34,567", "-1", "1e3", "\u0661\u0662", "9" * 40])
def test_a_count_that_could_be_another_number_is_refused(cell: str) -> None:
    with pytest.raises(RowError, match="whole number") as caught:
        read_cell("posts_count", cell)
    assert caught.value.pointer == "/posts_count"


@pytest.mark.parametrize(
    ("cell", "value"), [("Yes", True), ("TRUE", True), ("1", True), ("no", False), ("f", False), ("-", None)]
)
def test_yes_and_no_are_read_in_many_words(cell: str, value: bool | None) -> None:  # noqa: FBT001 - pytest gives it
    assert read_cell("is_private", cell) is value


def test_another_word_than_yes_or_no_is_refused() -> None:
    with pytest.raises(RowError, match="yes or no"):
        read_cell("is_verified", "perhaps")


@pytest.mark.parametrize(
    "cell",
    [
        "2025-05-01",
        "2025-05-01T00:00:00Z",
        "2025-05-01T02:00:00+02:00",
        "2025-05-01 00:00:00",
        "2025-05-01 00:00:00 UTC",
        "2025/5/1",
        "1746057600",
        "1746057600000",
        "1746057600.0",
        "Thu May 01 00:00:00 +0000 2025",
        "May 1, 2025",
        "1 May 2025",
        "May 01, 2025 12:00 AM",
    ],
)
def test_a_time_is_read_in_the_forms_that_exports_use(cell: str) -> None:
    assert read_cell("followed_at", cell) == FIRST_OF_MAY


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12/2024", datetime(2024, 12, 31, tzinfo=UTC)),
        ("12/31/2024", datetime(2024, 12, 31, tzinfo=UTC)),
        ("31.12.2024 10:30", datetime(2024, 12, 31, 10, 30, tzinfo=UTC)),
        ("05/05/2025", datetime(2025, 5, 5, tzinfo=UTC)),
    ],
)
def test_a_day_in_numbers_is_read_where_only_one_day_is_meant(cell: str, day: datetime) -> None:
    assert read_cell("created_at", cell) == day


@pytest.mark.parametrize("cell", ["03/04/2025", "3.4.2025", "12-11-2025 10:00"])
def test_a_day_that_may_be_two_is_refused(cell: str) -> None:
    with pytest.raises(RowError, match="may be two days"):
        read_cell("created_at", cell)


@pytest.mark.parametrize("cell", ["yesterday", "32/13/2025", "2025-02-30", "12", "1" * 500])
def test_what_is_no_time_is_refused(cell: str) -> None:
    with pytest.raises(RowError, match="must be a time"):
        read_cell("created_at", cell)


def test_a_handle_loses_its_at_sign_and_keeps_its_server() -> None:
    assert read_cell("handle", " @anna@social.example ") == "anna@social.example"


@given(st.sampled_from(sorted(UploadRow.__struct_fields__)), st.text(max_size=40))
def test_any_cell_is_a_value_or_an_error_of_its_row(name: str, cell: str) -> None:
    with suppress(RowError):
        read_cell(name, cell)
