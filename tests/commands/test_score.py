import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from factories import make_account, make_bought_account
from own_model import write_own_model

from app.scoring.model_files import CURRENT_MODEL

from .command_line import json_lines, lines_of, one_line, run, write

ROOT = Path(__file__).parents[2]
ACCOUNTS = [make_account(0), make_bought_account(1), make_account(2)]
PROGRAM = (sys.executable, "-c", "from app.cli import main; main()")


def score(*arguments: str | Path, stdin: bytes | None = None) -> list[dict[str, object]]:
    return list(json_lines(run("score", *arguments, "--platform", "x", stdin=stdin)))


def test_each_line_has_its_line_in_order(tmp_path: Path) -> None:
    found = score(write(tmp_path / "a.ndjson", lines_of(ACCOUNTS)))
    assert [line["account_id"] for line in found] == ["account-0", "account-1", "account-2"]
    assert [line["kind"] for line in found][1] == "suspicious"
    assert all(set(line) == {"account_id", "inauthentic", "band", "kind", "suspicion", "evidence"} for line in found)


def test_gzip_and_standard_input_give_the_same(tmp_path: Path) -> None:
    plain = score(write(tmp_path / "a.ndjson", lines_of(ACCOUNTS)))
    assert score(write(tmp_path / "a.ndjson.gz", lines_of(ACCOUNTS))) == plain
    assert score("-", stdin=lines_of(ACCOUNTS)) == plain


def test_csv_is_read_too(tmp_path: Path) -> None:
    found = score(write(tmp_path / "a.csv", b"account_id,followers_count\n7,12\n8,\n"))
    assert [line["account_id"] for line in found] == ["7", "8"]
    assert found[1]["inauthentic"] is None


def test_a_line_that_is_no_account_has_its_error_in_its_place(tmp_path: Path) -> None:
    rows = lines_of(ACCOUNTS).splitlines()
    content = b"\n".join([rows[0], b"{not json", b'{"account_id": "x", "followers_count": -3}', rows[1]])
    result = run("score", write(tmp_path / "a.ndjson", content), "--platform", "x")
    found = list(json_lines(result))
    assert [line["account_id"] for line in found] == ["account-0", None, None, "account-1"]
    assert found[1]["error"]["line"] == 2
    assert found[2]["error"]["pointer"] == "/followers_count"
    assert (found[2]["inauthentic"], found[2]["kind"]) == (None, "unknown")
    assert "2 lines could not be read" in one_line(result.stderr)


def test_the_result_can_go_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "scores.ndjson"
    result = run("score", write(tmp_path / "a.ndjson", lines_of(ACCOUNTS)), "--platform", "x", "--output", target)
    assert result.stdout == ""
    assert len(target.read_bytes().splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("missing.ndjson", None, "No such file"),
        ("empty.ndjson", b"", "empty"),
        ("blank.ndjson", b"\n\n", "empty"),
        ("array.ndjson", b"[{}]", "one JSON object a line"),
    ],
)
def test_a_file_that_cannot_be_used_fails_with_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run("score", path, "--platform", "x", code=1)
    assert why in one_line(result.stderr)
    assert "Traceback" not in result.stderr


def test_a_result_that_cannot_be_written_fails_with_a_sentence(tmp_path: Path) -> None:
    source = write(tmp_path / "a.ndjson", lines_of(ACCOUNTS))
    result = run("score", source, "--platform", "x", "--output", tmp_path / "no" / "such" / "folder", code=1)
    assert "cannot be written" in one_line(result.stderr)


def test_an_unknown_platform_is_wrong_usage(tmp_path: Path) -> None:
    run("score", tmp_path / "a", "--platform", "myspace", code=2)


@pytest.mark.slow
def test_a_real_process_ends_in_peace_when_its_reader_leaves(tmp_path: Path) -> None:
    many = b"".join(b'{"account_id": "%d"}\n' % number for number in range(20_000))
    with subprocess.Popen(
        (*PROGRAM, "score", str(write(tmp_path / "many.ndjson", many)), "--platform", "x"),
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["account_id"] == "0"
        process.stdout.close()
        complaint = process.stderr.read().decode()
    assert "cannot be read" not in complaint
    assert "Traceback" not in complaint


@pytest.mark.slow
def test_a_real_process_reads_a_pipe() -> None:
    answer = subprocess.run(
        (*PROGRAM, "score", "-", "--platform", "x"), cwd=ROOT, input=lines_of(ACCOUNTS), capture_output=True, check=True
    )
    assert len(answer.stdout.splitlines()) == 3


def test_a_model_of_ones_own_weighs_instead(tmp_path: Path) -> None:
    accounts = write(tmp_path / "a.ndjson", lines_of(ACCOUNTS))
    before, after = score(accounts), score(accounts, "--model", write_own_model(tmp_path, more=3.0))
    assert all(
        float(str(one["inauthentic"])) < float(str(two["inauthentic"])) for one, two in zip(before, after, strict=True)
    )
    assert score(accounts, "--model", CURRENT_MODEL) == before


def test_a_wrong_model_fails_before_anything_is_read(tmp_path: Path) -> None:
    said = one_line(run("score", tmp_path / "none.ndjson", "--platform", "x", "--model", "old.json", code=1).stderr)
    assert "--model: old.json is neither" in said
