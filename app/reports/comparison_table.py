"""A comparison as tables in the terminal."""

from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.reports.money import money_text
from app.reports.safe import safe_text
from app.reports.terminal import COLOURS

UNKNOWN: Final = "not known"
_TITLES: Final = {
    "effective_audience_per_fee": "Ranked by effective followers for the money; equal ranks are not distinguishable.",
    "effective_audience": "Ranked by effective followers; equal ranks are not distinguishable.",
}


def print_comparison(console: Console, document: dict[str, Any]) -> None:
    """Print the order, then the overlaps; `document` has the shape of the API's answer."""
    numbers = {one["vetting_id"]: number for number, one in enumerate(document["candidates"], 1)}
    console.print(safe_text(_TITLES[document["ranked_by"]]))
    console.print(_order(document["candidates"]))
    for one in document["candidates"]:
        if one["not_ranked"] is not None:
            console.print(safe_text(f"{_name(one)} has no rank: {one['not_ranked']['text']}"))
    for pair in document["pairs"]:
        if pair["ratio"] is not None:
            console.print(safe_text(f"· {pair['text']}"))
    console.print(_overlaps(document["pairs"], numbers))
    for limit in _limits(document, numbers):
        console.print(safe_text(f"Limit: {limit}", style="dim"))


def _order(candidates: list[dict[str, Any]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("rank", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("creator", overflow="fold")
    table.add_column("decision")
    for column in ("effective audience", "fee", "price per effective follower"):
        table.add_column(column, justify="right")
    for number, one in enumerate(candidates, 1):
        decision = Text(one["decision"].replace("_", " "), style=COLOURS.get(one["decision"], "white"))
        table.add_row(
            _rank(one), f"({number})", safe_text(_name(one)), decision, _audience(one), _fee(one["fee"]), _price(one)
        )
    return table


def _name(candidate: dict[str, Any]) -> str:
    handle = candidate["handle"]
    return f"{candidate['platform']}:" + (f"@{handle}" if handle else candidate["audience_id"])


def _rank(candidate: dict[str, Any]) -> str:
    """Write the place, and where it is open the last one possible."""
    first, last = candidate["rank"], candidate["rank_at_worst"]
    if first is None:
        return "-"
    return str(first) if first == last else f"{first} (to {last})"


def _audience(candidate: dict[str, Any]) -> str:
    effective = candidate["effective_audience"]
    if effective is None:
        return UNKNOWN
    return f"{effective['estimate']:,.0f} ({effective['low']:,.0f} to {effective['high']:,.0f})"


def _fee(fee: dict[str, Any] | None) -> str:
    return UNKNOWN if fee is None else f"{money_text(fee['amount_minor'], fee['currency'])} {fee['currency']}"


def _price(candidate: dict[str, Any]) -> str:
    price = candidate["price"]
    if price is None:
        return UNKNOWN
    currency, per_follower = price["currency"], price["per_effective_follower"]
    estimate, low, high = (
        None if per_follower[end] is None else money_text(per_follower[end], currency)
        for end in ("estimate", "low", "high")
    )
    return f"{estimate or UNKNOWN} ({f'{low} to {high}' if high else f'from {low}'}) {currency}"


def _overlaps(pairs: list[dict[str, Any]], numbers: dict[str, int]) -> Table:
    """Show who of each row's audience is in each column's."""
    shares = {}
    for pair in pairs:
        overlap, (first, second) = pair["overlap"], (numbers[pair["first"]], numbers[pair["second"]])
        shares[first, second] = _share(overlap and overlap["share_of_first"])
        shares[second, first] = _share(overlap and overlap["share_of_second"])
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("of the audience of", no_wrap=True)
    for column in numbers.values():
        table.add_column(f"in ({column})", justify="right")
    for row in numbers.values():
        table.add_row(f"({row})", *(shares.get((row, column), "") for column in numbers.values()))
    return table


def _share(share: dict[str, Any] | None) -> str:
    if share is None:
        return UNKNOWN
    return f"{share['estimate']:.1%} ({100 * share['low']:.1f}-{100 * share['high']:.1f})"


def _limits(document: dict[str, Any], numbers: dict[str, int]) -> list[str]:
    limits = list(document["limits"])
    for pair in document["pairs"]:
        said = [pair["no_overlap"]["text"]] if pair["no_overlap"] else pair["overlap"]["limits"]
        limits += [f"({numbers[pair['first']]}) and ({numbers[pair['second']]}): {text}" for text in said]
    return limits
