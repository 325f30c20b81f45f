"""An owner's figures as lines for people; they say first that nobody checked them."""

from collections.abc import Iterator
from typing import Any, Final

SHOWN: Final = 5


def insights_lines(document: dict[str, Any]) -> Iterator[str]:
    """Tell an owner's figures in a few lines, their date and that they were not checked first."""
    period = document["period"]
    dated = document["taken_at"][:10] if period is None else f"{period['from']} to {period['to']}"
    yield f"The owner's own figures of {document['audience']} ({dated}), not checked:"
    for name, rows in (
        ("ages and genders", [(_age_gender(row), row["share"]) for row in document["age_gender"]]),
        ("countries", [(row["country"] or "others", row["share"]) for row in document["countries"]]),
        ("cities", [(row["name"] or "others", row["share"]) for row in document["cities"]]),
    ):
        if rows:
            largest = sorted(rows, key=lambda row: -row[1])[:SHOWN]
            yield f"{name}: {', '.join(f'{label} {share:.1%}' for label, share in largest)}"


def _age_gender(row: dict[str, Any]) -> str:
    if row["age_from"] is None:
        return str(row["gender"])
    ages = f"{row['age_from']}+" if row["age_to"] is None else f"{row['age_from']}-{row['age_to']}"
    return ages if row["gender"] is None else f"{row['gender']} {ages}"
