import json
from pathlib import Path

from .command_line import one_line, run, write


def test_a_text_is_previewed_as_a_table_and_opens_no_database(data_dir: Path) -> None:
    table = one_line(run("brief", "Vegan protein bars").stdout)
    assert "key word" in table
    assert "protein" in table
    assert list(data_dir.iterdir()) == []


def test_a_text_a_text_file_and_a_json_file_say_the_same_as_json(tmp_path: Path) -> None:
    files = (
        "Vegan protein bars",
        write(tmp_path / "brief.txt", b"Vegan protein bars\n"),
        write(tmp_path / "brief.json", b'{"text": "Vegan protein bars"}'),
    )
    previews = [json.loads(run("brief", file, "--json").stdout) for file in files]
    assert previews[0] == previews[1] == previews[2]
    assert previews[0]["brief"]["text"] == "Vegan protein bars"


def test_a_text_with_nothing_to_look_for_is_no_failure_but_is_noted() -> None:
    assert "! " in run("brief", "x").stdout


def test_a_brief_that_is_none_fails(tmp_path: Path) -> None:
    wrong = write(tmp_path / "brief.json", b'{"must_include": ["tea"], "must_exclude": ["TEA"]}')
    assert "must_exclude.0: is in must_include too" in one_line(run("brief", wrong, code=1).stderr)
    assert "empty" in run("brief", " ", code=1).stderr
