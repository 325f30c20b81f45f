"""Secrets at rest: AES-256-GCM under keys of the operator, bound to the place where they lie.

VaultError
├── VaultEmptyError   there is no key to encrypt with
├── UnknownKeyError   the secret was encrypted with a key that is not here
└── BrokenSealError   the key is here, but the ciphertext was changed or moved to another row
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_ID_LENGTH: Final = 16
NONCE_BYTES: Final = 12
"""Random nonces of 96 bits: a key may encrypt 2^32 secrets (NIST SP 800-38D, section 8.3)."""

FINGERPRINT_LENGTH: Final = 16


class VaultError(Exception):
    """A secret can be neither encrypted nor decrypted; the text names no part of it."""


class VaultEmptyError(VaultError):
    """There is no key to encrypt with."""

    def __init__(self) -> None:
        super().__init__("there is no key to encrypt secrets with: set TRUEREACH_ENCRYPTION_KEYS")


class UnknownKeyError(VaultError):
    """The secret was encrypted with a key that is not here."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"the key {key_id} is missing: put it back into TRUEREACH_ENCRYPTION_KEYS")
        self.key_id = key_id


class BrokenSealError(VaultError):
    """The ciphertext was changed, or moved to another row."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"the key {key_id} does not open it: the row was changed or moved")
        self.key_id = key_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a secret lies: it opens nowhere else."""

    table: str
    tenant_id: str
    row_id: str
    column: str

    def to_bytes(self) -> bytes:
        """Write it as associated data; none of the parts can hold a NUL."""
        return f"{self.table}\0{self.tenant_id}\0{self.row_id}\0{self.column}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An encrypted secret, and the id of the key that opens it."""

    key_id: str
    nonce: bytes
    ciphertext: bytes


def key_id_of(key: bytes) -> str:
    """Name a key by a hash: of 256 random bits it tells nothing."""
    return hashlib.sha256(b"truereach key id\0" + key).hexdigest()[:KEY_ID_LENGTH]


class Vault:
    """Encrypts with the first key, decrypts with any. Keys are read when the first secret is, not before."""

    def __init__(self, read_keys: Callable[[], Sequence[bytes]], *, fingerprint_key: bytes) -> None:
        self._read_keys = read_keys
        self._fingerprint_key = fingerprint_key

    @property
    def key_id(self) -> str:
        """Id of the key that encrypts; raises VaultEmptyError."""
        key_id = next(iter(self._keys), None)
        if key_id is None:
            raise VaultEmptyError
        return key_id

    def seal(self, secret: bytes, place: Place) -> Sealed:
        """Encrypt a secret for its place; raises VaultEmptyError."""
        key_id, nonce = self.key_id, secrets.token_bytes(NONCE_BYTES)
        return Sealed(
            key_id=key_id, nonce=nonce, ciphertext=self._keys[key_id].encrypt(nonce, secret, place.to_bytes())
        )

    def open(self, sealed: Sealed, place: Place) -> bytes:
        """Decrypt a secret that lies at its place; raises UnknownKeyError or BrokenSealError."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise UnknownKeyError(sealed.key_id)
        try:
            return key.decrypt(sealed.nonce, sealed.ciphertext, place.to_bytes())
        except (InvalidTag, ValueError) as error:  # ValueError: a nonce of another length
            raise BrokenSealError(sealed.key_id) from error

    def fingerprint(self, secret: bytes) -> str:
        """Give equal secrets equal names, which nobody without our key can guess a secret by."""
        return hmac.digest(self._fingerprint_key, secret, "sha256").hex()[:FINGERPRINT_LENGTH]

    @cached_property
    def _keys(self) -> Mapping[str, AESGCM]:
        return {key_id_of(key): AESGCM(key) for key in self._read_keys()}
