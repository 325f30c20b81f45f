"""Credentials of platforms: store them, try them, open them for a call. What they consist of is never told again."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final

import msgspec

from app.domain.credential import (
    REFUSED_BY_PLATFORM,
    Credential,
    CredentialStatus,
    OpenedCredential,
    hint_of,
    is_sendable,
)
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Connector
from app.platforms.errors import PlatformAuthError
from app.storage.credentials import place_of
from app.storage.ids import is_id, new_id
from app.storage.store import Books, Store
from app.storage.vault import Sealed, Vault, VaultEmptyError, VaultError
from app.vetting.errors import (
    CredentialFieldsError,
    CredentialNameTakenError,
    CredentialNotFoundError,
    CredentialNotNeededError,
    CredentialsUnavailableError,
    CredentialUnreadableError,
    Fault,
)
from app.vetting.opt_ins import require_opt_in

DEFAULT_NAME: Final = "default"

Connect = Callable[[Platform, Mapping[str, str]], Connector]
"""Connects a platform with the fields of a credential; none where it needs none. Raises PlatformError."""


def store_credential(
    store: Store,
    vault: Vault,
    tenant_id: str,
    *,
    capabilities: Capabilities,
    name: str,
    fields: Sequence[tuple[str, str]],
    now: datetime,
) -> Credential:
    """Encrypt and keep a credential, untested.

    Raises CredentialNotNeededError, CredentialFieldsError, CredentialNameTakenError or CredentialsUnavailableError.
    """
    _check_fields(capabilities, fields)
    values = dict(fields)
    secrets = {one.name: values[one.name] for one in capabilities.credential_fields if one.is_secret} or values
    credential = Credential(
        credential_id=new_id("crd"),
        platform=capabilities.platform,
        name=name,
        field_names=tuple(one.name for one in capabilities.credential_fields),
        hint=hint_of(next(iter(secrets.values()))),
        fingerprint=vault.fingerprint(msgspec.json.encode([capabilities.platform, sorted(secrets.items())])),
        status=CredentialStatus.UNTESTED,
        status_detail=None,
        created_at=now,
        checked_at=None,
    )
    try:
        sealed = vault.seal(msgspec.json.encode(values), place_of(tenant_id, credential.credential_id))
    except VaultEmptyError as error:
        message = f"This server keeps no credentials: {error}."
        raise CredentialsUnavailableError(message) from error
    with store.books(tenant_id) as books:
        if not books.credentials.add(credential, sealed):
            message = f"There is a credential of {capabilities.title} with this name already."
            raise CredentialNameTakenError(message, faults=[Fault(pointer="/name", detail="is taken")])
    return credential


def get_credential(store: Store, tenant_id: str, credential_id: str) -> Credential:
    """Return a credential of the tenant; raises CredentialNotFoundError."""
    with store.books(tenant_id) as books:
        return _get(books, credential_id)


def list_credentials(
    store: Store, tenant_id: str, *, limit: int, after: tuple[datetime, str] | None
) -> Sequence[Credential]:
    """Return a page of credentials, the newest first."""
    with store.books(tenant_id) as books:
        return books.credentials.list_page(limit=limit, after=after)


def delete_credential(store: Store, tenant_id: str, credential_id: str) -> None:
    """Delete a credential; raises CredentialNotFoundError."""
    with store.books(tenant_id) as books:
        _get(books, credential_id)
        books.credentials.delete(credential_id)


async def check_credential(
    store: Store,
    vault: Vault,
    tenant_id: str,
    credential_id: str,
    *,
    connect: Connect,
    platforms: Sequence[Capabilities],
    opt_ins: AbstractSet[str],
    clock: Callable[[], datetime],
) -> Credential:
    """Ask the platform whether a credential works, and write down what it says.

    Where it says nothing of the credential, PlatformError is raised and nothing is written down. Raises
    CredentialNotFoundError, CredentialUnreadableError or OptInNeededError.
    """
    credential, sealed = await asyncio.to_thread(_get_sealed, store, tenant_id, credential_id)
    for declared in platforms:
        if declared.platform is credential.platform:
            require_opt_in(declared, opt_ins)
    opened = _open(vault, tenant_id, credential, sealed)
    status, detail = CredentialStatus.WORKING, None
    try:
        await connect(credential.platform, opened.fields).check_credential()
    except PlatformAuthError as error:
        status, detail = CredentialStatus.REFUSED, error.code
    return await asyncio.to_thread(_report, store, tenant_id, credential_id, status, detail, clock())


def open_credential(store: Store, vault: Vault, tenant_id: str, platform: Platform) -> OpenedCredential | None:
    """Open what a tenant's calls of a platform use: its newest credential that is not refused, else its newest.

    None when it has none. Raises CredentialUnreadableError, whose text names the missing key.
    """
    with store.books(tenant_id) as books:
        found = books.credentials.get_newest(platform)
    return None if found is None else _open(vault, tenant_id, *found)


def mark_refused(store: Store, tenant_id: str, credential_id: str, now: datetime) -> None:
    """Write down that the platform refused a credential; one that was deleted meanwhile is let go."""
    with store.books(tenant_id) as books:
        books.credentials.report(credential_id, CredentialStatus.REFUSED, REFUSED_BY_PLATFORM, now=now)


def _open(vault: Vault, tenant_id: str, credential: Credential, sealed: Sealed) -> OpenedCredential:
    try:
        secret = vault.open(sealed, place_of(tenant_id, credential.credential_id))
    except VaultError as error:
        message = f"The credential cannot be decrypted: {error}. Or store it again."
        raise CredentialUnreadableError(message) from error
    return OpenedCredential(
        credential_id=credential.credential_id,
        fields=msgspec.json.decode(secret, type=dict[str, str]),
        fingerprint=credential.fingerprint,
    )


def _report(
    store: Store, tenant_id: str, credential_id: str, status: CredentialStatus, detail: str | None, now: datetime
) -> Credential:
    with store.books(tenant_id) as books:
        books.credentials.report(credential_id, status, detail, now=now)
        return _get(books, credential_id)


def _get_sealed(store: Store, tenant_id: str, credential_id: str) -> tuple[Credential, Sealed]:
    with store.books(tenant_id) as books:
        found = books.credentials.get_sealed(credential_id) if is_id(credential_id, "crd") else None
    if found is None:
        raise _not_found(credential_id)
    return found


def _get(books: Books, credential_id: str) -> Credential:
    found = books.credentials.get(credential_id) if is_id(credential_id, "crd") else None
    if found is None:
        raise _not_found(credential_id)
    return found


def _not_found(credential_id: str) -> CredentialNotFoundError:
    return CredentialNotFoundError(f"There is no credential {credential_id[:64]!r}.")


def _check_fields(capabilities: Capabilities, fields: Sequence[tuple[str, str]]) -> None:
    title = capabilities.title
    if not capabilities.needs_credential:
        message = f"{title} is not called with a credential."
        raise CredentialNotNeededError(message, faults=[Fault(pointer="/platform", detail="needs no credential")])
    faults = list(_faults(capabilities, fields))
    if faults:
        asked = ", ".join(one.name for one in capabilities.credential_fields)
        message = f"A credential of {title} consists of {asked}, each once, in printable ASCII without spaces."
        raise CredentialFieldsError(message, faults=faults)


def _faults(capabilities: Capabilities, fields: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """Find what is wrong without repeating what was sent: a secret may stand in the place of a name."""
    missing = {one.name: None for one in capabilities.credential_fields}
    known = set(missing)
    for number, (name, value) in enumerate(fields):
        if name not in missing:
            detail = "is given twice" if name in known else f"is no field of {capabilities.title}"
            yield Fault(pointer=f"/fields/{number}/name", detail=detail)
        elif not is_sendable(value):
            yield Fault(pointer=f"/fields/{number}/value", detail="must be printable ASCII without spaces")
        missing.pop(name, None)
    for name in missing:
        yield Fault(pointer="/fields", detail=f"{name} is missing")
