import json
from pathlib import Path

import pytest

from .command_line import one_line, run
from .first_vettings import vet_community

ID = f"vet_{7:032x}"
OTHER = f"vet_{8:032x}"


@pytest.fixture
def vetting_ids(database: Path) -> list[str]:
    """The made-up community, vetted twice."""
    del database
    return vet_community(times=2)


def test_a_table_shows_order_and_overlap_and_json_says_it_in_full(vetting_ids: list[str]) -> None:
    first, second = vetting_ids
    table = one_line(run("compare", first, second).stdout)
    assert "Ranked by effective followers;" in table
    assert "Not distinguishable" in table
    assert "100.0% (100.0-100.0)" in table

    fees = ("--fee", f"{first}=500EUR", "--fee", f"{second}=49.90 EUR")
    found = json.loads(run("compare", first, second, *fees, "--json").stdout)
    assert [(one["vetting_id"], one["fee"]["amount_minor"]) for one in found["candidates"]] == [
        (second, 4_990),
        (first, 50_000),
    ]
    cheapest = found["candidates"][0]["price"]["per_effective_follower"]["estimate"] / 100
    assert f"{cheapest:.3g} (" in one_line(run("compare", first, second, *fees).stdout)

    assert "named twice" in one_line(run("compare", first, first, code=1).stderr)
    assert "There is no vetting 'x'" in one_line(run("compare", first, "x", code=1).stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([ID], "name 2 to 20 vettings"),
        ([f"vet_{n:032x}" for n in range(21)], "name 2 to 20 vettings"),
        ([ID, OTHER, "--fee", "500EUR"], "is no fee"),
        ([ID, OTHER, "--fee", f"{ID}=-5EUR"], "is no fee"),
        ([ID, OTHER, "--fee", f"{ID}=0EUR"], "is no fee"),
        ([ID, OTHER, "--fee", f"{ID}=99999999999999EUR"], "is no fee"),
        ([ID, OTHER, "--fee", f"{ID}=1.5JPY"], "more decimals"),
        ([ID, OTHER, "--fee", f"vet_{9:032x}=5EUR"], "not among the vettings"),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_is_opened(
    arguments: list[str], said: str, data_dir: Path
) -> None:
    assert said in " ".join(run("compare", *arguments, code=2).stderr.replace("│", " ").split())
    assert list(data_dir.iterdir()) == []
