"""A vetting while it runs: a bar for each stage, and when a wait ends."""

import contextlib
from collections.abc import Callable, Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.commands.output import notes
from app.domain.vetting import Vetting


@contextlib.contextmanager
def watch() -> Iterator[Callable[[Vetting], None]]:
    """Show progress on standard error; give the function that takes each look at the vetting."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<22}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[calls]} calls"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=notes, transient=True) as progress:
        task = progress.add_task("queued", total=None, calls=0, note="")

        def show(vetting: Vetting) -> None:
            now = vetting.progress
            progress.update(
                task,
                description=now.stage.replace("_", " "),
                completed=now.done,
                total=now.total,
                calls=now.cost.calls,
                note=f"waits, resumes {now.resumes_at.astimezone():%H:%M:%S}" if now.resumes_at else "",
            )

        yield show
