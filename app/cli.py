"""The `truereach` command: what it can do, each in a file of commands/."""

from typing import Annotated

import typer

from app import __version__
from app.commands.assess import assess
from app.commands.brief import brief
from app.commands.compare import compare
from app.commands.credentials import credentials
from app.commands.demo import demo
from app.commands.erase import erase
from app.commands.insights import insights
from app.commands.operate import create_key, migrate, write_openapi
from app.commands.plan import plan
from app.commands.rescore import rescore
from app.commands.resolve import resolve
from app.commands.score import score
from app.commands.serve import serve
from app.commands.train import train
from app.commands.train_niche import train_niche
from app.commands.vet import vet

main = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Is this creator's audience authentic, reachable and interested in what you sell?",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@main.callback()
def truereach(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Tell whether a creator's audience is authentic, reachable and interested in what you sell."""


main.command()(vet)
main.command()(plan)
main.command()(resolve)
main.command()(assess)
main.command()(score)
main.command()(train)
main.add_typer(train_niche, name="train-niche")
main.command()(rescore)
main.command()(brief)
main.command()(compare)
main.add_typer(credentials, name="credentials")
main.add_typer(insights, name="insights")
main.command()(demo)
main.command()(serve)
main.command()(migrate)
main.command()(erase)
main.command("create-key")(create_key)
main.command("openapi")(write_openapi)
