import json
import re
from pathlib import Path

from app.commands.demo import _moral
from app.commands.local import has_vettings
from app.settings import Settings

from .command_line import one_line, run


def test_the_demo_vets_a_community_and_a_crowd_and_says_who_is_worth_more(data_dir: Path) -> None:
    assert not (data_dir / "truereach.db").exists()
    said = run("demo").stdout
    assert "APPROVE" in said.partition("star.example (made up)")[0]
    assert "REJECT" in said.partition("star.example (made up)")[2]
    text = one_line(said.replace("│", " "))
    assert "match the signals of a delivery: empty profiles in solid blocks" in text
    assert "bluesky:@lifter.example is better" in text
    assert "3,000 followers who care are worth more than 40,000 who happened to follow" in text
    assert has_vettings(Settings())

    first, second = re.findall(r"vet_[0-9a-f]{32}", said)
    comparison = json.loads(run("compare", second, first, "--json").stdout)
    assert [one["handle"] for one in comparison["candidates"]] == ["lifter.example", "star.example"]
    assert [one["rank"] for one in comparison["candidates"]] == [1, 2]
    overlap = comparison["pairs"][0]["overlap"]["accounts"]
    assert overlap["low"] <= 300 <= overlap["high"]


def test_figures_that_do_not_show_it_are_not_said_to() -> None:
    small, large = (
        {
            "assessment": {
                "frame": {"population": population},
                "effective_audience": {"estimate": 200, "low": 100, "high": 300},
            }
        }
        for population in (3_000, 40_000)
    )
    assert "stays open: the intervals overlap" in _moral([small, large])
    small["assessment"]["effective_audience"]["low"] = 301
    assert "at least 301 effective followers against at most 300" in _moral([small, large])
