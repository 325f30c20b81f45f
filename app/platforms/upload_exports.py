"""The files in which platforms give an owner the list of their followers, read entry by entry in bounded memory.

Instagram  followers_1.json: an array, or an object with `relationships_followers`; each entry with its follow time
X          follower.js: `window.YTD.follower.part0 = [...]`, ids only
TikTok     user_data.json, in which the list is called `FansList`, or the list as text; each entry with its follow time

An entry's place in the list, from 1, stands for the number of its line; in the text form its line does.
"""

import codecs
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias

from app.domain.account import Account
from app.platforms.upload_cells import read_time
from app.platforms.upload_errors import LineError, RowError, UploadCode, UploadError
from app.platforms.upload_row import row_from_values
from app.platforms.upload_stream import numbered_lines

Values: TypeAlias = dict[str, object]
Entry: TypeAlias = tuple[int, Account | LineError]

_BLOCK_BYTES: Final = 1 << 16
_LONGEST_MARK: Final = 256
_BETWEEN: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder()
_TIKTOK_PARTS: Final = (
    rb"Activity|Ads and data|App Settings|Comment|Direct Messages?|Follower|Income Plus Wallet Transactions"
    rb"|Likes and Favorites|Location Review|Post|Profile|Profile And Settings|Ti[kK][tT]ok Live"
    rb"|Ti[kK][tT]ok Shop(?:ping)?|Video|Your Activity"
)
_TIKTOK_TEXT: Final = re.compile(rb"\s*Date:[^\n]{0,200}\n\s*User ?name:", re.IGNORECASE)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Export:
    """A platform's file: `start` recognises it by its first bytes, the list of entries begins after `mark`."""

    start: re.Pattern[bytes]
    mark: re.Pattern[bytes]
    values: Callable[[Mapping[str, Any]], Values]


def is_export(start: bytes) -> bool:
    """Tell by the first bytes whether a file is a platform's own list."""
    return _TIKTOK_TEXT.match(start) is not None or _recognised(start) is not None


def read_export(stream: io.BufferedReader, line_bytes: int) -> Iterator[Entry]:
    """Give every entry of a platform's list; raise UploadError where there is no list, or it is cut off."""
    start = stream.peek(1)
    if _TIKTOK_TEXT.match(start):
        yield from _read_tiktok_text(stream, line_bytes)
        return
    export = _recognised(start)
    if export is None:
        raise UploadError(UploadCode.UNKNOWN_FORMAT, "The file is no list of followers of a platform that is known.")
    for number, entry in enumerate(_entries(stream, export.mark, line_bytes), start=1):
        try:
            yield number, row_from_values(export.values(entry))
        except RowError as error:
            yield number, error.at(number)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
            yield number, LineError(number, "", "is not an entry as the platform writes them")


def _recognised(start: bytes) -> Export | None:
    return next((export for export in _EXPORTS if export.start.match(start)), None)


def _read_tiktok_text(stream: io.BufferedReader, line_bytes: int) -> Iterator[Entry]:
    """Give every entry of TikTok's list as text: a line with the date, then one with the name."""
    date = ""
    for number, line in numbered_lines(stream, line_bytes):
        name, colon, text = (line or b"?").decode(errors="replace").partition(":")
        match (name.strip().lower().replace(" ", ""), colon):
            case ("date", ":"):
                date = text.strip()
            case ("username", ":"):
                try:
                    yield number, row_from_values(_tiktok({"UserName": text.strip(), "Date": date}))
                except RowError as error:
                    yield number, error.at(number)
                date = ""
            case ("", ""):
                pass
            case _:
                yield number, LineError(number, "", "is neither a Date: nor a Username: line")


def _entries(stream: io.BufferedReader, mark: re.Pattern[bytes], line_bytes: int) -> Iterator[Any]:
    """Give the values of the JSON array that begins at the mark, one at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    text, place, is_last = _decoded(decoder, _skip_to(stream, mark)), 0, False
    while True:
        while (place := _after(_BETWEEN, text, place)) < len(text):
            if text[place] == "]":
                return
            try:
                entry, place = _DECODER.raw_decode(text, place)
            except (ValueError, RecursionError):
                break
            yield entry
        if is_last:
            raise UploadError(UploadCode.TRUNCATED, "The list ends in the middle: the file was cut off.")
        text, place = text[place:], 0
        if len(text) > line_bytes:
            detail = f"An entry of the list is no JSON, or longer than {line_bytes} bytes."
            raise UploadError(UploadCode.UNKNOWN_FORMAT, detail, limit=line_bytes)
        block = stream.read(_BLOCK_BYTES)
        is_last = not block
        text += _decoded(decoder, block, is_last=is_last)


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return place if found is None else found.end()


def _skip_to(stream: io.BufferedReader, mark: re.Pattern[bytes]) -> bytes:
    """Read on until behind the mark, and give what was read beyond it."""
    held = b""
    while block := stream.read(_BLOCK_BYTES):
        held += block
        if found := mark.search(held):
            return held[found.end() :]
        held = held[-_LONGEST_MARK:]
    raise UploadError(UploadCode.EMPTY, "The file holds no list of followers: ask the platform for that part too.")


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, *, is_last: bool = False) -> str:
    try:
        return decoder.decode(block, is_last)
    except UnicodeDecodeError:
        raise UploadError(UploadCode.NOT_UTF8, "The file is not UTF-8: send it as the platform gave it.") from None


def _instagram(entry: Mapping[str, Any]) -> Values:
    [link, *_] = entry["string_list_data"]
    name = link.get("value") or entry.get("title") or link["href"].rstrip("/").rpartition("/")[2]
    followed = link.get("timestamp")
    values: Values = {"account_id": name, "handle": name}
    if followed:
        values["followed_at"] = _EPOCH + timedelta(seconds=followed)
    return values


def _x(entry: Mapping[str, Any]) -> Values:
    return {"account_id": entry["follower"]["accountId"]}


def _tiktok(entry: Mapping[str, Any]) -> Values:
    name = entry["UserName"]
    values: Values = {"account_id": name, "handle": name}
    if date := entry.get("Date"):
        followed = read_time(date)
        if followed is None:
            raise RowError(pointer="/followed_at", reason="is no date as the platform writes them")
        values["followed_at"] = followed
    return values


_EXPORTS: Final = (
    Export(
        start=re.compile(rb"\s*\[\s*\{[^\[\]{}]{0,2000}(?:\[[^\[\]]{0,2000}\][^\[\]{}]{0,200})?\"string_list_data\""),
        mark=re.compile(rb"\["),
        values=_instagram,
    ),
    Export(
        start=re.compile(rb"\s*\{\s*\"relationships_followers\"\s*:\s*\["),
        mark=re.compile(rb"\"relationships_followers\"\s*:\s*\["),
        values=_instagram,
    ),
    Export(
        start=re.compile(rb"\s*window\.YTD\.follower\.part[0-9]+\s*=\s*\["),
        mark=re.compile(rb"=\s*\["),
        values=_x,
    ),
    Export(
        start=re.compile(rb"\s*\{\s*\"(?:" + _TIKTOK_PARTS + rb")\"\s*:\s*\{"),
        mark=re.compile(rb"\"FansList\"\s*:\s*\["),
        values=_tiktok,
    ),
)
