"""What operators do: migrate, make keys, write the OpenAPI document."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import fail, open_output
from app.domain.tenant import Scope


def migrate() -> None:
    """Bring the database to this version."""
    from app.main import migrate_databases

    migrate_databases(read_settings())


def create_key(
    tenant: Annotated[str, typer.Option(help="Tenant that the key is for; made when new.")],
    name: Annotated[str, typer.Option(help="What the key is for.")],
    scope: Annotated[list[Scope], typer.Option(help="read, write or admin; several times for several.")],
    days: Annotated[int | None, typer.Option(min=1, help="Days until it expires; else never.")] = None,
) -> None:
    """Make an API key and print it; it cannot be shown again."""
    from app.storage.errors import StorageUnavailableError
    from app.storage.store import Store
    from app.vetting.access import create_api_key

    store = Store(read_settings().url)
    now = utc_now()
    expires_at = None if days is None else now + timedelta(days=days)
    try:
        typer.echo(create_api_key(store, tenant, name=name, scopes=scope, now=now, expires_at=expires_at))
    except StorageUnavailableError as error:
        fail(f"{error}: is it there, and is it migrated (truereach migrate)?")
    finally:
        store.close()


def write_openapi(output: Annotated[Path | None, typer.Option(help="File; else standard output.")] = None) -> None:
    """Write the OpenAPI document that this version serves."""
    from app.api.application import create_application

    document = json.dumps(create_application().openapi(), indent=2, ensure_ascii=False) + "\n"
    with open_output(output) as target:
        target.write(document.encode())
