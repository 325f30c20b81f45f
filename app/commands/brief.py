"""`truereach brief`: how a brief is understood, before anything is spent."""

from typing import Annotated

import typer

from app.commands.output import console
from app.commands.question import read_brief
from app.reports.brief import preview_document, print_preview
from app.reports.document import encode
from app.vetting.briefs import preview_brief


def brief(
    text: Annotated[
        str,
        typer.Argument(
            help="A text, a text file, or a .json file with an object as in the API's `brief`.", metavar="TEXT_OR_FILE"
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the preview as JSON.")] = False,
) -> None:
    """Tell how a brief is understood: its words, nodes of the taxonomy, and what is weak about it."""
    read = read_brief(text)
    document = preview_document(read, preview_brief(read))
    if as_json:
        typer.echo(encode(document))
    else:
        print_preview(console, document)
