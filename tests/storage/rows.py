"""Rows that tests of storage and of use cases begin with; a test names only what it is about."""

from datetime import UTC, datetime
from typing import Any

from factories import make_note

from app.domain.audience import Frame, Order, Role
from app.domain.credential import Credential, CredentialStatus
from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.readings import Column, SampleReadings
from app.domain.vetting import Question
from app.storage.ids import new_id
from app.storage.store import Books, Store
from app.storage.vault import NONCE_BYTES, Sealed

NOW = datetime(2026, 11, 22, 9, 30, 15, 250_000, tzinfo=UTC)


def add_tenant(store: Store, name: str = "acme") -> str:
    with store.system() as system:
        return system.tenants.add(name, now=NOW).tenant_id


def make_question(**changes: Any) -> Question:  # noqa: ANN401 (any field of Question)
    fields: dict[str, Any] = {
        "platform": Platform.BLUESKY,
        "handle": "creator.test",
        "audience_id": None,
        "brief": None,
        "policy": Policy(),
        "sample_size": 200,
    }
    return Question(**{**fields, **changes})


def add_vetting(
    store: Store,
    tenant_id: str,
    *,
    vetting_id: str | None = None,
    now: datetime = NOW,
    **question: Any,  # noqa: ANN401
) -> str:
    """Add one; its id decides which accounts are drawn."""
    vetting_id = vetting_id or new_id("vet")
    with store.books(tenant_id) as books:
        assert books.vettings.add(vetting_id, make_question(**question), now=now)
    return vetting_id


def make_readings(*account_ids: str, role: Role = Role.FOLLOWERS) -> SampleReadings:
    column = Column(dtype="<f8", body=b"\x00\xff")
    return SampleReadings(note=make_note(role=role), account_ids=account_ids, columns={"age_days": column})


NOTHING_SEALED = Sealed(key_id="0" * 16, nonce=b"\0" * NONCE_BYTES, ciphertext=b"")


def make_credential(**changes: Any) -> Credential:  # noqa: ANN401 (any field of Credential)
    fields: dict[str, Any] = {
        "credential_id": new_id("crd"),
        "platform": Platform.YOUTUBE,
        "name": "default",
        "field_names": ("api_key",),
        "hint": "wxyz",
        "fingerprint": "f" * 16,
        "status": CredentialStatus.UNTESTED,
        "status_detail": None,
        "created_at": NOW,
        "checked_at": None,
    }
    return Credential(**{**fields, **changes})


def begin_audience(books: Books, *, now: datetime = NOW, expires_at: datetime = NOW) -> str:
    audience_id = new_id("aud")
    books.audiences.begin(
        audience_id,
        platform=Platform.BLUESKY,
        handle=None,
        order=Order.NEWEST_FIRST,
        population=None,
        now=now,
        expires_at=expires_at,
    )
    return audience_id


def finish_audience(books: Books, audience_id: str, *, accounts_count: int = 0, now: datetime = NOW) -> None:
    books.audiences.finish(audience_id, frame=Frame.COMPLETE, accounts_count=accounts_count, sha256="0" * 64, now=now)
