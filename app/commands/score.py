"""`truereach score`: one line an account."""

from pathlib import Path
from typing import Annotated

import typer

from app.clock import utc_now
from app.commands.model import ModelOption, open_models
from app.commands.output import fail, notes, open_input, open_output
from app.domain.handle import Platform
from app.platforms.upload import UploadError, read_lines
from app.reports.document import encode, plain
from app.vetting.score import score_lines, unknown_account


def score(
    file: Annotated[Path, typer.Argument(help="NDJSON, gzip NDJSON or CSV; `-` reads standard input.")],
    platform: Annotated[Platform, typer.Option(help="Platform that the accounts are on.")],
    model: ModelOption = "",
    output: Annotated[Path | None, typer.Option(help="File for the result; else standard output.")] = None,
) -> None:
    """Score accounts: one JSON line for each line of the file, in its order.

    `inauthentic` is the probability of being bought, automated or spam, null when nothing is known. A line that is no
    account gives null and an `error`.
    """
    del platform  # the first model weighs the same on each; asked for now so that calls need not change later
    weighing = open_models(model, given_as="--model").current
    wrong = 0
    try:
        with open_input(file) as source, open_output(output) as target:
            for scored, error in score_lines(read_lines(source), drawn_at=utc_now(), model=weighing):
                if error is None:
                    document = plain(scored)
                else:
                    wrong += 1
                    reason = {"line": error.line, "pointer": error.pointer, "detail": error.reason}
                    document = {**unknown_account(None), "error": reason}
                target.write(encode(document) + b"\n")
    except UploadError as error:
        fail(error.detail)
    if wrong:
        notes.print(f"{wrong} lines could not be read; each has an `error` in its place.", style="yellow")
