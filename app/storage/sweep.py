"""Rows of all tenants, to take one person or a platform's data out of them: a chunk at a time, in short transactions.

Nothing else reads across tenants. What a sweep has read, nobody else changes before its transaction ends.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias

import sqlalchemy as sa

from app.domain.document import Document
from app.domain.handle import Platform
from app.domain.vetting import Question, VettingStatus
from app.storage.audiences import audience_pages, audiences
from app.storage.codec import pack, unpack
from app.storage.documents import documents
from app.storage.erasures import Erasures
from app.storage.events import events
from app.storage.insights import insights
from app.storage.pages import Pages, vetting_pages
from app.storage.reviews import reviews
from app.storage.samples import samples
from app.storage.vettings import Vettings, vettings

Place: TypeAlias = tuple[str | int, ...]
"""The primary key of a row; rows are swept in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """A table whose rows have a body, and the table that says whose they are and of which platform."""

    table: sa.Table
    owner: sa.Table


SAMPLES: Final = Bodies(table=samples, owner=vettings)
FETCHED: Final = Bodies(table=vetting_pages, owner=vettings)
UPLOADED: Final = Bodies(table=audience_pages, owner=audiences)
DOCUMENTS: Final = Bodies(table=documents, owner=vettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stored body with its place; the first part of the place is the id of the vetting or upload."""

    place: Place
    tenant_id: str
    body: bytes

    @property
    def owner_id(self) -> str:
        """Id of the vetting or the upload."""
        return str(self.place[0])


class Sweep:
    """One transaction on rows of all tenants."""

    def __init__(self, connection: sa.Connection) -> None:
        if connection.dialect.name == "sqlite":  # which has no SELECT ... FOR UPDATE
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._connection = connection
        self.erasures = Erasures(connection)

    def vettings(self, tenant_id: str) -> Vettings:
        """Return the vettings of one tenant."""
        return Vettings(self._connection, tenant_id)

    def pages(self, vetting_id: str) -> Pages:
        """Return the fetched pages of a vetting."""
        return Pages(self._connection, vetting_id)

    def read(self, bodies: Bodies, platform: Platform, *, after: Place | None, limit: int) -> Sequence[Row]:
        """Read up to `limit` rows of a platform behind a place."""
        key = tuple(bodies.table.primary_key.columns)
        query = (
            sa.select(*key, bodies.owner.c.tenant_id, bodies.table.c.body)
            .join(bodies.owner, key[0] == bodies.owner.primary_key.columns[0])
            .where(bodies.owner.c.platform == platform)
        )
        if after is not None:
            query = query.where(sa.tuple_(*key) > sa.tuple_(*after))
        query = query.order_by(*key).limit(limit).with_for_update(of=bodies.table)
        return [
            Row(place=tuple(row[: len(key)]), tenant_id=row[-2], body=row[-1])
            for row in self._connection.execute(query)
        ]

    def rewrite(self, bodies: Bodies, place: Place, value: object) -> None:
        """Give a row another body."""
        is_row = [column == part for column, part in zip(bodies.table.primary_key.columns, place, strict=True)]
        self._connection.execute(bodies.table.update().where(*is_row).values(body=pack(value)))

    def list_due(self, *, now: datetime, limit: int) -> dict[str, Document]:
        """Read documents whose time to be redacted has come, by the ids of their vettings."""
        query = sa.select(documents.c.vetting_id, documents.c.etag, documents.c.body)
        query = query.where(documents.c.redact_at <= now).limit(limit).with_for_update()
        return {row.vetting_id: Document(row.etag, row.body) for row in self._connection.execute(query)}

    def redact(self, vetting_id: str, document: Document, *, now: datetime) -> None:
        """Put a redacted document in the place of the vetting's own."""
        changed = documents.update().where(documents.c.vetting_id == vetting_id)
        self._connection.execute(changed.values(etag=document.etag, body=document.body))
        self._connection.execute(vettings.update().where(vettings.c.vetting_id == vetting_id).values(redacted_at=now))

    def settle(self, vetting_ids: Collection[str]) -> None:
        """Note that these documents hold nothing any more that has to go later."""
        self._connection.execute(
            documents.update().where(documents.c.vetting_id.in_(vetting_ids)).values(redact_at=None)
        )

    def shorten_upload(self, audience_id: str, accounts: int) -> None:
        """Count so many accounts less."""
        shorter = audiences.c.accounts_count - accounts  # stays null while the upload is not finished
        self._connection.execute(
            audiences.update().where(audiences.c.audience_id == audience_id).values(accounts_count=shorter)
        )

    def list_reviewed(self, platform: Platform) -> Sequence[str]:
        """List the ids of accounts that somebody reviewed."""
        query = sa.select(reviews.c.account_id).distinct()
        query = query.join(vettings, vettings.c.vetting_id == reviews.c.vetting_id)
        return self._connection.execute(query.where(vettings.c.platform == platform)).scalars().all()

    def delete_reviews(self, platform: Platform, account_ids: Collection[str]) -> int:
        """Delete the reviews of these accounts; return how many."""
        of_platform = sa.select(vettings.c.vetting_id).where(vettings.c.platform == platform)
        gone = reviews.delete().where(reviews.c.account_id.in_(account_ids), reviews.c.vetting_id.in_(of_platform))
        return self._connection.execute(gone).rowcount

    def list_handles(
        self, bodies: Bodies, platform: Platform, *, after: str | None, limit: int
    ) -> Sequence[tuple[str, str]]:
        """List ids of vettings or uploads with the handle of their creator; those without one are left out."""
        owner = bodies.owner
        key = owner.primary_key.columns[0]
        query = sa.select(key, owner.c.handle).where(owner.c.platform == platform, owner.c.handle.is_not(None))
        if after is not None:
            query = query.where(key > after)
        return [(row[0], row[1]) for row in self._connection.execute(query.order_by(key).limit(limit))]

    def erase_vetting(self, vetting_id: str, *, now: datetime) -> None:
        """Leave of a vetting what was asked but for whom, its status and its times; one that runs is called off."""
        is_it = vettings.c.vetting_id == vetting_id
        question = unpack(self._connection.execute(sa.select(vettings.c.question).where(is_it)).scalar_one(), Question)
        for table in (documents, samples, vetting_pages):
            self._connection.execute(table.delete().where(table.c.vetting_id == vetting_id))
        self._connection.execute(events.delete().where(events.c.subject_id == vetting_id))
        is_running = vettings.c.status.in_([VettingStatus.QUEUED, VettingStatus.RUNNING])
        self._connection.execute(
            vettings.update()
            .where(is_it)
            .values(
                handle=None,
                question=pack(replace(question, handle=None)),
                status=sa.case((is_running, sa.literal(VettingStatus.CANCELLED)), else_=vettings.c.status),
                finished_at=sa.func.coalesce(
                    vettings.c.finished_at, sa.bindparam("now", now, vettings.c.finished_at.type)
                ),
                in_flight_key=None,
                resumes_at=None,
                redacted_at=now,
            )
        )

    def forget_creator(self, audience_id: str) -> None:
        """Leave an upload without the name of the creator that it belongs to."""
        self._connection.execute(audiences.update().where(audiences.c.audience_id == audience_id).values(handle=None))

    def delete_insights(self, platform: Platform, handles: Collection[str]) -> int:
        """Delete what owners with these handles, written as all spellings are compared, told about their audience."""
        gone = insights.delete().where(insights.c.platform == platform, insights.c.folded_handle.in_(handles))
        return self._connection.execute(gone).rowcount

    def count_running(self, platform: Platform) -> int:
        """Count the vettings of a platform that run."""
        query = sa.select(sa.func.count()).select_from(vettings)
        query = query.where(vettings.c.platform == platform, vettings.c.status == VettingStatus.RUNNING)
        return self._connection.execute(query).scalar_one()
