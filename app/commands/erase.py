"""`truereach erase`: a person asks an operator to be erased, for all tenants."""

from typing import Annotated

import msgspec
import typer
from rich.box import SIMPLE_HEAD
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail, notes
from app.domain.erasure import Erasure, Person
from app.domain.handle import MalformedHandleError, Platform
from app.settings import Settings
from app.storage.errors import StorageUnavailableError

_ROWS = (
    ("samples", "accounts of samples"),
    ("sketches", "sketches of lists that were changed or dropped"),
    ("uploads", "accounts of uploads"),
    ("reviews", "reviews"),
    ("documents", "rows of documents"),
    ("ended", "running vettings that had read the person, ended"),
    ("vettings", "vettings about the person"),
    ("insights", "insights told by the person"),
)


def erase(
    platform: Annotated[Platform, typer.Argument(help="Platform of the person.")],
    accounts: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of the person on the platform, and handles with a leading @; give all that you know. None: "
            "everybody who was erased before, once more, as after a backup was restored.",
            metavar="ACCOUNT",
        ),
    ] = None,
    is_creator: Annotated[
        bool, typer.Option("--subject", help="Erase the vettings that were asked for under these names as well.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was removed as JSON.")] = False,
) -> None:
    """Erase a person from everything stored, for all tenants, and keep the person out from now on."""
    try:
        person = Person.named(platform, accounts or ())
    except MalformedHandleError as error:
        raise typer.BadParameter(str(error)) from error
    try:
        _erase(read_settings(), person, is_creator=is_creator, as_json=as_json)
    except StorageUnavailableError as error:
        fail(f"{error}: what was done stays done; run it again to do the rest.")


def _erase(settings: Settings, person: Person, *, is_creator: bool, as_json: bool) -> None:
    from app.keys import derive_secrets
    from app.main import migrate_databases
    from app.storage.store import Store
    from app.vetting.erase import erase_person

    migrate_databases(settings)
    store = Store(settings.url)
    columns = SpinnerColumn(), TextColumn("{task.description}: {task.completed:,} rows")
    try:
        with Progress(*columns, console=notes, transient=True) as progress:
            tasks: dict[str, TaskID] = {}

            def show(name: str, rows: int) -> None:
                if name not in tasks:
                    tasks[name] = progress.add_task(name, total=None)
                progress.update(tasks[name], advance=rows)

            erasure = erase_person(
                store, person, derive_secrets(settings), is_creator=is_creator, now=utc_now(), show=show
            )
        _print(erasure, person.platform, as_json=as_json)
        store.compact()
    finally:
        store.close()


def _print(erasure: Erasure, platform: Platform, *, as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.encode(erasure))
    else:
        console.print(_table(erasure))
    if erasure.running:
        notes.print(f"{erasure.running:,} vettings of {platform} still run: run it again once they have ended.")


def _table(erasure: Erasure) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("erased")
    table.add_column("count", justify="right")
    for name, words in _ROWS:
        table.add_row(words, f"{getattr(erasure, name):,}")
    return table
