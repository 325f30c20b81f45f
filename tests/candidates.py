"""Made-up candidates and lists. A test names only what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factories import DRAWN_AT, make_note

from app.domain.comparison import Candidate
from app.domain.estimate import Estimate
from app.domain.handle import Platform
from app.domain.money import Money
from app.domain.readings import Listed
from app.scoring.overlap import SKETCH_SIZE, Sketching

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = b"a key of the tests"


def make_ids(count: int, start: int = 0) -> list[str]:
    return [f"did:plc:{number:024x}" for number in range(start, start + count)]


def make_listed(ids: Sequence[str], *, key: bytes = KEY, size: int = SKETCH_SIZE, **note: Any) -> Listed:  # noqa: ANN401
    """Make a list that is its whole audience unless the note says otherwise."""
    sketching = Sketching(key, size)
    sketching.add(ids)
    count = {"population": len(ids), "listed": len(ids)}
    return Listed(note=make_note(**{**count, **note}), sketch=sketching.sketch())


def make_candidate(
    number: int,
    effective: tuple[float, float, float] | None = (90.0, 100.0, 110.0),
    euros: int | None = None,
    **changes: Any,  # noqa: ANN401
) -> Candidate:
    """Make a candidate; `effective` is the audience with its ends: low, estimate, high."""
    audience = None
    if effective is not None:
        audience = Estimate(low=effective[0], estimate=effective[1], high=effective[2], level=0.95)
    fields: dict[str, Any] = {
        "vetting_id": f"vet_{number:032x}",
        "platform": Platform.BLUESKY,
        "handle": f"creator{number}.test",
        "audience_id": None,
        "brief": None,
        "fee": None if euros is None else Money(amount_minor=100 * euros, currency="EUR"),
        "decision": "review",
        "too_thin": None,
        "effective_audience": audience,
        "method_version": "3",
        "model_version": "marginal-2026-11",
        "frame": make_note(),
        "finished_at": DRAWN_AT,
        "listed": make_listed(make_ids(100, 50 * number)),
    }
    return Candidate(**{**fields, **changes})
