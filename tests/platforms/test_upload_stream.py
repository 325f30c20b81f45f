import gzip
import io
import os
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.upload_errors import UploadCode, UploadError
from app.platforms.upload_stream import UploadLimits, numbered_lines, open_upload


def lines(data: bytes, limits: UploadLimits | None = None) -> list[tuple[int, bytes | None]]:
    limits = limits or UploadLimits()
    return list(numbered_lines(open_upload(io.BytesIO(data), limits), limits.line_bytes))


def code(data: bytes, limits: UploadLimits | None = None) -> UploadCode:
    with pytest.raises(UploadError) as caught:
        lines(data, limits)
    return caught.value.code


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_kind_of_line_end_ends_a_line(end: bytes) -> None:
    assert lines(end.join([b"a", b"", b"b"])) == [(1, b"a\n"), (2, b"\n"), (3, b"b")]


def test_a_line_end_that_falls_between_two_blocks_counts_once() -> None:
    data = b"a" * 65_535 + b"\r\n" + b"b"
    assert [number for number, _ in lines(data)] == [1, 2]


def test_gzip_is_recognised_also_in_several_members_and_with_zeros_behind() -> None:
    data = gzip.compress(b"a\n") + gzip.compress(b"b\n") + gzip.compress(b"c\n") + b"\0" * 70_000
    assert lines(data) == [(1, b"a\n"), (2, b"b\n"), (3, b"c\n")]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert lines(b"\xef\xbb\xbfa\n") == lines(gzip.compress(b"\xef\xbb\xbfa\n")) == [(1, b"a\n")]


def test_a_line_that_is_too_long_costs_only_itself() -> None:
    data = b"a\n" + b"b" * 5_000 + b"\nc\n" + b"d" * 5_000
    assert lines(data, UploadLimits(line_bytes=100)) == [(1, b"a\n"), (2, None), (3, b"c\n"), (4, None)]


def test_a_line_of_just_the_longest_length_is_fine() -> None:
    limits = UploadLimits(line_bytes=3)
    assert lines(b"abc\nabc", limits) == [(1, b"abc\n"), (2, b"abc")]


def test_a_gzip_stream_that_is_cut_off_or_damaged_says_so() -> None:
    whole = gzip.compress(os.urandom(200_000))
    assert code(whole[:-5]) is UploadCode.TRUNCATED
    assert code(whole[:100_000]) is UploadCode.TRUNCATED
    assert code(whole[:2]) is UploadCode.TRUNCATED
    assert code(whole[:-5] + b"hello") is UploadCode.GZIP_CORRUPT
    assert code(b"\x1f\x8bnonsense") is UploadCode.GZIP_CORRUPT
    assert code(whole + b"hello") is UploadCode.GZIP_CORRUPT


def test_a_gzip_bomb_stops_at_the_ratio() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress((b"a" * 999 + b"\n") * 1_000) for _ in range(40)) + packer.flush()
    assert len(bomb) < 100_000
    assert code(bomb) is UploadCode.TOO_LARGE


def test_more_text_than_the_limit_stops_there_in_both_forms() -> None:
    limits = UploadLimits(decoded_bytes=1_000)
    assert code(b"a\n" * 501, limits) is UploadCode.TOO_LARGE
    assert code(gzip.compress(b"a\n" * 501), limits) is UploadCode.TOO_LARGE
    assert len(lines(b"a\n" * 500, limits)) == 500


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be"])
def test_utf_16_and_utf_32_are_told_apart_from_bad_lines(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert code(mark + '{"account_id": "a"}'.encode(encoding)) is UploadCode.NOT_UTF8


def test_a_spreadsheet_is_told_apart_from_bad_lines() -> None:
    assert code(b"PK\x03\x04" + b"\0" * 50) is UploadCode.UNKNOWN_FORMAT


def test_a_pipe_gives_its_first_line_before_it_is_closed() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as reader, os.fdopen(writing, "wb", buffering=0) as writer:
        writer.write(b"first\n")
        given_lines = numbered_lines(open_upload(reader, UploadLimits()), 100)
        assert next(given_lines) == (1, b"first\n")
        writer.write(b"second\n")
        assert next(given_lines) == (2, b"second\n")


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_lines_or_an_upload_error(data: bytes, packed: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    try:
        found = lines(gzip.compress(data) if packed else data)
    except UploadError:
        return
    plain = data.removeprefix(b"\xef\xbb\xbf")
    if not plain.startswith(b"\x1f\x8b"):
        expected = plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        assert b"".join(line or b"" for _, line in found) == expected
