"""A verdict as a table in the terminal."""

from collections.abc import Iterator
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from app.reports.insights import insights_lines
from app.reports.money import money_text
from app.reports.niche_lines import niche_lines
from app.reports.safe import safe_text as _text

COLOURS: Final = {"approve": "green", "review": "yellow", "reject": "red", "insufficient_evidence": "magenta"}
BAR_CELLS: Final = 10


def print_assessment(console: Console, title: str, document: dict[str, Any]) -> None:
    """Print an assessment with its verdict; `document` has the shape of `truereach assess`."""
    verdict = document["verdict"]
    decision: str = verdict["decision"]
    parts: list[RenderableType] = [
        Text(decision.upper().replace("_", " "), style=f"bold {COLOURS.get(decision, 'white')}"),
        *(_text(f"· {reason['text']}") for reason in verdict["reasons"]),
        _shares(document),
        _kinds(document),
    ]
    parts += [_text(line) for line in (*niche_lines(document), *_creator(document["creator"]))]
    if document["reading"] is not None:
        parts.append(_text(document["reading"]["text"]))
    findings = document["findings"]
    parts += [_text(f"! {finding['text']}", style="yellow") for finding in findings]
    if document["creator"] is not None:
        parts += [_text(f"! {signal['text']}", style="yellow") for signal in document["creator"]["signals"]]
    parts += [_text(f"Limit: {limit}", style="dim") for limit in document["limits"]]
    # Of a vetting only; documents of before owners were listened to do not have it either.
    if document.get("owner_insights") is not None:
        parts += [_text(line, style="dim") for line in insights_lines(document["owner_insights"])]
    console.print(Panel(Group(*parts), title=_text(title), title_align="left", width=min(console.width, 110)))


def _shares(document: dict[str, Any]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("of the audience", no_wrap=True)
    table.add_column("share", justify="right", no_wrap=True)
    table.add_column("interval", justify="right", no_wrap=True)
    table.add_column("0-100 %", min_width=BAR_CELLS, no_wrap=True)
    table.add_column("n of N", justify="right", no_wrap=True)
    rows = [
        ("inauthentic", document["inauthentic_share"]),
        ("authentic", document["authentic_share"]),
        ("reachable of authentic", document["reachable_share"]),
    ]
    if document["niche"] is not None:
        rows.append(("in niche of authentic", document["niche"]["share"]))
    rows += [(f"in the wanted {one['kind']}s", one["share"]) for one in document["targets"]]
    for name, share in rows:
        table.add_row(name, percent_text(share["estimate"]), interval_text(share), _bar(share), _of(share))
    effective = document["effective_audience"]
    if effective is not None:
        interval = f"{effective['low']:,.0f} to {effective['high']:,.0f}"
        table.add_row("effective audience", f"{effective['estimate']:,.0f}", interval, "", "accounts", style="bold")
    if document["price"] is not None:
        table.add_row("price for each of them", *_price(document["price"]), style="bold")
    return table


def _price(price: dict[str, Any]) -> tuple[str, ...]:
    currency, per_follower = price["currency"], price["per_effective_follower"]
    estimate, low, high = (
        None if per_follower[end] is None else money_text(per_follower[end], currency)
        for end in ("estimate", "low", "high")
    )
    return estimate or "not known", f"{low} to {high}" if high else f"from {low}", "", currency


def _kinds(document: dict[str, Any]) -> Text:
    kinds = [
        f"{kind['kind'].replace('_', ' ')} {percent_text(kind['share']['estimate'])}"
        for kind in document["kinds"]
        if kind["share"]["estimate"]
    ]
    suspicions = [
        f"{one['suspicion']} {percent_text(one['share']['estimate'])}"
        for one in document["suspicions"]
        if one["share"]["estimate"]
    ]
    resemble = f" (resembling {', '.join(suspicions)})" if suspicions else ""
    return Text("Kinds: " + " · ".join(kinds) + resemble if kinds else "Kinds: not known")


def _creator(creator: dict[str, Any] | None) -> Iterator[str]:
    """Tell whom the creator follows back and answers, and what the posts advertise and say, as far as it is known."""
    if creator is None:
        return
    for counted, text in (
        (creator["follows"]["followed_back"], "of {n:,} listed followers are followed back by the creator."),
        (creator["follows"]["follows_back"], "of {n:,} accounts that the creator follows follow back."),
    ):
        if counted is not None and counted["share"] is not None:
            yield f"{counted['share']['estimate']:.1%} {text.format(n=counted['n'])}"
    for name in ("replies", "sponsored", "safety"):
        # Documents of before a part was measured do not have it.
        if creator.get(name) is not None:
            yield creator[name]["text"]
    if creator.get("safety") is not None and creator["safety"]["concerns"]:
        yield f"Of concern to the usual advertiser: {', '.join(map(_concern, creator['safety']['concerns']))}."


def _concern(concern: dict[str, Any]) -> str:
    posts = "1 post" if concern["posts"] == 1 else f"{concern['posts']:,} posts"
    return f"{concern['category'].replace('_', ' ')} ({posts}, at worst {concern['worst']})"


def percent_text(share: float | None) -> str:
    """Write a share; None is not known, which is not zero."""
    return "not known" if share is None else f"{share:.1%}"


def interval_text(share: dict[str, Any]) -> str:
    """Write the interval of a share."""
    return f"{share['low']:.1%} to {share['high']:.1%}"


def _of(share: dict[str, Any]) -> str:
    population = "?" if share["population"] is None else f"{share['population']:,}"
    return f"{share['n']:,} of {population}"


def _bar(share: dict[str, Any]) -> Text:
    """Draw the interval as a line and the estimate as a block."""
    low, high = (min(BAR_CELLS - 1, int(share[end] * BAR_CELLS)) for end in ("low", "high"))
    cells = ["─" if low <= cell <= high else " " for cell in range(BAR_CELLS)]
    if share["estimate"] is not None:
        cells[min(BAR_CELLS - 1, int(share["estimate"] * BAR_CELLS))] = "█"
    return Text("".join(cells), style="cyan")
