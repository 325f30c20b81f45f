"""Opaque, signed cursors: a caller cannot forge a place in a list, nor carry one to another list."""

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Final

import msgspec

from app.api.errors import ApiError

SIGNATURE_LENGTH: Final = 16
MAX_CURSOR: Final = 300

Place = tuple[datetime, str]


def write_cursor(key: bytes, owner: str, place: Place) -> str:
    """Encode the last row of a page; `owner` is the tenant that it belongs to."""
    moment, row_id = place
    body = msgspec.json.encode([moment, row_id])
    return base64.urlsafe_b64encode(_sign(key, owner, body) + body).decode().rstrip("=")


def read_cursor(key: bytes, owner: str, cursor: str) -> Place:
    """Decode a cursor; raise ApiError invalid_cursor for anything that this tenant was not given."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        signature, body = raw[:SIGNATURE_LENGTH], raw[SIGNATURE_LENGTH:]
        if hmac.compare_digest(signature, _sign(key, owner, body)):
            moment, row_id = msgspec.json.decode(body, type=Place)
            return moment.astimezone(UTC), row_id
    except (binascii.Error, ValueError, msgspec.DecodeError):
        pass
    message = "The cursor was not given by this list."
    raise ApiError("invalid_cursor", message)


def _sign(key: bytes, owner: str, body: bytes) -> bytes:
    return hmac.new(key, owner.encode() + b"\0" + body, hashlib.sha256).digest()[:SIGNATURE_LENGTH]
