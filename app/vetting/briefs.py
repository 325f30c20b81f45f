"""Briefs: keep them, change them, and read them before anything is spent on them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.domain.brief import Brief, BriefUnderstanding, StoredBrief
from app.domain.vetting import Question
from app.scoring.niche.understanding import BriefError, understand_brief
from app.storage.ids import is_id, new_id
from app.storage.store import Books, Store
from app.vetting.errors import BriefNotFoundError, BriefNotUnderstoodError, Fault

NOTHING_TO_LOOK_FOR: Final = (
    "Nothing of this brief can be looked for in an audience: name what is sold in a few words of its own."
)


def create_brief(store: Store, tenant_id: str, *, name: str, brief: Brief, now: datetime) -> StoredBrief:
    """Keep a brief as version 1; raises BriefNotUnderstoodError."""
    preview_brief(brief, at="/brief")
    brief_id = new_id("brf")
    with store.books(tenant_id) as books:
        books.briefs.add(brief_id, name, brief, now=now)
        return _get(books, brief_id, None)


def change_brief(store: Store, tenant_id: str, brief_id: str, *, name: str, brief: Brief, now: datetime) -> StoredBrief:
    """Make the next version; the same brief again only takes the name. Changes at the same time make a version each.

    Raises BriefNotFoundError or BriefNotUnderstoodError.
    """
    get_brief(store, tenant_id, brief_id)
    preview_brief(brief, at="/brief")
    with store.books(tenant_id) as books:
        books.briefs.change(brief_id, name, brief, now=now)
        return _get(books, brief_id, None)


def get_brief(store: Store, tenant_id: str, brief_id: str, version: int | None = None) -> StoredBrief:
    """Return a version of a brief, or the latest; raises BriefNotFoundError."""
    with store.books(tenant_id) as books:
        return _get(books, brief_id, version)


def list_briefs(
    store: Store, tenant_id: str, *, limit: int, after: tuple[datetime, str] | None
) -> Sequence[StoredBrief]:
    """Return the latest versions of a page of briefs, the newest brief first."""
    with store.books(tenant_id) as books:
        return books.briefs.list_page(limit=limit, after=after)


def list_brief_versions(
    store: Store, tenant_id: str, brief_id: str, *, limit: int, below: int | None
) -> Sequence[StoredBrief]:
    """Return a page of the versions of a brief, the newest first; raises BriefNotFoundError."""
    with store.books(tenant_id) as books:
        _get(books, brief_id, None)
        return books.briefs.list_versions(brief_id, limit=limit, below=below)


def archive_brief(store: Store, tenant_id: str, brief_id: str, *, now: datetime) -> None:
    """Take a brief out of use; vettings that used it hold their own copy. Raises BriefNotFoundError."""
    with store.books(tenant_id) as books:
        _get(books, brief_id, None)
        books.briefs.archive(brief_id, now=now)


def preview_brief(brief: Brief, *, at: str = "") -> BriefUnderstanding:
    """Tell how a brief is read; `at` is its JSON pointer in the request. Raises BriefNotUnderstoodError."""
    try:
        understanding = understand_brief(brief)
    except BriefError as error:
        faults = [Fault(pointer=at + pointer, detail=detail) for pointer, detail in error.faults]
        message = f"The brief cannot be read as it stands: {str(error).rstrip('.')}."
        raise BriefNotUnderstoodError(message, faults=faults) from error
    if not (understanding.key_words or understanding.nodes or understanding.notes or brief.must_include):
        return replace(understanding, notes=(NOTHING_TO_LOOK_FOR,))
    return understanding


def settle_brief(store: Store, tenant_id: str, question: Question) -> Question:
    """Put the stored brief that a question names into it, and make sure that its brief can be read.

    Raises BriefNotFoundError or BriefNotUnderstoodError.
    """
    if question.brief_id is None:
        if question.brief is not None:
            preview_brief(question.brief, at="/brief")
        return question
    try:
        stored = get_brief(store, tenant_id, question.brief_id, question.brief_version)
        preview_brief(stored.brief)
    except (BriefNotFoundError, BriefNotUnderstoodError) as error:
        fault = Fault(pointer="/brief_id", detail=error.detail)
        raise type(error)(error.detail, faults=[fault]) from error
    return replace(question, brief=stored.brief, brief_version=stored.version)


def _get(books: Books, brief_id: str, version: int | None) -> StoredBrief:
    found = books.briefs.get(brief_id, version) if is_id(brief_id, "brf") else None
    if found is None:
        which = "" if version is None else f" with a version {version}"
        message = f"There is no brief {brief_id[:64]!r}{which}."
        raise BriefNotFoundError(message)
    return found
