"""Labelled accounts of a folder: what a model is fitted and judged on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account
from app.domain.method import TrainingFile
from app.platforms.upload_errors import RowError, UploadError
from app.platforms.upload_row import parse_row
from app.platforms.upload_stream import UploadLimits, numbered_lines, open_upload
from app.scoring.columns import AccountColumns
from app.training.publications import publication_of
from app.training.scripts import script_of

AUTHENTIC_LABELS: Final = frozenset({"genuine", "dormant"})
"""Inactive is not inauthentic; every other label says bought, automated or spam."""

_NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""Observed so late that an account without `observed_at` has an impossible age: unknown, whenever one trains."""


class TrainingDataError(Exception):
    """The folder cannot be trained on; the message says what to do."""


class _Grouping(msgspec.Struct):
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labelled:
    """n labelled accounts: columns, bool[n] labels, and str[n] names of publication, group and script of the texts."""

    columns: AccountColumns
    is_inauthentic: NDArray[np.bool_]
    publications: NDArray[np.str_]
    groups: NDArray[np.str_]
    scripts: NDArray[np.str_]
    files: tuple[TrainingFile, ...]


def read_labelled(folder: Path) -> Labelled:
    """Read every `*.ndjson` and `*.ndjson.gz` of `folder/accounts`, or of the folder itself; raise TrainingDataError.

    Rows follow the upload contract with a `label`, and may name a `group` (one seller, one collection); rows without a
    label are left out. A group that is not one of the known research collections belongs to its file's publication.
    """
    paths = _paths(folder)
    accounts: list[Account] = []
    names: list[tuple[str, str, str]] = []
    files = []
    for path in paths:
        before = len(accounts)
        for account, group in _read(path):
            if account.label is not None:
                accounts.append(account)
                file = path.name.partition(".")[0]
                names.append((publication_of(group, file), group or file, script_of(account)))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        files.append(TrainingFile(file=path.name, sha256=digest, rows=len(accounts) - before))
    labels = np.array([account.label not in AUTHENTIC_LABELS for account in accounts], dtype=np.bool_)
    if labels.all() or not labels.any():
        raise TrainingDataError(f"{folder} holds no two kinds of labelled accounts: genuine ones and others.")
    publications, groups, scripts = (np.array(column) for column in zip(*names, strict=True))
    return Labelled(
        columns=AccountColumns.from_accounts(accounts, drawn_at=_NEVER),
        is_inauthentic=labels,
        publications=publications,
        groups=groups,
        scripts=scripts,
        files=tuple(files),
    )


def _paths(folder: Path) -> list[Path]:
    inner = folder / "accounts"
    home = inner if inner.is_dir() else folder
    paths = sorted(path for path in home.glob("*") if path.name.endswith((".ndjson", ".ndjson.gz")))
    if not paths:
        raise TrainingDataError(f"{home} holds no *.ndjson or *.ndjson.gz: name a folder with labelled accounts.")
    return paths


def _read(path: Path) -> Iterator[tuple[Account, str | None]]:
    decoder = msgspec.json.Decoder(_Grouping)
    limits = UploadLimits()
    try:
        with path.open("rb") as file:
            for number, line in numbered_lines(open_upload(file, limits), limits.line_bytes):
                if line is None:
                    raise TrainingDataError(f"{path.name}, line {number}: longer than {limits.line_bytes} bytes.")
                if not line.isspace():
                    yield _row(path, number, line), decoder.decode(line).group
    except UploadError as error:
        raise TrainingDataError(f"{path.name}: {error.detail}") from error


def _row(path: Path, number: int, line: bytes) -> Account:
    try:
        return parse_row(line)
    except RowError as error:
        raise TrainingDataError(f"{path.name}, line {number}{error.pointer}: {error.reason}") from error
