"""Where commands write: results to standard output or a file, everything for people to standard error."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

import typer
from rich.console import Console

console = Console()
notes = Console(stderr=True)

FAILED = 1
"""Exit code: the command was understood but could not be done. Wrong usage exits with 2."""


@contextlib.contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Open the file for the result; None is standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:  # also when the disk is full
        fail(f"{path} cannot be written: {error.strerror}")


@contextlib.contextmanager
def open_input(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read; `-` is standard input."""
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}")
    with file:
        yield file


def fail(message: str) -> NoReturn:
    """Say why, and end with exit code 1."""
    notes.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(FAILED)
