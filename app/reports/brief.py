"""A brief as a JSON document, and how it is understood: as a document, and as a table in the terminal."""

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from app.domain.brief import Brief, BriefUnderstanding, StoredBrief
from app.reports.document import plain
from app.reports.safe import safe_text


def stored_brief_document(stored: StoredBrief) -> dict[str, Any]:
    """Give one version of a brief its document shape."""
    return {
        "id": stored.brief_id,
        "version": stored.version,
        "name": stored.name,
        "brief": plain(stored.brief),
        "created_at": plain(stored.created_at),
        "changed_at": plain(stored.changed_at),
    }


def preview_document(brief: Brief, understanding: BriefUnderstanding) -> dict[str, Any]:
    """Give the reading of a brief its document shape."""
    return {"brief": plain(brief), **plain(understanding)}


def print_preview(console: Console, document: dict[str, Any]) -> None:
    """Print the reading of a brief; `document` has the shape of the API's answer."""
    language = document["language"] or "not clear"
    only_words = "" if document["is_language_supported"] else " (only its words are matched)"
    console.print(safe_text(f"Language: {language}{only_words}"))
    for name in ("languages", "places", "must_include", "must_exclude"):
        if document["brief"][name]:
            console.print(safe_text(f"{name.replace('_', ' ').capitalize()}: {', '.join(document['brief'][name])}"))
    for one in document["brief"]["sensitivities"]:
        least = "never" if one["least"] is None else f"from {one['least']} on"
        console.print(safe_text(f"Concerned by {one['category'].replace('_', ' ')}: {least}"))
    if document["key_words"]:
        rows = [(one["word"], one["meaning"], f"{one['weight']:.1f}") for one in document["key_words"]]
        console.print(_table(("key word", "compared as", "weight"), rows))
    if document["nodes"]:
        console.print(_table(("id", "taxonomy", "fit", ""), [_node(node) for node in document["nodes"]]))
    for note in document["notes"]:
        console.print(safe_text(f"! {note}", style="yellow"))


def _node(node: dict[str, Any]) -> tuple[str, ...]:
    marks = [name for name in ("chosen", "used", "sensitive") if node[f"is_{name}"]]
    fit = "" if node["fit"] is None else f"{node['fit']:.2f}"
    return node["node_id"], " > ".join(node["path"]), fit, ", ".join(marks)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for row in rows:
        table.add_row(*map(safe_text, row))
    return table
