"""An answer as it is stored and sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """JSON bytes and their strong entity tag (without quotes); made once, then only redacted."""

    etag: str
    body: bytes
