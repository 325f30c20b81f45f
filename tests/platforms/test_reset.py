import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.reset import DEFAULT_WAIT_SECONDS, MAX_WAIT_SECONDS, MIN_WAIT_SECONDS, read_wait_seconds

NOW = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)
IN_90_SECONDS = int((NOW + timedelta(seconds=90)).timestamp())


def business(used: int, minutes: int) -> str:
    """What Meta says of a business: per cent of its rolling hour, and minutes until it is served again."""
    usage = {"type": "instagram", "call_count": used, "total_time": 1, "estimated_time_to_regain_access": minutes}
    return json.dumps({"17841400000000001": [usage]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Retry-After", "90"),
        ("Retry-After", "90.0"),
        ("Retry-After", "Fri, 01 May 2026 12:01:30 GMT"),
        ("Retry-After", "Friday, 01-May-26 12:01:30 GMT"),
        ("RateLimit-Reset", str(IN_90_SECONDS)),
        ("X-Rate-Limit-Reset", str(IN_90_SECONDS)),
        ("X-RateLimit-Reset", f"{IN_90_SECONDS}000"),
        ("X-RateLimit-Reset", "2026-05-01T12:01:30.000Z"),
        ("X-RateLimit-Reset", "2026-05-01T14:01:30+02:00"),
        ("X-RateLimit-Reset", "90"),
        ("RateLimit", '"default";r=0;t=90'),
        ("X-Business-Use-Case-Usage", '{"17": [{"call_count": 101, "estimated_time_to_regain_access": 1.5}]}'),
    ],
)
def test_every_way_of_saying_ninety_seconds_is_understood(name: str, value: str) -> None:
    assert read_wait_seconds(httpx.Headers({name: value}), NOW) == 90


def test_a_field_that_comes_twice_counts_with_its_longest_value() -> None:
    assert read_wait_seconds(httpx.Headers([("Retry-After", "30"), ("Retry-After", "45")]), NOW) == 45
    assert read_wait_seconds(httpx.Headers({"Retry-After": "30, 45"}), NOW) == 45


def test_retry_after_goes_before_the_reset_fields() -> None:
    headers = httpx.Headers({"RateLimit-Reset": str(IN_90_SECONDS), "Retry-After": "5"})
    assert read_wait_seconds(headers, NOW) == 5


def test_a_field_that_cannot_be_read_leaves_the_word_to_the_next() -> None:
    headers = httpx.Headers({"Retry-After": "soon", "RateLimit-Reset": str(IN_90_SECONDS)})
    assert read_wait_seconds(headers, NOW) == 90


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "soon"}, {"Retry-After": ""}, {"Retry-After": "nan"}])
def test_without_a_word_the_wait_is_the_default(headers: dict[str, str]) -> None:
    assert read_wait_seconds(httpx.Headers(headers), NOW) == DEFAULT_WAIT_SECONDS


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("0", MIN_WAIT_SECONDS),
        ("-5", MIN_WAIT_SECONDS),
        ("Fri, 01 May 2020 12:01:30 GMT", MIN_WAIT_SECONDS),
        ("999999", MAX_WAIT_SECONDS),
        ("9" * 300, MAX_WAIT_SECONDS),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_WAIT_SECONDS),
    ],
)
def test_a_wrong_clock_neither_hurries_nor_stops_us(value: str, wait: float) -> None:
    assert read_wait_seconds(httpx.Headers({"Retry-After": value}), NOW) == wait


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"X-Business-Use-Case-Usage": business(12, 3)}, 180),
        ({"X-Business-Use-Case-Usage": business(100, 0)}, MAX_WAIT_SECONDS),
        ({"X-Business-Use-Case-Usage": business(99, 0), "X-App-Usage": '{"call_count": 7, "total_time": 100}'}, 3_600),
        ({"X-Business-Use-Case-Usage": business(99, 0), "X-App-Usage": '{"call_count": 7, "total_time": 99}'}, 60),
        ({"X-Business-Use-Case-Usage": business(100, 5), "Retry-After": "9"}, 9),
        ({"X-Business-Use-Case-Usage": business(100, 90)}, MAX_WAIT_SECONDS),
        ({"X-App-Usage": "[100]"}, DEFAULT_WAIT_SECONDS),
        ({"X-App-Usage": '{"call_count": "all"}'}, DEFAULT_WAIT_SECONDS),
        ({"X-App-Usage": "[" * 5_000}, DEFAULT_WAIT_SECONDS),
    ],
)
def test_meta_tells_minutes_or_that_an_hour_is_used_up(headers: dict[str, str], wait: float) -> None:
    assert read_wait_seconds(httpx.Headers(headers), NOW) == wait


def test_of_several_usages_the_longest_wait_counts() -> None:
    longer = json.dumps({"18": [{"estimated_time_to_regain_access": 2}, {"estimated_time_to_regain_access": 7}]})
    headers = httpx.Headers([("X-Business-Use-Case-Usage", longer), ("X-Business-Use-Case-Usage", business(100, 4))])
    assert read_wait_seconds(headers, NOW) == 420


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_any_text_gives_a_wait_within_the_bounds(value: str) -> None:
    for name in ("Retry-After", "RateLimit-Reset", "RateLimit", "X-App-Usage", "X-Business-Use-Case-Usage"):
        wait = read_wait_seconds(httpx.Headers({name: value}), NOW)
        assert MIN_WAIT_SECONDS <= wait <= MAX_WAIT_SECONDS
