"""API keys: made once, shown once, checked on every request."""

import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from app.domain.tenant import ApiKey, Scope
from app.storage.ids import new_id
from app.storage.store import Store

MARK: Final = "tr_live_"
"""Lets secret scanners find a leaked key."""

NAME_LENGTH: Final = 12
SECRET_LENGTH: Final = 43
"""Letters of base 62: 256 bits."""
CHECK_LENGTH: Final = 6
KEY_LENGTH: Final = len(MARK) + NAME_LENGTH + SECRET_LENGTH + CHECK_LENGTH
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def create_api_key(
    store: Store,
    tenant_name: str,
    *,
    name: str,
    scopes: Iterable[Scope],
    now: datetime,
    expires_at: datetime | None = None,
) -> str:
    """Make a key for the tenant of this name (made when new) and return it; it cannot be shown again."""
    start = MARK + _letters(NAME_LENGTH)
    secret = start + _letters(SECRET_LENGTH)
    secret += _check(secret)
    with store.system() as system:
        tenant = system.tenants.get_by_name(tenant_name) or system.tenants.add(tenant_name, now=now)
        system.api_keys.add(
            ApiKey(
                api_key_id=new_id("key"),
                tenant_id=tenant.tenant_id,
                name=name,
                prefix=start,
                secret_hash=_hash(secret),
                scopes=frozenset(scopes),
                created_at=now,
                expires_at=expires_at,
                revoked_at=None,
            )
        )
    return secret


def authenticate(store: Store, secret: str, *, now: datetime) -> ApiKey | None:
    """Return the valid key behind a secret; mistyped ones are refused without a query."""
    body, check = secret[:-CHECK_LENGTH], secret[-CHECK_LENGTH:]
    if len(secret) != KEY_LENGTH or not secret.isascii() or not hmac.compare_digest(_check(body), check):
        return None
    with store.system() as system:
        key = system.api_keys.get_by_prefix(secret[: len(MARK) + NAME_LENGTH])
    if key is None or not hmac.compare_digest(key.secret_hash, _hash(secret)):
        return None
    is_over = key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now)
    return None if is_over else key


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def _hash(secret: str) -> bytes:
    """Hash 256 random bits: they need no slow hash and no salt."""
    return hashlib.sha256(secret.encode()).digest()


def _check(text: str) -> str:
    number = binascii.crc32(text.encode())
    letters = ""
    for _ in range(CHECK_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters = ALPHABET[digit] + letters
    return letters
