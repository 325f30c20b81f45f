"""Insights: keep what an owner tells about an audience, and find what a vetting may show beside its own measure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from app.domain.insights import Figures, Insights
from app.domain.vetting import Question
from app.storage.ids import is_id, new_id
from app.storage.store import Books, Store
from app.vetting.errors import Fault, InsightsAheadError, InsightsNotFoundError

AHEAD_AT_MOST: Final = timedelta(days=1)
"""A day's end may lie a day ahead of UTC where the owner lives."""


def add_insights(store: Store, tenant_id: str, figures: Figures, *, now: datetime) -> Insights:
    """Keep figures as they were told; raises InsightsAheadError for those of days to come."""
    if figures.as_of > now + AHEAD_AT_MOST:
        pointer = "/taken_at" if figures.period is None else "/period/to"
        message = "The figures are dated in the future: give the day on which the platform showed them."
        raise InsightsAheadError(message, faults=[Fault(pointer=pointer, detail="lies in the future")])
    insights_id = new_id("ins")
    with store.books(tenant_id) as books:
        books.insights.add(insights_id, figures, now=now)
        return _get(books, insights_id)


def get_insights(store: Store, tenant_id: str, insights_id: str) -> Insights:
    """Return what was kept under an id; raises InsightsNotFoundError."""
    with store.books(tenant_id) as books:
        return _get(books, insights_id)


def list_insights(
    store: Store, tenant_id: str, *, limit: int, after: tuple[datetime, str] | None
) -> Sequence[Insights]:
    """Return a page of insights, the last kept first."""
    with store.books(tenant_id) as books:
        return books.insights.list_page(limit=limit, after=after)


def delete_insights(store: Store, tenant_id: str, insights_id: str) -> None:
    """Erase what was kept under an id; vettings that show it stay. Raises InsightsNotFoundError."""
    with store.books(tenant_id) as books:
        _get(books, insights_id)
        books.insights.delete(insights_id)


def find_owner_insights(store: Store, tenant_id: str, question: Question) -> Insights | None:
    """Find the newest figures of the creator that a question is about, if the tenant has any."""
    with store.books(tenant_id) as books:
        handle = question.handle
        if handle is None and question.audience_id is not None:
            audience = books.audiences.get(question.audience_id)
            handle = None if audience is None else audience.handle
        return None if handle is None else books.insights.get_newest(question.platform, handle)


def _get(books: Books, insights_id: str) -> Insights:
    found = books.insights.get(insights_id) if is_id(insights_id, "ins") else None
    if found is None:
        message = f"There are no insights {insights_id[:64]!r}."
        raise InsightsNotFoundError(message)
    return found
