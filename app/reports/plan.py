"""A plan as a JSON document, and as a table in the terminal."""

from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from app.domain.plan import Plan
from app.reports.document import cost_document, plain
from app.reports.safe import safe_text


def plan_document(plan: Plan) -> dict[str, Any]:
    """Give a plan its document shape."""
    return {
        "platform": str(plan.platform),
        "handle": plan.handle,
        "audiences": plain(plan.audiences),
        "steps": [
            {
                "operation": step.operation,
                "expected": cost_document(step.expected),
                "at_most": cost_document(step.at_most),
            }
            for step in plan.steps
        ],
        "at_least": cost_document(plan.at_least),
        "expected": cost_document(plan.expected),
        "at_most": cost_document(plan.at_most),
        "seconds": round(plan.seconds, 1),
        "inauthentic_share": plain(plan.inauthentic_share),
        "obstacles": list(plan.obstacles),
        "spent": cost_document(plan.spent),
    }


def print_plan(console: Console, document: dict[str, Any]) -> None:
    """Print a plan; `document` has the shape of the API's answer."""
    for one in document["audiences"]:
        of = "" if one["population"] is None else f" of {one['population']:,}"
        state = "" if one["availability"] == "ok" else f" ({one['availability'].replace('_', ' ')})"
        console.print(safe_text(f"{one['role']}: {one['drawn']:,} read, {one['listed']:,} listed{of}{state}"))
    table = Table(box=SIMPLE_HEAD)
    for heading in ("", "calls", "units", "money"):
        table.add_column(heading, justify="left" if not heading else "right")
    for step in document["steps"]:
        table.add_row(step["operation"], *_cells(step["expected"]))
    table.add_section()
    for name in ("at_least", "expected", "at_most"):
        table.add_row(name.replace("_", " "), *_cells(document[name]), style="bold" if name == "expected" else None)
    console.print(table)
    console.print(safe_text(f"About {_duration(document['seconds'])}, if nothing else waits for the platform."))
    share = document["inauthentic_share"]
    if share is not None:
        console.print(
            safe_text(
                f"An inauthentic share of {share['estimate']:.0%} would come out between "
                f"{share['low']:.0%} and {share['high']:.0%}."
            )
        )
    for obstacle in document["obstacles"]:
        console.print(safe_text(obstacle), style="yellow")


def _cells(cost: dict[str, Any]) -> tuple[str, str, str]:
    money = cost["money"]
    return f"{cost['calls']:,}", f"{cost['units']:,}", f"{money['amount_minor'] / 100:,.2f} {money['currency']}"


def _duration(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004 - a minute and a half
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes"
