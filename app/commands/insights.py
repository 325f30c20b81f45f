"""`truereach insights`: what an owner tells about the audience, kept on this machine."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import ValidationError

from app.api.schemas.insights_choice import InsightsChoice
from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail, open_input
from app.commands.question import read_handle
from app.domain.handle import Platform
from app.domain.insights import InsightsAudience
from app.platforms.insights_csv import InsightsFileError, Unit, parse_insights_csv
from app.reports.document import encode, insights_document
from app.reports.insights import insights_lines
from app.reports.safe import safe_text
from app.storage.errors import StorageUnavailableError
from app.vetting.errors import RequestError
from app.vetting.insights import add_insights

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

insights = typer.Typer(no_args_is_help=True, help="Keep what the platform shows the owner; nobody checks it.")


@insights.callback()
def keep_insights() -> None:
    """Keep an owner's figures about the audience beside what is measured."""


@insights.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="The CSV that the platform exports; `-` reads standard input.")],
    platform: Annotated[Platform, typer.Option(help="Platform that showed the figures.")],
    handle: Annotated[str, typer.Option(help="The owner's name on the platform.")],
    audience: Annotated[
        InsightsAudience, typer.Option(help="Whom the figures are about.")
    ] = InsightsAudience.FOLLOWERS,
    taken_at: Annotated[str | None, typer.Option(help="Day or time at which the platform showed them.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="First day of their period.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day of their period.")] = None,
    unit: Annotated[Unit | None, typer.Option(help="What the figures are where the file does not say.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was kept as JSON.")] = False,
) -> None:
    """Keep the figures of a file; vettings of the same creator on this machine then show the newest."""
    from app.commands.local import open_records

    if taken_at is not None and _DAY.fullmatch(taken_at):
        taken_at = f"{taken_at}T00:00:00Z"
    period = {name: day for name, day in (("from", first), ("to", last)) if day is not None}
    told = {
        "platform": platform,
        "handle": read_handle(handle, platform).handle.name,
        "audience": audience,
        "taken_at": taken_at,
        "period": period or None,
    }
    choice = _read(file, told, unit)
    try:
        with open_records(read_settings()) as (store, tenant_id):
            document = insights_document(add_insights(store, tenant_id, choice.to_figures(), now=utc_now()))
    except (RequestError, StorageUnavailableError) as error:
        fail(str(error))
    if as_json:
        typer.echo(encode(document))
        return
    for line in insights_lines(document):
        console.print(safe_text(line))


def _read(file: Path, told: Mapping[str, object], unit: Unit | None) -> InsightsChoice:
    try:
        with open_input(file) as source:
            return InsightsChoice.model_validate({**told, **parse_insights_csv(source.read(), unit)})
    except InsightsFileError as error:
        where = "" if error.line is None else f"line {error.line}: "
        fail(f"{file} cannot be read: {where}{error.detail}")
    except ValidationError as error:
        faults = error.errors(include_input=False)
        fail("; ".join(f"{'.'.join(map(str, fault['loc'])) or file}: {fault['msg']}" for fault in faults))
