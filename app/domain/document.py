"""An answer as it is stored and sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """JSON bytes and their strong entity tag (without quotes); made once, never rebuilt."""

    etag: str
    body: bytes
