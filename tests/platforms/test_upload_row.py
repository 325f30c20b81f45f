import json
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.account import Account, Engagement, EngagementKind
from app.platforms.upload_errors import RowError
from app.platforms.upload_row import (
    BOOLEAN_FIELDS,
    COUNT_FIELDS,
    LIST_FIELDS,
    NUMBER_FIELDS,
    TIME_FIELDS,
    UploadRow,
    parse_row,
)

ROOT = Path(__file__).parents[2]
CONTRACT: dict[str, Any] = json.loads((ROOT / "docs" / "audience-account.schema.json").read_text())
SCHEMA: dict[str, Any] = msgspec.json.schema(UploadRow)["$defs"]["UploadRow"]
BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "format")


def row(**values: object) -> bytes:
    return json.dumps({"account_id": "a", **values}).encode()


def refused(line: bytes) -> tuple[str, str, int | None]:
    with pytest.raises(RowError) as caught:
        parse_row(line)
    return caught.value.pointer, caught.value.reason, caught.value.limit


def types_and_bounds(field: dict[str, Any]) -> tuple[set[str], dict[str, object]]:
    """The types that a property allows, and its bounds, whichever way the schema is written."""
    branches = field.get("anyOf", [field])
    types: set[str] = set()
    bounds: dict[str, object] = {}
    for branch in branches:
        types |= set(branch["type"] if isinstance(branch["type"], list) else [branch["type"]])
        bounds |= {bound: branch[bound] for bound in BOUNDS if bound in branch}
    return types, bounds


def test_the_struct_the_account_and_the_contract_have_the_same_fields() -> None:
    assert list(UploadRow.__struct_fields__) == list(CONTRACT["properties"])
    assert [field.name for field in fields(Account)] == list(CONTRACT["properties"])
    assert SCHEMA["required"] == CONTRACT["required"]


@pytest.mark.parametrize("name", CONTRACT["properties"])
def test_a_field_has_the_types_and_bounds_of_the_contract(name: str) -> None:
    types, bounds = types_and_bounds(SCHEMA["properties"][name])
    if name in COUNT_FIELDS:
        assert bounds.pop("maximum") == 2**53 - 1, "ours: JSON carries larger integers inexactly"
    assert (types, bounds) == types_and_bounds(CONTRACT["properties"][name])


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (COUNT_FIELDS, "integer"),
        (BOOLEAN_FIELDS, "boolean"),
        (NUMBER_FIELDS, "number"),
        (LIST_FIELDS, "array"),
    ],
)
def test_the_named_kinds_of_fields_are_those_of_the_contract(names: frozenset[str], kind: str) -> None:
    assert names == {name for name, field in CONTRACT["properties"].items() if kind in field["type"]}


def test_the_times_are_those_of_the_contract() -> None:
    times = [name for name, field in CONTRACT["properties"].items() if field.get("format") == "date-time"]
    assert list(TIME_FIELDS) == times


def test_a_full_row_becomes_an_account() -> None:
    engagement = {"kind": "like", "post_id": "p1", "at": "2026-05-01T14:00:00+02:00", "text": None, "more": 1}
    account = parse_row(
        row(
            handle="tea",
            followers_count=12,
            handle_digit_share=1,
            created_at="2025-01-02T03:04:05+01:00",
            has_avatar=False,
            texts=["newest", "older"],
            platform_labels=["spam"],
            label="spambot",
            engagements=[engagement],
        )
    )
    assert account == Account(
        account_id="a",
        handle="tea",
        followers_count=12,
        handle_digit_share=1.0,
        created_at=datetime(2025, 1, 2, 2, 4, 5, tzinfo=UTC),
        has_avatar=False,
        texts=("newest", "older"),
        platform_labels=("spam",),
        label="spambot",
        engagements=(Engagement(EngagementKind.LIKE, "p1", datetime(2026, 5, 1, 12, tzinfo=UTC)),),
    )
    assert account.created_at is not None
    assert account.created_at.tzinfo is UTC


def test_null_is_the_same_as_absent_and_other_properties_are_ignored() -> None:
    nulls = dict.fromkeys(list(CONTRACT["properties"])[1:])
    assert parse_row(row(**nulls, klout=80, deep={"a": [1]})) == Account(account_id="a")


@pytest.mark.parametrize(
    ("values", "pointer", "reason", "limit"),
    [
        ({"account_id": ""}, "/account_id", "must not be empty", 1),
        ({"account_id": "a" * 257}, "/account_id", "at most 256 characters", 256),
        ({"account_id": None}, "/account_id", "must be text, not null", None),
        ({"account_id": 5}, "/account_id", "must be text, not a whole number", None),
        ({"bio": "a" * 20_001}, "/bio", "at most 20000 characters", 20_000),
        ({"followers_count": -1}, "/followers_count", "at least 0", 0),
        ({"followers_count": 2**53}, "/followers_count", "2^53-1", 2**53 - 1),
        ({"followers_count": 2**64 + 1}, "/followers_count", "2^53-1", 2**53 - 1),
        ({"followers_count": 1.5}, "/followers_count", "not a number with a fraction", None),
        ({"followers_count": True}, "/followers_count", "must be a whole number, not true or false", None),
        ({"followers_count": "5"}, "/followers_count", "must be a whole number, not text", None),
        ({"handle_digit_share": 1.1}, "/handle_digit_share", "at most 1", 1),
        ({"handle_digit_share": -0.1}, "/handle_digit_share", "at least 0", 0),
        ({"created_at": "2025-01-02"}, "/created_at", "RFC 3339", None),
        ({"created_at": "2025-01-02T03:04:05"}, "/created_at", "RFC 3339", None),
        ({"created_at": "10000-01-02T03:04:05Z"}, "/created_at", "RFC 3339", None),
        ({"created_at": 1_700_000_000}, "/created_at", "must be a time as text", None),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "/created_at", "years 1 to 9999", None),
        ({"has_avatar": "yes"}, "/has_avatar", "must be true or false, not text", None),
        ({"texts": "hello"}, "/texts", "must be a list, not text", None),
        ({"texts": ["a", 5]}, "/texts/1", "must be text", None),
        ({"engagements": [{"kind": "view", "post_id": "p"}]}, "/engagements/0/kind", "like, comment, share", None),
        ({"engagements": [{"kind": "like"}]}, "/engagements/0/post_id", "is required", None),
        ({"engagements": [{"kind": "like", "post_id": "p", "at": "soon"}]}, "/engagements/0/at", "RFC 3339", None),
        ({"account_id": "a\x00b"}, "/account_id", "NUL", None),
        ({"avatar_id": "\ud800"}, "/avatar_id", "surrogate", None),
        ({"label": 1}, "/label", "must be text, not a whole number", None),
        ({"engagements": [{"kind": "like", "post_id": "\x00"}]}, "/engagements/0/post_id", "NUL", None),
    ],
)
def test_a_refusal_names_the_place_the_reason_and_the_limit(
    values: dict[str, object], pointer: str, reason: str, limit: int | None
) -> None:
    found = refused(row(**values))
    assert (found[0], found[2]) == (pointer, limit)
    assert reason in found[1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{}", "is required"),
        (b"[1]", "must be a JSON object"),
        (b"5", "must be a JSON object"),
        (b'{"account_id": "a"', "is cut off"),
        (b"hello", "is not JSON"),
        (b'{"account_id": "a"} {"account_id": "b"}', "is not JSON"),
        (b'{"account_id": "a", "bio": "b\x00"}', "is not JSON"),
        (b'{"account_id": "a", "followers_count": NaN}', "is not JSON"),
        (b'{"account_id": "caf\xe9"}', "is not UTF-8 from byte 20"),
        (b'{"account_id": "a", "other": "\xed\xa0\x80"}', "is not UTF-8"),
        (b'{"account_id": "a", "other": ' + b"[" * 100_000, "is nested too deeply"),
        (b'{"account_id": "a", "texts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "must be text, not a list"),
        (b'{"account_id": "a", "followers_count": ' + b"9" * 5_000 + b"}", "2^53-1"),
    ],
)
def test_a_line_that_is_no_object_says_why(line: bytes, reason: str) -> None:
    assert reason in refused(line)[1]


@pytest.mark.parametrize(("number", "count"), [(b"12.0", 12), (b"1e3", 1_000), (b"-0", 0)])
def test_a_whole_number_may_be_written_as_a_float(number: bytes, count: int) -> None:
    account = parse_row(b'{"account_id": "a", "followers_count": ' + number + b"}")
    assert account.followers_count == count
    assert type(account.followers_count) is int


def test_a_leap_second_is_a_valid_time() -> None:
    account = parse_row(row(created_at="2016-12-31T23:59:60Z"))
    assert account.created_at == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_what_is_ignored_may_hold_anything() -> None:
    account = parse_row(b'{"account_id": "a", "x": "\\ud800\\u0000", "y": 1e999, "z": ' + b"9" * 3_000 + b"}")
    assert account == Account(account_id="a")


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    assert parse_row(b'{"account_id": "a", "bio": "\\\\u0000"}').bio == "\\u0000"


def test_odd_characters_of_a_text_are_mended_and_cost_no_row() -> None:
    account = parse_row(row(bio="a\x00b", texts=["\ud800", "fine"], label="whatever somebody wrote"))
    assert (account.bio, account.texts) == ("a\ufffdb", ("\ufffd", "fine"))
    assert account.label == "whatever somebody wrote"


def test_a_reason_never_repeats_the_value() -> None:
    for values in (
        {"avatar_id": "secret\x00"},
        {"created_at": "secret"},
        {"engagements": [{"kind": "secret"}]},
    ):
        pointer, reason, _ = refused(row(**values))
        assert "secret" not in pointer + reason


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(), max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "post_id", "at", "text"]) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(CONTRACT["properties"])), json_values))
def test_any_json_object_is_an_account_or_says_why_not(values: dict[str, object]) -> None:
    with suppress(RowError):
        assert isinstance(parse_row(json.dumps({"account_id": "a", **values}).encode()), Account)


@given(st.binary(max_size=100))
def test_any_bytes_are_an_account_or_say_why_not(line: bytes) -> None:
    with suppress(RowError):
        parse_row(line)
