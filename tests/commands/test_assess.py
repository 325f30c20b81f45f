import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from own_model import write_own_model

from app.domain.account import Account, Label
from app.domain.brief import MAX_BRIEF_LENGTH
from app.scoring.model_files import CURRENT_MODEL

from .command_line import audience_file, lines_of, one_line, run, write

SHARE_FIELDS = {"estimate", "low", "high", "level", "n", "population", "frame"}


def assess(*arguments: str | Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run("assess", *arguments, "--platform", "x").stdout)
    return document


def test_an_audience_becomes_one_document_with_shares_and_a_verdict(tmp_path: Path) -> None:
    document = assess(audience_file(tmp_path, ordinary=100, bought=300))
    share = document["inauthentic_share"]
    assert set(share) >= SHARE_FIELDS
    assert (share["n"], share["population"], share["frame"]) == (400, 400, "complete")
    assert 0 <= share["low"] <= share["estimate"] <= share["high"] <= 1
    assert document["verdict"]["decision"] == "reject"
    assert document["platform"] == "x"


def test_labels_of_a_file_measure_the_share_and_decide(tmp_path: Path) -> None:
    people = [Account(account_id=str(index), followers_count=120) for index in range(300)]
    labelled = [replace(one, label=Label.GENUINE) if index % 3 else one for index, one in enumerate(people)]
    file = write(tmp_path / "labelled.ndjson", lines_of(labelled))
    document = assess(file)
    assert document["inauthentic_share"]["basis"] == "200 labels and scores"
    assert document["verdict"]["decision"] == "approve"
    unlabelled = write(tmp_path / "unlabelled.ndjson", lines_of(people))
    assert assess(unlabelled)["verdict"]["decision"] != "approve"


def test_a_part_of_a_population_is_its_newest_part_unless_said_otherwise(tmp_path: Path) -> None:
    file = audience_file(tmp_path)
    assert assess(file, "--population", "900")["frame"]["frame"] == "newest"
    assert assess(file, "--population", "900", "--frame", "random")["frame"]["frame"] == "random"
    assert assess(file, "--population", "5")["frame"]["population"] == 300
    assert assess(file, "--order", "oldest_first")["frame"]["order"] == "oldest_first"


def test_a_brief_is_a_text_or_a_file(tmp_path: Path) -> None:
    file = audience_file(tmp_path)
    brief = write(tmp_path / "brief.txt", b"  Coffee for hikers \n")
    assert assess(file)["niche"] is None
    assert assess(file, "--brief", "Coffee for hikers")["niche"] == assess(file, "--brief", brief)["niche"]


def test_a_brief_may_be_an_object_in_a_json_file(tmp_path: Path) -> None:
    file = audience_file(tmp_path)
    brief = write(tmp_path / "brief.json", b'{"text": "Coffee for hikers", "languages": ["en"]}')
    assert assess(file, "--brief", brief)["niche"] == assess(file, "--brief", "Coffee for hikers")["niche"] is not None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"text": "Tea", "languages": ["en", "xx"]}', "languages.1: xx is no code of ISO 639-1"),
        (b'{"languages": ["en"]}', "brief: say what is sold"),
        (b"Coffee for hikers", "Invalid JSON"),
    ],
)
def test_a_json_file_that_is_no_brief_fails_with_its_fault(tmp_path: Path, content: bytes, why: str) -> None:
    brief = write(tmp_path / "brief.json", content)
    result = run("assess", audience_file(tmp_path), "--platform", "x", "--brief", brief, code=1)
    assert why in one_line(result.stderr)


def test_a_fee_gives_the_price_of_an_effective_follower(tmp_path: Path) -> None:
    file = audience_file(tmp_path)
    assert assess(file)["price"] is None
    document = assess(file, "--fee", "500 EUR")
    price, effective = document["price"], document["effective_audience"]
    assert price["currency"] == "EUR"
    assert price["per_effective_follower"]["estimate"] == pytest.approx(50_000 / effective["estimate"], abs=1e-6)
    table = run("assess", file, "--platform", "x", "--table", "--fee", "500 EUR").stdout
    assert "price for each of them" in table


@pytest.mark.parametrize(
    ("brief", "why"),
    [("  ", "empty"), ("x" * (MAX_BRIEF_LENGTH + 1), "5001 characters")],
)
def test_a_brief_that_is_none_fails(tmp_path: Path, brief: str, why: str) -> None:
    result = run("assess", audience_file(tmp_path), "--platform", "x", "--brief", brief, code=1)
    assert why in one_line(result.stderr)


def test_a_brief_that_is_no_text_fails(tmp_path: Path) -> None:
    picture = write(tmp_path / "brief.txt", b"\xff\xfe\x00")
    result = run("assess", audience_file(tmp_path), "--platform", "x", "--brief", picture, code=1)
    assert "UTF-8" in result.stderr


def test_the_policy_of_a_file_decides(tmp_path: Path) -> None:
    file = audience_file(tmp_path, ordinary=100, bought=300)
    policy = write(tmp_path / "policy.json", b'{"name": "lenient", "reject_above": 0.99}')
    verdict = assess(file, "--policy", policy)["verdict"]
    assert verdict["decision"] != assess(file)["verdict"]["decision"] == "reject"
    assert (verdict["policy"]["name"], verdict["policy"]["approve_below"]) == ("lenient", 0.15)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"approve_below": 2}', "approve_below"),
        (b'{"aprove_below": 0.1}', "aprove_below"),
        (b'{"approve_below": 0.5, "reject_above": 0.2}', "must not be above"),
        (b"not json", "JSON"),
        (None, "No such file"),
    ],
)
def test_a_policy_that_is_none_fails_with_its_fault(tmp_path: Path, content: bytes | None, why: str) -> None:
    policy = tmp_path / "policy.json"
    if content is not None:
        policy.write_bytes(content)
    result = run("assess", audience_file(tmp_path), "--platform", "x", "--policy", policy, code=1)
    assert why in one_line(result.stderr)


def test_a_rejected_file_names_its_lines_and_gives_no_result(tmp_path: Path) -> None:
    content = b'{"account_id": "a"}\n{"account_id": "b", "posts_count": "[bold]"}\n\n{"account_id": "a"}\nnonsense\n'
    target = tmp_path / "result.json"
    file = write(tmp_path / "bad.ndjson", content)
    result = run("assess", file, "--platform", "x", "--output", target, code=1)
    errors = one_line(result.stderr)
    assert "line 2/posts_count:" in errors
    assert "line 4/account_id: repeats the account_id of line 1" in errors
    assert "line 5:" in errors
    assert "3 lines are wrong" in errors
    assert not target.exists()


def test_a_missing_file_fails(tmp_path: Path) -> None:
    result = run("assess", tmp_path / "missing.csv", "--platform", "x", code=1)
    assert "cannot be read" in one_line(result.stderr)


def test_the_result_can_be_a_table_or_go_to_a_file(tmp_path: Path) -> None:
    file, target = audience_file(tmp_path), tmp_path / "result.json"
    table = run("assess", file, "--platform", "x", "--table").stdout
    assert "x: audience.ndjson" in table
    assert "of the audience" in table
    assert run("assess", file, "--platform", "x", "--output", target).stdout == ""
    assert json.loads(target.read_bytes())["sampled"] == 300


def test_a_model_of_ones_own_weighs_and_is_named_in_the_document(tmp_path: Path) -> None:
    file = audience_file(tmp_path, ordinary=300)
    before, after = assess(file), assess(file, "--model", write_own_model(tmp_path, more=3.0))
    assert (before["model_version"], after["model_version"]) == (CURRENT_MODEL, "own")
    assert [one["inauthentic"] for one in before["accounts"]] < [one["inauthentic"] for one in after["accounts"]]


def test_a_wrong_model_fails_with_its_name(tmp_path: Path) -> None:
    wrong = write(tmp_path / "wrong.json", b"{}")
    said = one_line(run("assess", audience_file(tmp_path), "--platform", "x", "--model", wrong, code=1).stderr)
    assert "--model:" in said
    # The terminal may break the line inside the path.
    assert "wrong.jsoncannotbeusedasamodel" in said.replace(" ", "")
