"""Compare candidates: a pure function of stored vettings and of fees. Nothing is stored."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.audience import Role
from app.domain.comparison import Candidate, Choice, Comparison
from app.domain.vetting import Vetting, VettingStatus
from app.reports.comparison import read_candidate
from app.scoring.comparison import compare
from app.storage.ids import is_id
from app.storage.store import Books, Store
from app.vetting.errors import (
    CandidateRepeatedError,
    Fault,
    RequestError,
    VettingErasedError,
    VettingNotFoundError,
    VettingUnfinishedError,
)


def compare_candidates(store: Store, tenant_id: str, choices: Sequence[Choice], *, now: datetime) -> Comparison:
    """Rank finished vettings of the tenant; one whose sample was deleted is ranked, but has no overlaps.

    Raises CandidateRepeatedError, VettingNotFoundError, VettingUnfinishedError or VettingErasedError, which point at
    each wrong candidate.
    """
    ids = [choice.vetting_id for choice in choices]
    _refuse(
        CandidateRepeatedError,
        ((number, f"The vetting {one} is named twice.") for number, one in enumerate(ids) if one in ids[:number]),
    )
    with store.books(tenant_id) as books:
        vettings = _find(books, ids)
        candidates = [_read(books, choice, one, now) for choice, one in zip(choices, vettings, strict=True)]
    return compare(candidates)


def _find(books: Books, ids: Sequence[str]) -> Sequence[Vetting]:
    found = {one: books.vettings.get(one) for one in ids if is_id(one, "vet")}
    _refuse(
        VettingNotFoundError,
        ((number, f"There is no vetting {one[:64]!r}.") for number, one in enumerate(ids) if found.get(one) is None),
    )
    vettings = [vetting for vetting in found.values() if vetting is not None]
    _refuse(
        VettingUnfinishedError,
        (
            (number, f"The vetting {one.vetting_id} is {one.status}: only one that succeeded can be compared.")
            for number, one in enumerate(vettings)
            if one.status is not VettingStatus.SUCCEEDED
        ),
    )
    _refuse(
        VettingErasedError,
        (
            (number, f"The vetting {one.vetting_id} was erased: its creator asked for it.")
            for number, one in enumerate(vettings)
            if books.documents.get(one.vetting_id) is None
        ),
    )
    return vettings


def _read(books: Books, choice: Choice, vetting: Vetting, now: datetime) -> Candidate:
    document = books.documents.get(vetting.vetting_id)
    if document is None:
        message = f"the vetting {vetting.vetting_id} succeeded without a document"
        raise LookupError(message)
    samples = books.samples.get_listed(vetting.vetting_id, now=now) or ()
    listed = next((one for one in samples if one.note.role is Role.FOLLOWERS), None)
    return read_candidate(vetting, document.body, fee=choice.fee, listed=listed)


def _refuse(kind: type[RequestError], wrong: Iterable[tuple[int, str]]) -> None:
    """Raise where there is anything wrong; each fault points at its candidate."""
    faults = [Fault(pointer=f"/candidates/{number}/vetting_id", detail=detail) for number, detail in wrong]
    if faults:
        raise kind(" ".join(dict.fromkeys(fault.detail for fault in faults)), faults=faults)
