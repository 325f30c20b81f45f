"""A made-up folder of labelled accounts, as `truereach train` reads it."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from factories import make_account, make_bought_account

from app.domain.account import Account


def as_row(account: Account, **more: object) -> dict[str, Any]:
    values = msgspec.to_builtins(account)
    return {name: value for name, value in values.items() if value not in (None, [], ())} | more


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if path.suffix == ".gz" else text.encode())


def make_folder(folder: Path, *, accounts: int = 60) -> Path:
    """Three publications: sellers in two files, one of a named group, and one that tells likes."""
    home = folder / "accounts"
    home.mkdir(parents=True)
    people = [as_row(make_account(index), label="genuine") for index in range(accounts)]
    bought = [as_row(make_bought_account(index), label="fake") for index in range(accounts)]
    write_rows(home / "first.ndjson", [*people, *bought])
    write_rows(home / "second.ndjson.gz", [{**row, "group": "one_shop"} for row in [*people, *bought]])
    likes = [{**row, "likes_given_count": 400 + index} for index, row in enumerate(people)]
    automated = [{**row, "likes_given_count": 0, "label": "bot"} for row in bought]
    write_rows(home / "third.ndjson", [*likes, *automated])
    return folder
