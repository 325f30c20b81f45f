"""`truereach train`: a model file from labelled accounts."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.output import console, fail


def train(
    folder: Annotated[Path, typer.Argument(help="Labelled accounts: *.ndjson or *.ndjson.gz, with `label`.")],
    output: Annotated[Path | None, typer.Option(help="File for the model; else VERSION.json here.")] = None,
    version: Annotated[str | None, typer.Option(help="Name of the model; the shipped model's when left out.")] = None,
) -> None:
    """Fit the account model and judge it on each collection by fits that did not see it.

    The same data give the same bytes: with the research collections, those of the model in this package. Its card is
    written beside it.
    """
    import json

    from app.scoring.model_files import CURRENT_MODEL
    from app.training.card_page import card_page
    from app.training.labelled import TrainingDataError
    from app.training.train import train as make_model

    version = version or CURRENT_MODEL
    target = output or Path(f"{version}.json")
    try:
        body = make_model(folder, version=version)
        document = json.loads(body)
        target.write_bytes(body)
        page = target.with_suffix(".md")
        page.write_text(card_page(document), encoding="utf-8")
    except (TrainingDataError, OSError) as error:
        fail(str(error))
    console.print(_table(document["card"]["error_rates"]))
    console.print(f"{target}: {len(body):,} bytes; {page}: its card.")
    console.print("Left out means: scored by a fit without its publication.")


def _table(rates: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - rich is loaded by this command only
    from rich.table import Table

    table = Table("left out", "accounts", "AUC", "balanced", "accused: genuine", "others", box=None)
    for rate in rates:
        if rate["by"] == "collection":
            shown = (rate["auc"], rate["balanced_accuracy"])
            accused = (rate["false_positive_rate"], rate["true_positive_rate"])
            table.add_row(
                rate["group"],
                f"{rate['accounts']:,}",
                *("-" if one is None else f"{one:.3f}" for one in shown),
                *("-" if one is None else f"{one['estimate']:.1%}" for one in accused),
            )
    return table
