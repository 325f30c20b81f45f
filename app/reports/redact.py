"""What has to go from a finished document: one person, people's words and names, or a platform's own data.

Each change works on a decoded document, in place, by the places where accounts, words and counts stand. A new field
that holds any of these has to be named here; a test lists every text of an assessment and asks.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, TypeAlias

import msgspec

from app.domain.document import Document
from app.domain.sponsorship import MentionKind
from app.reports.document import plain, seal

Json: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[str, ...]

ACCOUNT_ROWS: Final[tuple[Place, ...]] = (
    ("accounts",),
    ("attention", "comments", "examples"),
    ("niche", "evidence"),
    ("niche", "follows", "most_followed"),
)
"""Lists whose every row is about one account, `account_id`."""

_MENTIONS: Final[Place] = ("creator", "mentions", "mentions")

_POST_ROWS: Final[tuple[Place, ...]] = (
    ("content", "examples"),
    ("creator", "promotion", "post_ids"),
    ("creator", "sponsored", "post_ids"),
    ("creator", "undisclosed", "posts"),
    ("creator", "safety", "flags"),
    _MENTIONS,
)
"""Lists whose every row is about one post, or about a name in posts."""

_WORDS_OF_PEOPLE: Final[tuple[Place, ...]] = (("niche", "related"), ("creator", "labels"))
_ROWS_WITH_WORDS: Final[tuple[Place, ...]] = (("niche", "evidence"), ("content", "examples"))

_PLATFORM_VALUES: Final[tuple[Place, ...]] = (
    ("growth",),
    ("creator", "age_days"),
    ("creator", "rhythm"),
    ("creator", "sponsored", "rhythm"),
    ("creator", "follows", "followers_count"),
    ("creator", "follows", "following_count"),
    ("creator", "follows", "ratio"),
    ("engagement", "likes_per_post"),
    ("engagement", "comments_per_post"),
    ("engagement", "shares_per_post"),
    ("attention", "likes", "chance_variation"),
    ("attention", "replies", "comments_count"),
    ("creator", "replies", "comments_count"),
)
"""Counts and times that the platform showed, or that one could reckon them from."""

FIGURES_DELETED: Final = "Its figures were deleted on the platform's terms."
DATA_DELETED: Final = (
    "The platform's own data was deleted on its terms: the creator's profile and counts, posts, and rows of accounts. "
    "Shares, intervals and the verdict were derived from it and stay."
)
_STATES_COUNT: Final = re.compile(r"The platform counts \d|Of [\d,]+ accounts that the creator follows")
"""How limits begin that state a count of the platform."""


def redact(document: Document, change: Callable[[Json], object], *, now: datetime | None = None) -> Document:
    """Change a document; with `now` it was stored before, and says then when it was redacted."""
    decoded: Json = msgspec.json.decode(document.body)
    change(decoded)
    return seal(decoded) if now is None else stamp(decoded, now=now)


def stamp(document: Json, *, now: datetime) -> Document:
    """Encode a document that was changed after it had been stored: with its time, and with another tag."""
    return seal({**document, "redacted_at": plain(now)})


def leave_out(document: Json, is_erased: Callable[[str], bool], is_erased_handle: Callable[[str], bool]) -> int:
    """Take every row out that names an erased person; return how many. Counts and shares stay: they name nobody."""
    left_out = 0
    for place in ACCOUNT_ROWS:
        left_out += _keep(document, place, lambda row: not is_erased(row["account_id"]))
    return left_out + _keep(
        document, _MENTIONS, lambda row: row["kind"] != MentionKind.HANDLE or not is_erased_handle(row["name"])
    )


def ids_only(document: Json) -> None:
    """Leave ids, numbers and codes of what people wrote and are called, and of the brief its own words."""
    for place in _WORDS_OF_PEOPLE:
        _keep(document, place, lambda _: False)
    _keep(document, _MENTIONS, lambda row: row["kind"] == MentionKind.WORD)
    for place in _ROWS_WITH_WORDS:
        for row in _rows(document, place):
            row["words"] = []


def without_platform_data(document: Json) -> None:
    """Leave what was derived: shares with their intervals, tallies, findings, and the verdict."""
    for place in (*ACCOUNT_ROWS, *_POST_ROWS, *_WORDS_OF_PEOPLE):
        _keep(document, place, lambda _: False)
    for *path, name in _PLATFORM_VALUES:
        holder = _at(document, tuple(path))
        if isinstance(holder, dict) and name in holder:
            holder[name] = None
    for measured in (*_rows(document, ("creator", "signals")), _at(document, ("attention", "likes"))):
        if measured is not None:
            measured["text"] = FIGURES_DELETED
    for place in (("limits",), ("creator", "limits")):
        _keep(document, place, lambda limit: limit != DATA_DELETED and not _STATES_COUNT.match(limit))
    assessment: Json = document["assessment"]
    assessment["limits"].insert(0, DATA_DELETED)
    for share in _with_population(assessment):
        share["population"] = None


def _at(document: Json, place: Place) -> Any:  # noqa: ANN401 - any JSON value
    """Follow a place down from the assessment; None where a part was not measured, or is missing in an old document."""
    found: Any = document["assessment"]
    for name in place:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _rows(document: Json, place: Place) -> list[Any]:
    found = _at(document, place)
    return found if isinstance(found, list) else []


def _keep(document: Json, place: Place, stays: Callable[[Any], bool]) -> int:
    """Keep the rows of a list that may stay; return how many went."""
    rows = _rows(document, place)
    before = len(rows)
    rows[:] = [row for row in rows if stays(row)]
    return before - len(rows)


def _with_population(value: object) -> Iterator[Json]:
    """Find everything that states the size of an audience: the frame, and each share."""
    if isinstance(value, dict):
        if "population" in value and isinstance(value["population"], int):
            yield value
        for part in value.values():
            yield from _with_population(part)
    elif isinstance(value, list):
        for part in value:
            yield from _with_population(part)
