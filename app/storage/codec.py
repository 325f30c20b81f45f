"""Domain values as bytes in a row: JSON, compressed. Readable by any later version that knows the fields."""

import zlib
from typing import TypeVar

import msgspec

Value = TypeVar("Value")


def pack(value: object) -> bytes:
    """Encode a domain value, or a list of them."""
    return zlib.compress(msgspec.json.encode(value), level=1)


def unpack(body: bytes, kind: type[Value]) -> Value:
    """Decode what `pack` made; raises msgspec.ValidationError when the row holds something else."""
    return msgspec.json.decode(zlib.decompress(body), type=kind)
