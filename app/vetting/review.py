"""People look at accounts of a sample and label them; a later score uses the labels."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from app.domain.account import Label
from app.domain.review import Review, ReviewCandidate
from app.reports.recorded import read_recorded
from app.scoring.account_scores import account_scores
from app.scoring.kinds import account_kinds
from app.scoring.known_models import KnownModels
from app.scoring.share import choose_for_review
from app.storage.store import Store
from app.vetting.errors import AccountNotInSampleError, Fault
from app.vetting.kept import get_kept, read_kept
from app.vetting.request import get_vetting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSample:
    """Accounts to look at, in the order of the sample, and the model that gave their scores."""

    model_version: str
    candidates: tuple[ReviewCandidate, ...]


def draw_review_sample(
    store: Store, tenant_id: str, vetting_id: str, *, models: KnownModels, count: int, now: datetime
) -> ReviewSample:
    """Draw accounts of all scores, the same ones each time; their scores are those of the vetting's own model.

    Where that is not known any more, they are the current one's. Raises VettingNotFoundError, VettingUnfinishedError
    or SampleExpiredError.
    """
    kept = get_kept(store, tenant_id, vetting_id, now=now)
    model = models.find(read_recorded(kept.document.body).model_version) or models.current
    columns = kept.audiences()[0].columns
    scores = model.score(columns)
    seed = int.from_bytes(hashlib.sha256(vetting_id.encode()).digest()[:8])
    chosen = np.sort(choose_for_review(scores.inauthentic, count, seed))
    kinds = account_kinds(columns, scores, suspicious_at=model.suspicious_at)
    candidates = (
        ReviewCandidate(score=score, label=kept.labels.get(score.account_id))
        for score in account_scores(columns, scores, kinds, chosen)
    )
    return ReviewSample(model_version=model.version, candidates=tuple(candidates))


def record_reviews(
    store: Store,
    tenant_id: str,
    vetting_id: str,
    given: Sequence[tuple[str, Label]],
    *,
    reviewed_by: str,
    now: datetime,
) -> Sequence[Review]:
    """Store labels, all or none; of several for one account the last counts.

    Raises VettingNotFoundError, VettingUnfinishedError, SampleExpiredError or AccountNotInSampleError.
    """
    vetting = get_vetting(store, tenant_id, vetting_id)
    with store.books(tenant_id) as books:
        kept = read_kept(books, vetting, now=now)
        known = {account_id for sample in kept.samples for account_id in sample.account_ids}
        faults = [
            Fault(pointer=f"/reviews/{number}/account_id", detail="is not in the sample of this vetting")
            for number, (account_id, _) in enumerate(given)
            if account_id not in known
        ]
        if faults:
            message = f"{len(faults)} accounts are not in the sample of this vetting; nothing was stored."
            raise AccountNotInSampleError(message, faults=faults)
        return books.reviews.put(vetting_id, dict(given), reviewed_by=reviewed_by, now=now)


def list_reviews(
    store: Store, tenant_id: str, vetting_id: str, *, limit: int, after: tuple[datetime, str] | None
) -> Sequence[Review]:
    """Return a page of reviews, newest first; none any more once the sample is gone. Raises VettingNotFoundError."""
    get_vetting(store, tenant_id, vetting_id)
    with store.books(tenant_id) as books:
        return books.reviews.list_page(vetting_id, limit=limit, after=after)
