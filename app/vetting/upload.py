"""Take an uploaded audience: all of it, or nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from app.domain.account import Account
from app.domain.audience import Frame, Order, implied_frame
from app.domain.handle import Platform
from app.storage.audiences import UploadedAudience
from app.storage.ids import is_id, new_id
from app.storage.store import Store
from app.vetting.errors import AudienceNotFoundError
from app.vetting.objections import Objections

HASHED_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the caller says about an upload; without a frame, the population implies it."""

    platform: Platform
    handle: str | None
    frame: Frame | None
    order: Order
    population: int | None


def store_upload(
    store: Store,
    tenant_id: str,
    batches: Iterable[list[Account]],
    description: Description,
    *,
    sha256: str,
    keep_days: int,
    now: datetime,
    objections: Objections | None = None,
) -> UploadedAudience:
    """Store an audience batch by batch, in short transactions; readers see it only once it is whole.

    Whoever objected is left out and not counted. Whatever `batches` raises (a bad line, a cut-off file) removes what
    was stored so far and is raised again.
    """
    audience_id = new_id("aud")
    expires_at = now + timedelta(days=keep_days)
    with store.books(tenant_id) as books:
        books.audiences.begin(
            audience_id,
            platform=description.platform,
            handle=description.handle,
            order=description.order,
            population=description.population,
            now=now,
            expires_at=expires_at,
        )
    try:
        count = 0
        for number, batch in enumerate(batches):
            kept = batch if objections is None else objections.filter(batch)
            with store.books(tenant_id) as books:
                books.audiences.add_page(audience_id, number, kept)
            count += len(kept)
        with store.books(tenant_id) as books:
            frame = description.frame or implied_frame(count, description.population)
            books.audiences.finish(audience_id, frame=frame, accounts_count=count, sha256=sha256, now=now)
    except BaseException:
        with store.books(tenant_id) as books:
            books.audiences.delete(audience_id)
        raise
    return get_audience(store, tenant_id, audience_id)


def get_audience(store: Store, tenant_id: str, audience_id: str) -> UploadedAudience:
    """Return a finished upload of the tenant; raise AudienceNotFoundError for any other."""
    if is_id(audience_id, "aud"):
        with store.books(tenant_id) as books:
            audience = books.audiences.get(audience_id)
        if audience is not None:
            return audience
    message = f"There is no uploaded audience {audience_id[:64]!r}."
    raise AudienceNotFoundError(message)


def delete_audience(store: Store, tenant_id: str, audience_id: str) -> None:
    """Erase an upload with all its accounts and readings; verdicts made from it stay. Raises AudienceNotFoundError."""
    get_audience(store, tenant_id, audience_id)
    with store.books(tenant_id) as books:
        books.samples.delete_of(audience_id)
        books.audiences.delete(audience_id)


def sha256_of(file: BinaryIO) -> str:
    """Hash a file as it was sent, and rewind it."""
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(HASHED_AT_ONCE):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
