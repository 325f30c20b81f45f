"""Encrypt stored secrets anew with the first key, so that older keys can be dropped."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.storage.credentials import SealedRow, place_of
from app.storage.store import Store, System
from app.storage.vault import Vault, VaultEmptyError, VaultError
from app.vetting.errors import CredentialsUnavailableError

CHUNK: Final = 100
"""Rows of one transaction: it lasts for milliseconds, and the service goes on beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """How many secrets were encrypted anew with the key, and for each reason in words how many could not be."""

    key_id: str
    rotated: int
    unopened: Mapping[str, int]


def rotate_credentials(store: Store, vault: Vault) -> Rotation:
    """Encrypt every tenant's credentials that lie under another key with the first one; may be repeated at any time.

    What cannot be opened stays as it is. Raises CredentialsUnavailableError without a key.
    """
    try:
        key_id = vault.key_id
    except VaultEmptyError as error:
        message = f"Nothing can be rotated: {error}."
        raise CredentialsUnavailableError(message) from error
    rotated, after = 0, ""
    unopened: Counter[str] = Counter()
    while True:
        with store.system() as system:
            rows = system.sealed_credentials.list_under_other_keys(key_id, limit=CHUNK, after=after)
            rotated += sum(_rotate(system, vault, row, unopened) for row in rows)
        if not rows:
            return Rotation(key_id=key_id, rotated=rotated, unopened=unopened)
        after = rows[-1].credential_id


def _rotate(system: System, vault: Vault, row: SealedRow, unopened: Counter[str]) -> bool:
    place = place_of(row.tenant_id, row.credential_id)
    try:
        secret = vault.open(row.sealed, place)
    except VaultError as error:
        unopened[str(error)] += 1
        return False
    return system.sealed_credentials.replace(row, vault.seal(secret, place))
