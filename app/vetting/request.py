"""Ask for a vetting, look at it, call it off."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from app.domain.event import EventKind
from app.domain.handle import Platform
from app.domain.vetting import Question, Vetting, VettingStatus
from app.storage.ids import is_id, new_id
from app.storage.store import Books, Store
from app.vetting.briefs import settle_brief
from app.vetting.errors import (
    AudienceNotFoundError,
    PlatformMismatchError,
    VettingFinalError,
    VettingNotFoundError,
)
from app.vetting.events import tell_end


class Queue(Protocol):
    """Where accepted vettings wait for a worker."""

    def enqueue(self, books: Books, tenant_id: str, vetting_id: str) -> None:
        """Queue the vetting in the same transaction that records it: both happen or neither."""
        ...


def request_vetting(
    store: Store,
    queue: Queue,
    tenant_id: str,
    question: Question,
    *,
    require: Callable[[str, Platform], None],
    now: datetime,
) -> Vetting:
    """Record and queue a vetting; an identical one that is queued or running is joined instead.

    A brief is read now, before anything is spent; a stored one is copied into the question. `require` raises where a
    tenant cannot read a platform. Raises AudienceNotFoundError, BriefNotFoundError, BriefNotUnderstoodError,
    PlatformMismatchError or StorageUnavailableError.
    """
    if question.audience_id is None:
        require(tenant_id, question.platform)
    question = settle_brief(store, tenant_id, question)
    while True:
        with store.books(tenant_id) as books:
            _check(books, question)
            vetting_id = new_id("vet")
            if books.vettings.add(vetting_id, question, now=now):
                queue.enqueue(books, tenant_id, vetting_id)
                vetting = books.vettings.get(vetting_id)
            else:
                # None when the other one ended between the two statements: then this one is free to start.
                vetting = books.vettings.get_in_flight(question)
        if vetting is not None:
            return vetting


def get_vetting(store: Store, tenant_id: str, vetting_id: str) -> Vetting:
    """Return a vetting of the tenant; raise VettingNotFoundError for any other."""
    if is_id(vetting_id, "vet"):
        with store.books(tenant_id) as books:
            vetting = books.vettings.get(vetting_id)
        if vetting is not None:
            return vetting
    message = f"There is no vetting {vetting_id[:64]!r}."
    raise VettingNotFoundError(message)


def cancel_vetting(store: Store, tenant_id: str, vetting_id: str, *, now: datetime) -> Vetting:
    """Call a vetting off; its worker stops at the next page. Raises VettingNotFoundError or VettingFinalError."""
    vetting = get_vetting(store, tenant_id, vetting_id)
    with store.books(tenant_id) as books:
        cancelled = books.vettings.end(vetting_id, VettingStatus.CANCELLED, None, now=now)
        if cancelled:
            books.pages(vetting_id).clear()
            tell_end(books, vetting, EventKind.VETTING_CANCELLED, now=now)
        vetting = books.vettings.get(vetting_id) or vetting
    if not cancelled and vetting.status is not VettingStatus.CANCELLED:
        message = f"The vetting has ended already: {vetting.status}."
        raise VettingFinalError(message)
    return vetting


def _check(books: Books, question: Question) -> None:
    if question.audience_id is None:
        return
    audience = books.audiences.get(question.audience_id) if is_id(question.audience_id, "aud") else None
    if audience is None:
        message = f"There is no uploaded audience {question.audience_id[:64]!r}."
        raise AudienceNotFoundError(message)
    if audience.platform is not question.platform:
        message = f"The uploaded audience is of {audience.platform}, the vetting asks for {question.platform}."
        raise PlatformMismatchError(message)
