"""Vettings: what was asked, where it is, how it ended. The verdict itself is a document (documents.py)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa

from app.domain.budget import Cost
from app.domain.vetting import Failure, Progress, Question, Vetting, VettingStatus
from app.storage.base import INSERT, UtcDateTime, metadata
from app.storage.codec import pack, unpack
from app.storage.ids import ID_LENGTH

QUEUED = Progress(stage="queued", done=0, total=None, resumes_at=None)

vettings = sa.Table(
    "vettings",
    metadata,
    sa.Column("vetting_id", sa.String(ID_LENGTH), primary_key=True),
    sa.Column(
        "tenant_id", sa.String(ID_LENGTH), sa.ForeignKey("tenants.tenant_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("handle", sa.String(300)),
    sa.Column("audience_id", sa.String(ID_LENGTH), sa.ForeignKey("audiences.audience_id", ondelete="SET NULL")),
    sa.Column("question", sa.LargeBinary, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("stage", sa.String(20), nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("units", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("micros", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("resumes_at", UtcDateTime),
    sa.Column("failure_code", sa.String(50)),
    sa.Column("failure_detail", sa.String(1000)),
    sa.Column("failure_retryable", sa.Boolean),
    # Set while the vetting is queued or running: a second identical request joins it instead of fetching again.
    sa.Column("in_flight_key", sa.String(64), unique=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("started_at", UtcDateTime),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("redacted_at", UtcDateTime),
    sa.CheckConstraint("status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="status"),
    sa.Index("ix_vettings_tenant_id_created_at", "tenant_id", "created_at", "vetting_id"),
)

_ONE = sa.select(vettings).where(
    vettings.c.vetting_id == sa.bindparam("vetting_id"), vettings.c.tenant_id == sa.bindparam("tenant_id")
)
_OWNED = _ONE.with_only_columns(vettings.c.vetting_id)
_UNFINISHED = vettings.c.status.in_([VettingStatus.QUEUED, VettingStatus.RUNNING])


def require_vetting(connection: sa.Connection, vetting_id: str, tenant_id: str) -> None:
    """Raise LookupError unless the vetting is this tenant's: what hangs on it is reached through here."""
    key = {"vetting_id": vetting_id, "tenant_id": tenant_id}
    if connection.execute(_OWNED, key).first() is None:
        message = f"no vetting {vetting_id} of this tenant"
        raise LookupError(message)


class Vettings:
    """The vettings of one tenant."""

    def __init__(self, connection: sa.Connection, tenant_id: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, vetting_id: str, question: Question, *, now: datetime) -> bool:
        """Store a queued vetting; False when an identical one is queued or running already."""
        insert = INSERT[self._connection.dialect.name](vettings)
        insert = insert.on_conflict_do_nothing(index_elements=[vettings.c.in_flight_key])
        # RETURNING, because the driver of PostgreSQL does not count what an INSERT inserted.
        result = self._connection.execute(
            insert.returning(vettings.c.vetting_id),
            {
                "vetting_id": vetting_id,
                "tenant_id": self._tenant_id,
                "platform": question.platform,
                "handle": question.handle,
                "audience_id": question.audience_id,
                "question": pack(question),
                "status": VettingStatus.QUEUED,
                "stage": QUEUED.stage,
                "done": 0,
                "calls": 0,
                "in_flight_key": self._in_flight_key(question),
                "created_at": now,
            },
        )
        return result.first() is not None

    def get(self, vetting_id: str) -> Vetting | None:
        """Return a vetting of this tenant."""
        row = self._connection.execute(_ONE, self._key(vetting_id)).mappings().first()
        return None if row is None else _vetting(row)

    def get_in_flight(self, question: Question) -> Vetting | None:
        """Return the queued or running vetting that asks the same."""
        row = (
            self._connection.execute(
                sa.select(vettings).where(vettings.c.in_flight_key == self._in_flight_key(question))
            )
            .mappings()
            .first()
        )
        return None if row is None else _vetting(row)

    def list_page(
        self, *, limit: int, after: tuple[datetime, str] | None, status: VettingStatus | None
    ) -> Sequence[Vetting]:
        """Return up to `limit` vettings, newest first, that come after the given (created_at, vetting_id)."""
        query = sa.select(vettings).where(vettings.c.tenant_id == self._tenant_id)
        if status is not None:
            query = query.where(vettings.c.status == status)
        if after is not None:
            created_at, vetting_id = after
            query = query.where(
                sa.or_(
                    vettings.c.created_at < created_at,
                    sa.and_(vettings.c.created_at == created_at, vettings.c.vetting_id < vetting_id),
                )
            )
        query = query.order_by(vettings.c.created_at.desc(), vettings.c.vetting_id.desc()).limit(limit)
        return [_vetting(row) for row in self._connection.execute(query).mappings()]

    def begin(self, vetting_id: str, *, now: datetime) -> bool:
        """Mark as running, also when a restarted worker goes on; False when it ended meanwhile."""
        started_at = sa.func.coalesce(vettings.c.started_at, sa.bindparam("now", now, UtcDateTime))
        return self._update(vetting_id, status=VettingStatus.RUNNING, started_at=started_at)

    def report(self, vetting_id: str, progress: Progress) -> bool:
        """Store the progress; False when the vetting ended meanwhile, which tells its worker to stop."""
        return self._update(
            vetting_id,
            stage=progress.stage,
            done=progress.done,
            total=progress.total,
            calls=progress.cost.calls,
            units=progress.cost.units,
            micros=progress.cost.micros,
            resumes_at=progress.resumes_at,
        )

    def end(self, vetting_id: str, status: VettingStatus, failure: Failure | None, *, now: datetime) -> bool:
        """Give the vetting its final status; False when it has one already."""
        return self._update(
            vetting_id,
            status=status,
            failure_code=failure.code if failure else None,
            failure_detail=failure.detail[:1000] if failure else None,
            failure_retryable=failure.retryable if failure else None,
            stage=sa.literal("done") if status is VettingStatus.SUCCEEDED else vettings.c.stage,
            in_flight_key=None,
            resumes_at=None,
            finished_at=now,
        )

    def _update(self, vetting_id: str, **values: object) -> bool:
        """Change a vetting that has not ended."""
        result = self._connection.execute(
            vettings.update()
            .where(
                vettings.c.vetting_id == vetting_id,
                vettings.c.tenant_id == self._tenant_id,
                _UNFINISHED,
            )
            .values(values)
        )
        return bool(result.rowcount)

    def _key(self, vetting_id: str) -> dict[str, str]:
        return {"vetting_id": vetting_id, "tenant_id": self._tenant_id}

    def _in_flight_key(self, question: Question) -> str:
        asked = msgspec.json.encode([self._tenant_id, question])
        return hashlib.sha256(asked).hexdigest()


def _vetting(row: sa.RowMapping) -> Vetting:
    failure = None
    if row["failure_code"] is not None:
        failure = Failure(
            code=row["failure_code"], detail=row["failure_detail"], retryable=bool(row["failure_retryable"])
        )
    return Vetting(
        vetting_id=row["vetting_id"],
        question=unpack(row["question"], Question),
        status=VettingStatus(row["status"]),
        progress=Progress(
            stage=row["stage"],
            done=row["done"],
            total=row["total"],
            resumes_at=row["resumes_at"],
            cost=Cost(calls=row["calls"], units=row["units"], micros=row["micros"]),
        ),
        failure=failure,
        created_at=row["created_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        redacted_at=row["redacted_at"],
    )
