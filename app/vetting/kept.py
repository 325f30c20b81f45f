"""What is still there of a vetting: its document, and its sample and the reviews until they expire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.account import Label
from app.domain.document import Document
from app.domain.readings import SampleReadings
from app.domain.vetting import Vetting, VettingStatus
from app.scoring.assess import Audience
from app.scoring.columns import Floats
from app.storage.store import Books, Store
from app.vetting.errors import SampleExpiredError, VettingErasedError, VettingUnfinishedError
from app.vetting.request import get_vetting
from app.vetting.retain import restore, restore_excess


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A vetting that succeeded, with its stored sample and the labels that people gave to accounts of it."""

    vetting: Vetting
    document: Document
    samples: Sequence[SampleReadings]
    labels: Mapping[str, Label]

    def audiences(self) -> list[Audience]:
        """Read the samples, the main one first."""
        return [restore(sample) for sample in self.samples]

    def excess(self) -> Floats:
        """Read by how much a delivery explained each account of the main sample."""
        return restore_excess(self.samples[0])


def get_kept(store: Store, tenant_id: str, vetting_id: str, *, now: datetime) -> Kept:
    """Return what is kept.

    Raises VettingNotFoundError, VettingUnfinishedError, VettingErasedError or SampleExpiredError.
    """
    vetting = get_vetting(store, tenant_id, vetting_id)
    with store.books(tenant_id) as books:
        return read_kept(books, vetting, now=now)


def read_kept(books: Books, vetting: Vetting, *, now: datetime) -> Kept:
    """Do the same inside a transaction, for a vetting that was found."""
    if vetting.status is not VettingStatus.SUCCEEDED:
        message = f"The vetting is {vetting.status}: only one that succeeded has a sample."
        raise VettingUnfinishedError(message)
    document = books.documents.get(vetting.vetting_id)
    samples = books.samples.get(vetting.vetting_id, now=now)
    if document is None:
        message = "The vetting was erased: its creator asked for it."
        raise VettingErasedError(message)
    if samples is None:
        message = "The sample of this vetting was deleted; its verdict stays. Vet the creator again."
        raise SampleExpiredError(message)
    labels = books.reviews.get_labels(vetting.vetting_id)
    return Kept(vetting=vetting, document=document, samples=samples, labels=labels)
