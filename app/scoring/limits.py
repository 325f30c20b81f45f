"""What an assessment does not say, in plain sentences."""

from collections.abc import Iterator

import numpy as np

from app.domain.audience import Availability, Frame, FrameNote
from app.scoring.columns import AccountColumns
from app.scoring.model import Scores


def describe_limits(note: FrameNote, columns: AccountColumns, scores: Scores) -> tuple[str, ...]:
    """Sentences for the reader of a report, the frame first."""
    return (*_frame_limits(note, columns), *_score_limits(scores))


def _frame_limits(note: FrameNote, columns: AccountColumns) -> Iterator[str]:
    if note.availability is not Availability.OK:
        yield f"The platform did not give the {note.role} in full: {note.availability.replace('_', ' ')}."
    if note.frame is Frame.NEWEST:
        yield (
            f"Only the newest {note.listed:,} {note.role} could be listed: "
            f"every share is about recent {note.role}, not about all of them."
        )
    elif note.coverage is not None and note.coverage < 1 and note.frame is Frame.COMPLETE:
        unlisted = note.population - note.listed if note.population is not None else 0
        yield f"The platform counts {unlisted:,} {note.role} that it does not list; nothing is said about them."
    if note.population is None:
        yield f"How many {note.role} there are is unknown, so that no effective audience is given."
    if len(columns) == 0:
        yield "No account could be read, so that nothing was measured."


def _score_limits(scores: Scores) -> Iterator[str]:
    yield (
        "Accounts are scored by a model whose card (`/v1/methods`) says what it was fitted on and how often it errs; "
        "accounts that look like ordinary people in every signal are not found."
    )
    unknown = int(np.count_nonzero(np.isnan(scores.inauthentic)))
    if unknown:
        yield f"Nothing is known about {unknown:,} accounts beyond their id; they are left out of every score."
    activity = scores.reading("dormancy")
    if np.count_nonzero(np.isnan(activity)) * 2 > activity.size:
        yield "For most accounts nothing tells when they last posted: dormant ones among them count as reachable."
