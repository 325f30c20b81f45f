"""What a new score changed, as a table in the terminal."""

from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.reports.terminal import COLOURS, percent_text


def print_difference(console: Console, document: dict[str, Any]) -> None:
    """Print the `diff` of a rescore, and the reasons of its verdict; `document` has the shape of the API's answer."""
    diff = document["diff"]
    for name in ("method_version", "model_version"):
        console.print(f"{name.replace('_', ' ')}: {_change(diff[name])}", highlight=False, markup=False)
    decision = diff["decision"]
    console.print(Text(f"decision: {_change(decision)}", style=f"bold {COLOURS.get(decision['after'], 'white')}"))
    for reason in document["verdict"]["reasons"]:
        console.print(f"· {reason['text']}", highlight=False, markup=False)
    console.print(_shares(diff["shares"]))
    console.print(_kinds(diff["kinds"]), highlight=False, markup=False)
    if document["labels"]:
        console.print(f"{document['labels']:,} accounts have been reviewed by people.", highlight=False)


def _change(change: dict[str, str]) -> str:
    before, after = (change[when].replace("_", " ") for when in ("before", "after"))
    return f"{after} (as before)" if before == after else f"{before} -> {after}"


def _shares(shares: list[dict[str, Any]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("share", no_wrap=True)
    for column in ("before", "now", "points"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("beyond interval?", no_wrap=True)
    for share in shares:
        cells = [_side(share[side]) for side in ("before", "after")]
        difference = share["difference"]
        beyond = {True: "yes", False: "no", None: ""}[share["exceeds_interval"]]
        name = share["name"].removesuffix("_share")
        table.add_row(name, *cells, "" if difference is None else f"{100 * difference:+.1f}", beyond)
    return table


def _side(share: dict[str, Any] | None) -> str:
    return "" if share is None else f"{percent_text(share['estimate'])} ({_ends(share)})"


def _ends(share: dict[str, Any]) -> str:
    return f"{100 * share['low']:.1f}-{100 * share['high']:.1f}"


def _kinds(kinds: list[dict[str, Any]] | None) -> str:
    if kinds is None:
        return "The method or model of before is not here any more: no account's kind can be compared."
    if not kinds:
        return "No account is of another kind."
    return "Accounts of another kind: " + "; ".join(
        f"{one['accounts']:,} {one['before'].replace('_', ' ')} -> {one['after'].replace('_', ' ')}" for one in kinds
    )
