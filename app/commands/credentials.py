"""`truereach credentials`: what this machine signs in to platforms with. No secret is taken from the command line."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, Final

import typer

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.domain.credential import MAX_CREDENTIAL_NAME, Credential, CredentialStatus
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities, CredentialField
from app.platforms.errors import PlatformError
from app.reports.credential import print_credentials
from app.settings import EncryptionKeysError, Settings
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store
from app.storage.vault import Vault
from app.vetting.credentials import (
    DEFAULT_NAME,
    Connect,
    check_credential,
    delete_credential,
    list_credentials,
    store_credential,
)
from app.vetting.errors import RequestError
from app.vetting.rotate import rotate_credentials

_PAGE: Final = 200

credentials = typer.Typer(no_args_is_help=True, help="What platforms are signed in to with: stored encrypted.")

CredentialId = Annotated[str, typer.Argument(help="Id of a credential of this machine.", metavar="ID")]


@dataclass(frozen=True, slots=True)
class Platforms:
    """What platforms declare and how they are called; the `obj` of the commands, where it is not this program's own."""

    declared: Sequence[Capabilities]
    open: Callable[[Settings], AbstractAsyncContextManager[Connect]]


@dataclass(frozen=True, slots=True)
class _Desk:
    """The database with what opens its credentials, for the tenant of the command line."""

    settings: Settings
    store: Store
    vault: Vault
    tenant_id: str


@credentials.command()
def add(
    context: typer.Context,
    platform: Annotated[Platform, typer.Argument(help="Platform that it is for.")],
    name: Annotated[str, typer.Option(help="Name for your own records; each once for a platform.")] = DEFAULT_NAME,
    from_env: Annotated[
        list[str] | None,
        typer.Option("--from-env", help="Variable that holds a field; once for each, in the order of the prompts."),
    ] = None,
    from_stdin: Annotated[bool, typer.Option("--stdin", help="Read each field from a line of standard input.")] = False,
) -> None:
    """Store a credential; each of its fields is asked for without showing it."""
    capabilities = _declared(_platforms(context), platform)
    if not 1 <= len(name) <= MAX_CREDENTIAL_NAME:
        fail(f"A name has 1 to {MAX_CREDENTIAL_NAME} characters.")
    values = _read_values(capabilities.credential_fields, from_env or (), from_stdin=from_stdin)
    fields = [(one.name, value) for one, value in zip(capabilities.credential_fields, values, strict=True)]
    with _open_desk() as desk:
        stored = store_credential(
            desk.store, desk.vault, desk.tenant_id, capabilities=capabilities, name=name, fields=fields, now=utc_now()
        )
    console.print(f"Stored. Try it: truereach credentials check {stored.credential_id}", soft_wrap=True)


@credentials.command("list")
def list_all() -> None:
    """List the credentials of this machine, newest first, without their secrets."""
    found: list[Credential] = []
    with _open_desk() as desk:
        page = list_credentials(desk.store, desk.tenant_id, limit=_PAGE, after=None)
        while page:
            found += page
            last = (page[-1].created_at, page[-1].credential_id)
            page = list_credentials(desk.store, desk.tenant_id, limit=_PAGE, after=last)
    if found:
        print_credentials(console, found)
    else:
        console.print("There are none. Store one: truereach credentials add PLATFORM")


@credentials.command()
def check(context: typer.Context, credential_id: CredentialId) -> None:
    """Ask the platform whether a credential works; exit code 1 where it does not."""
    platforms = _platforms(context)
    with _open_desk() as desk:
        checked = asyncio.run(_check(desk, platforms, credential_id))
    if checked.status is CredentialStatus.REFUSED:
        fail(checked.status_text)
    console.print(checked.status_text)


@credentials.command()
def delete(credential_id: CredentialId) -> None:
    """Delete a credential."""
    with _open_desk() as desk:
        delete_credential(desk.store, desk.tenant_id, credential_id)
    console.print("Deleted.")


@credentials.command()
def rotate() -> None:
    """Encrypt the credentials of all tenants with the first key; older keys can be dropped then."""
    with _open_desk() as desk:
        rotation = rotate_credentials(desk.store, desk.vault)
    console.print(f"{rotation.rotated} encrypted anew with the key {rotation.key_id}.", soft_wrap=True)
    if rotation.unopened:
        fail("; ".join(f"{count} left as they were: {reason}" for reason, count in rotation.unopened.items()))


async def _check(desk: _Desk, platforms: Platforms, credential_id: str) -> Credential:
    async with platforms.open(desk.settings) as connect:
        return await check_credential(
            desk.store,
            desk.vault,
            desk.tenant_id,
            credential_id,
            connect=connect,
            platforms=platforms.declared,
            opt_ins=frozenset(desk.settings.opt_ins),
            clock=utc_now,
        )


@contextlib.contextmanager
def _open_desk() -> Iterator[_Desk]:
    """Open the database; whatever cannot be done ends with exit code 1 and a sentence."""
    from app.commands.local import open_records
    from app.keys import open_vault

    settings = read_settings()
    try:
        with open_records(settings) as (store, tenant_id):
            yield _Desk(settings, store, open_vault(settings), tenant_id)
    except RequestError as error:
        fail(" ".join([error.detail, *(f"({fault.pointer}: {fault.detail})" for fault in error.faults)]))
    except (PlatformError, StorageUnavailableError, EncryptionKeysError) as error:
        fail(str(error))


def _platforms(context: typer.Context) -> Platforms:
    if isinstance(context.obj, Platforms):
        return context.obj
    from app.main import open_platforms
    from app.platforms.registry import list_capabilities

    return Platforms(list_capabilities(), open_platforms)


def _declared(platforms: Platforms, platform: Platform) -> Capabilities:
    """Find what a platform asks for, before anything is asked."""
    declared = next((one for one in platforms.declared if one.platform is platform), None)
    if declared is None or not declared.needs_credential:
        fail(f"{platform} is not called with a credential.")
    return declared


def _read_values(fields: Sequence[CredentialField], variables: Sequence[str], *, from_stdin: bool) -> list[str]:
    if variables:
        return [_variable(name) for name in _one_each(fields, variables, "--from-env")]
    if from_stdin:
        return _one_each(fields, sys.stdin.read().split(), "--stdin")
    return [typer.prompt(one.title, hide_input=one.is_secret, err=True).strip() for one in fields]


def _variable(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        fail(f"The variable {name} is not set.")
    return value


def _one_each(fields: Sequence[CredentialField], given: Sequence[str], option: str) -> list[str]:
    if len(given) != len(fields):
        fail(f"{option} gives {len(given)} of {len(fields)} fields: {', '.join(one.title for one in fields)}.")
    return list(given)
