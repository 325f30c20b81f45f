"""The command line as somebody types it, in this process."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from factories import make_mixed_accounts
from typer.testing import CliRunner, Result

from app.cli import main
from app.domain.account import Account


def run(*arguments: str | Path, stdin: bytes | None = None, code: int = 0) -> Result:
    """Run a command; its exit code must be `code`."""
    result = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)
    if result.exit_code != code:
        pytest.fail(f"exit code {result.exit_code}\n{result.output}\n{result.exception!r}")
    return result


def lines_of(accounts: Sequence[Account]) -> bytes:
    return b"".join(msgspec.json.encode(_given(account)) + b"\n" for account in accounts)


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def audience_file(folder: Path, *, ordinary: int = 300, bought: int = 0) -> Path:
    return write(folder / "audience.ndjson", lines_of(make_mixed_accounts(ordinary, bought)))


def json_lines(result: Result) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in result.stdout_bytes.splitlines())


def one_line(text: str) -> str:
    """Undo the wrapping of a terminal."""
    return " ".join(text.split())


def _given(account: Account) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(account)
    return {name: value for name, value in fields.items() if value not in (None, [])}
