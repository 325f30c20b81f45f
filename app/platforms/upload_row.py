"""One row of an upload: the contract of docs/uploads.md as a msgspec struct, and the way from it to an Account."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, NoReturn

import msgspec

from app.domain.account import Account, EngagementKind
from app.net.text import clean_text, is_storable
from app.platforms.shapes import Count, Moment
from app.platforms.upload_errors import RowError
from app.platforms.upload_reason import explain_invalid

_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Text512 = Annotated[str, msgspec.Meta(max_length=512)]
_Text2048 = Annotated[str, msgspec.Meta(max_length=2_048)]
_Text4096 = Annotated[str, msgspec.Meta(max_length=4_096)]
_Text20000 = Annotated[str, msgspec.Meta(max_length=20_000)]


class EngagementRow(msgspec.Struct, gc=False):
    """One reaction inside a row."""

    kind: EngagementKind
    post_id: str
    at: Moment | None = None
    text: str | None = None


class UploadRow(msgspec.Struct, gc=False, kw_only=True):
    """The upload contract; counts are bounded by 2^53-1 besides, because JSON carries no larger integer exactly."""

    account_id: Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
    handle: _Text512 | None = None
    display_name: _Text2048 | None = None
    bio: _Text20000 | None = None
    location: _Text2048 | None = None
    url: _Text4096 | None = None
    language: str | None = None
    followers_count: Count | None = None
    following_count: Count | None = None
    posts_count: Count | None = None
    likes_given_count: Count | None = None
    listed_count: Count | None = None
    created_at: Moment | None = None
    last_posted_at: Moment | None = None
    observed_at: Moment | None = None
    followed_at: Moment | None = None
    follow_rank: Count | None = None
    has_avatar: bool | None = None
    avatar_id: str | None = None
    is_verified: bool | None = None
    is_private: bool | None = None
    has_url: bool | None = None
    bio_length: Count | None = None
    handle_length: Count | None = None
    handle_digit_count: Count | None = None
    handle_digit_share: _Share | None = None
    platform_labels: tuple[str, ...] | None = ()
    texts: tuple[str, ...] | None = ()
    engagements: tuple[EngagementRow, ...] | None = ()
    label: str | None = None


COUNT_FIELDS = frozenset(
    name for name in UploadRow.__struct_fields__ if name.endswith(("_count", "_length")) or name == "follow_rank"
)
BOOLEAN_FIELDS = frozenset({"has_avatar", "is_verified", "is_private", "has_url"})
NUMBER_FIELDS = frozenset({"handle_digit_share"})
LIST_FIELDS = frozenset({"platform_labels", "texts", "engagements"})
TIME_FIELDS = ("created_at", "last_posted_at", "observed_at", "followed_at")

_DECODER = msgspec.json.Decoder(UploadRow)
_DEPTH = 3
_ID_FIELDS = frozenset({"account_id", "avatar_id", "post_id"})
_LEAP_SECOND = re.compile(r"(?<=:59:)60(?=[.Zz+-])")


def parse_row(line: bytes) -> Account:
    """Parse one line of NDJSON; raise RowError."""
    if not line.isascii():
        _refuse_other_encodings(line)
    try:
        row = _DECODER.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        return row_from_values(_loosely_decoded(line, error))
    # NUL can only hide behind an escape, so most lines need no look.
    if b"\\u0000" in line:
        return row_from_values(msgspec.to_builtins(row))
    return _account(row)


def row_from_values(values: Mapping[str, object]) -> Account:
    """Build an account from values by field name; whole floats (3.0) count as integers, as JSON Schema has it."""
    _refuse_unstorable_ids(values)
    try:
        row = msgspec.convert({name: _softened(name, _mended(value)) for name, value in values.items()}, UploadRow)
    except msgspec.ValidationError as error:
        raise explain_invalid(error) from None
    return _account(row)


def _account(row: UploadRow) -> Account:
    for name in LIST_FIELDS:
        if getattr(row, name) is None:
            setattr(row, name, ())
    for name in TIME_FIELDS:
        moment: datetime | None = getattr(row, name)
        if moment is not None and moment.tzinfo is not UTC:
            setattr(row, name, _utc(moment, f"/{name}"))
    for index, engagement in enumerate(row.engagements or ()):
        if engagement.at is not None:
            engagement.at = _utc(engagement.at, f"/engagements/{index}/at")
    return msgspec.convert(row, Account, from_attributes=True)


def _utc(moment: datetime, pointer: str) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise RowError(pointer=pointer, reason="must lie within the years 1 to 9999 in UTC") from None


def _refuse_other_encodings(line: bytes) -> None:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8 from byte {error.start + 1} on: save the file as UTF-8"
        raise RowError(reason=reason) from None


def _loosely_decoded(line: bytes, error: Exception) -> dict[str, object]:
    """Read a refused line again with the standard library, which lets lone surrogates through, to say what is wrong."""
    try:
        values = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _malformed(error) from None
    if not isinstance(values, dict):
        raise RowError(reason="must be a JSON object, one a line")
    return {name: values[name] for name in UploadRow.__struct_fields__ if name in values}


def _malformed(error: Exception) -> RowError:
    if isinstance(error, msgspec.ValidationError):
        return explain_invalid(error)
    if isinstance(error, RecursionError):
        return RowError(reason="is nested too deeply")
    if "truncated" in str(error):
        return RowError(reason="is cut off before its JSON object ends")
    return RowError(reason="is not JSON")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _softened(name: str, value: object) -> object:
    if isinstance(value, float) and name in COUNT_FIELDS and value.is_integer():
        return int(value)
    if isinstance(value, str) and name in TIME_FIELDS and ":60" in value:
        return _LEAP_SECOND.sub("59", value)
    return value


def _refuse_unstorable_ids(values: Mapping[str, object]) -> None:
    """Two ids could become one if they were mended like other texts."""
    for pointer, text in _texts("", values):
        if pointer.rpartition("/")[2] in _ID_FIELDS and not is_storable(text):
            reason = "contains NUL or half of a surrogate pair (\\ud800 to \\udfff without its partner)"
            raise RowError(pointer=pointer, reason=reason)


def _mended(value: object, depth: int = 0) -> object:
    """Replace what no database stores: one odd bio must not cost the whole upload."""
    match value:
        case str():
            return clean_text(value)
        case Mapping() if depth < _DEPTH:
            return {name: _mended(inner, depth + 1) for name, inner in value.items()}
        case list() | tuple() if depth < _DEPTH:
            return [_mended(inner, depth + 1) for inner in value]
    return value


def _texts(pointer: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Walk the texts of a row; what lies deeper than the contract goes is refused by its type later."""
    match value:
        case str():
            yield pointer, value
        case EngagementRow():
            yield from _texts(pointer, msgspec.structs.asdict(value), depth)
        case Mapping() if depth < _DEPTH:
            names = EngagementRow.__struct_fields__ if depth else UploadRow.__struct_fields__
            for name in names:
                yield from _texts(f"{pointer}/{name}", value.get(name), depth + 1)
        case list() | tuple() if depth < _DEPTH:
            for index, item in enumerate(value):
                yield from _texts(f"{pointer}/{index}", item, depth + 1)
