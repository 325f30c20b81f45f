"""Score accounts line for line, as `truereach score` prints them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Final

from app.domain.account import AccountKind
from app.domain.assessment import AccountScore
from app.platforms.upload import Line, LineError
from app.scoring.account_scores import score_accounts
from app.scoring.columns import AccountColumns
from app.scoring.model import Model

LINES_AT_ONCE: Final = 100_000
"""Lines in one go: repetition inside an audience is seen within them, and memory stays bounded."""

ScoredLine = tuple[AccountScore | None, LineError | None]
"""What a line gave: a score, or the reason why there is none."""


def score_lines(lines: Iterable[Line], *, drawn_at: datetime, model: Model | None = None) -> Iterator[ScoredLine]:
    """Score each line in order; one result for each line. Ages are taken at `observed_at`, else at `drawn_at`.

    Without a model the current one of this package weighs.
    """
    stream = iter(lines)
    while chunk := [result for _, result in islice(stream, LINES_AT_ONCE)]:
        accounts = [result for result in chunk if not isinstance(result, LineError)]
        scores = score_accounts(AccountColumns.from_accounts(accounts, drawn_at=drawn_at), model)
        for result in chunk:
            yield (None, result) if isinstance(result, LineError) else (next(scores), None)


def unknown_account(account_id: str | None) -> dict[str, object]:
    """Return the line of an account of which nothing is known."""
    return {
        "account_id": account_id,
        "inauthentic": None,
        "band": None,
        "kind": AccountKind.UNKNOWN,
        "suspicion": None,
        "evidence": [],
    }
