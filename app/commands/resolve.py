"""`truereach resolve`: which account a link or a name means, before anything is spent."""

from typing import Annotated

import typer

from app.api.handles import resolved_document
from app.commands.output import console
from app.commands.question import read_handle
from app.domain.handle import Platform
from app.platforms.registry import list_capabilities, list_connectors
from app.reports.document import encode
from app.reports.safe import safe_text


def resolve(
    text: Annotated[str, typer.Argument(help="A handle in whatever form it was found.", metavar="TEXT")],
    platform: Annotated[
        Platform | None, typer.Option(help="Platform of the account, where the text does not say it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Tell which account a text names; nothing is fetched."""
    resolution = read_handle(text, platform)
    document = resolved_document(resolution, list_capabilities(), frozenset(list_connectors()))
    if as_json:
        typer.echo(encode(document))
        return
    console.print(safe_text(str(resolution.handle)), safe_text(resolution.profile_url), sep="\n", soft_wrap=True)
    if document["advice"]:
        console.print(safe_text(document["advice"]), soft_wrap=True)
