"""The card of a model as a page for people: what it was fitted on, how it errs, what it cannot do."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.scoring.model import Model
from app.scoring.signals import all_signals

_CUTS = (
    ("collection", "Each collection, scored by a fit that did not see its publication"),
    ("platform", "The same accounts by platform"),
    ("account_age", "By age of the account when it was observed"),
    ("script", "By script of name and bio, as no collection tells the language"),
)


def card_page(document: Mapping[str, Any]) -> str:
    """Write the page (Markdown) of a model file."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    card = document["card"]
    yield f"# Model `{document['version']}`"
    yield ""
    yield f"Made by `{card['trained_with']}`, which makes it again byte for byte from the same data."
    if card["licence_note"]:
        yield ""
        yield card["licence_note"]
    yield ""
    yield (
        f"A probability starts from a share of {document['prior']:.0%}; an account is called suspicious from "
        f"{document['suspicious_at']:.0%} on, unless it is merely quiet. On collections that a fit had not seen, "
        f"levels were off by {document['shift']:.2f} log-odds (root mean square): that is the band of an account."
    )
    yield from ("", "## What it cannot do", "", *(f"- {limit}" for limit in card["limits"]))
    yield from ("", "## Fitted on", "", "| file | labelled rows | SHA-256 |", "|---|---|---|")
    for file in card["data"]:
        yield f"| {file['file']} | {file['rows']:,} | `{file['sha256']}` |"
    yield from ("", "## Weights", "", "| signal | reads | log-odds at most |", "|---|---|---|")
    model = Model.from_document(document)
    for signal in sorted(all_signals(), key=lambda signal: -model.weight(signal.name)):
        if model.weight(signal.name):
            yield f"| {signal.title} | {', '.join(signal.reads)} | {model.weight(signal.name):.2f} |"
    yield from ("", "## How often it errs")
    for by, title in _CUTS:
        yield from _table(title, [rate for rate in card["error_rates"] if rate["by"] == by])


def _table(title: str, rates: list[dict[str, Any]]) -> Iterator[str]:
    yield from ("", f"**{title}**", "")
    yield "| | accounts | inauthentic | AUC | balanced accuracy | genuine called suspicious | others called so |"
    yield "|---|---|---|---|---|---|---|"
    for rate in rates:
        cells = [rate["group"], f"{rate['accounts']:,}", f"{rate['inauthentic']:,}"]
        cells += ["-" if rate[name] is None else f"{rate[name]:.3f}" for name in ("auc", "balanced_accuracy")]
        cells += [_rate(rate[name]) for name in ("false_positive_rate", "true_positive_rate")]
        yield f"| {' | '.join(cells)} |"


def _rate(rate: dict[str, float] | None) -> str:
    return "-" if rate is None else f"{rate['estimate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%})"
