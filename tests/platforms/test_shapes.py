from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.shapes import Count, Identifier, Moment, cleaned, read_shape, read_shapes, utc


class Thing(msgspec.Struct, rename="camel"):
    thing_id: Identifier
    pages_count: Count | None = None
    made_at: Moment | None = None


def test_an_item_that_fits_is_read() -> None:
    item = {"thingId": "a", "pagesCount": 3, "madeAt": "2026-05-01T12:00:00Z", "more": True}
    assert read_shape(item, Thing) == Thing("a", 3, datetime(2026, 5, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize("count", [-1, 2**53, 2**80, "3", 3.5, True, [], float("nan")])
def test_an_absurd_count_is_unknown_and_the_rest_stays(count: object) -> None:
    read = read_shape({"thingId": "a", "pagesCount": count, "madeAt": "2026-05-01T12:00:00Z"}, Thing)
    assert read is not None
    assert (read.thing_id, read.pages_count) == ("a", None)
    assert read.made_at is not None


@pytest.mark.parametrize("moment", ["0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2026-05-01", "soon", "", 5, {}])
def test_a_date_that_is_none_is_unknown(moment: object) -> None:
    assert read_shape({"thingId": "a", "madeAt": moment}, Thing) == Thing("a")


@pytest.mark.parametrize("item", [{}, {"thingId": ""}, {"thingId": 5}, {"thingId": None}, [], "a", 5, None])
def test_an_item_without_its_id_is_gone(item: object) -> None:
    assert read_shape(item, Thing) is None


def test_bad_items_do_not_cost_the_good_ones() -> None:
    assert list(read_shapes([{"thingId": "a"}, 5, {}, {"thingId": "b"}], Thing)) == [Thing("a"), Thing("b")]
    assert list(read_shapes({"thingId": "a"}, Thing)) == []


def test_a_time_that_leaves_the_calendar_in_utc_is_unknown() -> None:
    assert utc(datetime.fromisoformat("0001-01-01T00:00:00+14:00")) is None
    assert utc(datetime.fromisoformat("2026-05-01T14:00:00+02:00")) == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert utc(None) is None


def test_unknown_text_stays_unknown() -> None:
    assert (cleaned(None), cleaned("a\x00")) == (None, "a\ufffd")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["thingId", "pagesCount", "madeAt"]), inner),
    max_leaves=8,
)


@given(anything)
def test_nothing_that_json_can_say_crashes_the_reader(item: object) -> None:
    read = read_shape(item, Thing)
    assert read is None or read.thing_id
