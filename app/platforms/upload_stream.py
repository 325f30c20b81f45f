"""The bytes of an upload under limits: inflated when they are gzip, every kind of line end turned into LF.

Memory stays bounded whatever comes in: one block of input, one block of output, one line.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.platforms.upload_errors import UploadCode, UploadError

_BLOCK_BYTES = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_RATIO_COUNTS_FROM_BYTES = 16_000_000
_UTF8_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")
_ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """What one upload may be. `decoded_bytes` and `gzip_ratio` are about gzip bombs; `errors` is how many are kept."""

    line_bytes: int = 1_000_000
    decoded_bytes: int = 4_000_000_000
    gzip_ratio: int = 200
    rows: int = 5_000_000
    errors: int = 100
    batch_rows: int = 1_000


def open_upload(file: BinaryIO, limits: UploadLimits) -> io.BufferedReader:
    """Open an upload for reading by lines; raise UploadError for what is not text at all."""
    source = _Source(file)
    start = source.peek(len(_GZIP_MAGIC))
    raw = _LineStream(_Gunzip(source, limits) if start == _GZIP_MAGIC else _Plain(source, limits))
    stream: io.BufferedReader = io.BufferedReader(raw, _BLOCK_BYTES)
    head = stream.peek(1)[:4]
    if head.startswith(_OTHER_BOMS):
        raise UploadError(UploadCode.NOT_UTF8, "The file is UTF-16 or UTF-32: save it as UTF-8.")
    if head == _ZIP_MAGIC:
        detail = "The file is a ZIP archive or a spreadsheet: save it as NDJSON or CSV, and compress it with gzip only."
        raise UploadError(UploadCode.UNKNOWN_FORMAT, detail)
    if head.startswith(_UTF8_BOM):
        stream.read(len(_UTF8_BOM))
    return stream


def numbered_lines(stream: io.BufferedReader, line_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Give every line with its number from 1, blank ones included; None for a line that is too long."""
    number = 0
    readline = stream.readline
    while line := readline(line_bytes + 1):
        number += 1
        if len(line) <= line_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = readline(line_bytes)
        yield number, None


class _Source:
    """The file as given: any object with `read`, even a pipe."""

    def __init__(self, file: BinaryIO) -> None:
        # read1 gives what a pipe holds instead of waiting for a full block.
        self._read = getattr(file, "read1", file.read)
        self._held = b""

    def peek(self, size: int) -> bytes:
        while len(self._held) < size and (block := self._read(_BLOCK_BYTES)):
            self._held += block
        return self._held[:size]

    def read(self) -> bytes:
        held, self._held = self._held, b""
        return held or self._read(_BLOCK_BYTES) or b""


class _Plain:
    def __init__(self, source: _Source, limits: UploadLimits) -> None:
        self._source = source
        self._most = limits.decoded_bytes
        self._given = 0

    def read(self) -> bytes:
        block = self._source.read()
        self._given += len(block)
        if self._given > self._most:
            raise _too_large(self._most)
        return block


class _Gunzip:
    """Inflates block by block; several gzip members in a row and zeros after the last are part of the format."""

    def __init__(self, source: _Source, limits: UploadLimits) -> None:
        self._source = source
        self._limits = limits
        self._inflater = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._taken = 0
        self._given = 0

    def read(self) -> bytes:
        while True:
            if self._inflater.eof and not self._next_member():
                return b""
            if block := self._inflate():
                self._given += len(block)
                self._check()
                return block
            if not self._inflater.eof and not self._pending and not self._refill():
                detail = "The gzip stream ends early: the upload was cut off. Send the file again."
                raise UploadError(UploadCode.TRUNCATED, detail)

    def _inflate(self) -> bytes:
        try:
            block = self._inflater.decompress(self._pending, _BLOCK_BYTES)
        except zlib.error:
            detail = "The gzip stream is damaged. Compress the file again, or send it uncompressed."
            raise UploadError(UploadCode.GZIP_CORRUPT, detail) from None
        self._pending = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
        return block

    def _next_member(self) -> bool:
        self._pending = self._pending.lstrip(b"\0")
        while not self._pending and self._refill():
            self._pending = self._pending.lstrip(b"\0")
        if self._pending:
            self._inflater = zlib.decompressobj(_GZIP)
        return bool(self._pending)

    def _refill(self) -> bool:
        block = self._source.read()
        self._pending += block
        self._taken += len(block)
        return bool(block)

    def _check(self) -> None:
        limits = self._limits
        if self._given > limits.decoded_bytes:
            raise _too_large(limits.decoded_bytes)
        if self._given > _RATIO_COUNTS_FROM_BYTES and self._given > limits.gzip_ratio * self._taken:
            detail = f"The file inflates to more than {limits.gzip_ratio} times its size. Send it uncompressed."
            raise UploadError(UploadCode.TOO_LARGE, detail, limit=limits.gzip_ratio)


class _LineStream(io.RawIOBase):
    """Blocks as a raw stream in which CRLF and lone CR have become LF."""

    def __init__(self, blocks: _Plain | _Gunzip) -> None:
        self._blocks = blocks
        self._held = memoryview(b"")
        self._ended_with_cr = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # a buffer is all that BufferedReader gives
        while not self._held:
            block = self._blocks.read()
            if not block:
                return 0
            self._held = memoryview(self._with_line_feeds(block))
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        return size

    def _with_line_feeds(self, block: bytes) -> bytes:
        if self._ended_with_cr:
            block = block.removeprefix(b"\n")
            self._ended_with_cr = False
        if b"\r" in block:
            self._ended_with_cr = block.endswith(b"\r")
            block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return block


def _too_large(most: int) -> UploadError:
    detail = f"The file holds more than {most} bytes of text. Split the audience, or leave out columns."
    return UploadError(UploadCode.TOO_LARGE, detail, limit=most)
