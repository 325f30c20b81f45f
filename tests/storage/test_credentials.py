from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from app.domain.credential import Credential, CredentialStatus
from app.domain.handle import Platform
from app.storage.ids import new_id
from app.storage.store import Store
from app.storage.vault import Sealed

from .rows import NOTHING_SEALED, NOW, make_credential

SEALED = Sealed(key_id="a" * 16, nonce=b"n" * 12, ciphertext=b"\x00\xff" * 40)


def add(store: Store, tenant: str, sealed: Sealed = NOTHING_SEALED, **changes: Any) -> Credential:  # noqa: ANN401
    credential = make_credential(**{"name": new_id("nam"), **changes})
    with store.books(tenant) as books:
        assert books.credentials.add(credential, sealed)
    return credential


def test_a_credential_and_its_ciphertext_come_back_as_they_were_stored(store: Store, tenant: str) -> None:
    credential = add(
        store,
        tenant,
        SEALED,
        platform=Platform.INSTAGRAM,
        field_names=("user_id", "access_token"),
        hint=None,
        status=CredentialStatus.REFUSED,
        status_detail="platform_auth",
        checked_at=NOW + timedelta(seconds=1),
    )
    with store.books(tenant) as books:
        assert books.credentials.get(credential.credential_id) == credential
        assert books.credentials.get_sealed(credential.credential_id) == (credential, SEALED)
        assert books.credentials.get_newest(credential.platform) == (credential, SEALED)


def test_what_is_not_there_is_none(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        assert books.credentials.get(new_id("crd")) is None
        assert books.credentials.get_sealed(new_id("crd")) is None
        assert books.credentials.get_newest(Platform.X) is None
        assert not books.credentials.delete(new_id("crd"))


def test_a_name_is_taken_once_for_each_platform_whoever_is_quicker(store: Store, tenant: str) -> None:
    def take(_: int) -> bool:
        with store.books(tenant) as books:
            return books.credentials.add(make_credential(name="mine"), NOTHING_SEALED)

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(take, range(6))) == 1
    add(store, tenant, name="mine", platform=Platform.X)


def test_the_newest_that_is_not_refused_is_used(store: Store, tenant: str) -> None:
    older = add(store, tenant, created_at=NOW)
    newer = add(store, tenant, created_at=NOW + timedelta(hours=1))
    add(store, tenant, created_at=NOW + timedelta(hours=2), platform=Platform.X)

    def newest() -> str | None:
        with store.books(tenant) as books:
            found = books.credentials.get_newest(Platform.YOUTUBE)
        return None if found is None else found[0].credential_id

    def refuse(credential: Credential) -> None:
        with store.books(tenant) as books:
            assert books.credentials.report(
                credential.credential_id, CredentialStatus.REFUSED, "platform_auth", now=NOW
            )

    assert newest() == newer.credential_id
    refuse(newer)
    assert newest() == older.credential_id
    refuse(older)
    assert newest() == newer.credential_id


def test_a_report_changes_the_status_and_nothing_else(store: Store, tenant: str) -> None:
    credential = add(store, tenant, SEALED)
    later = NOW + timedelta(minutes=1)
    with store.books(tenant) as books:
        books.credentials.report(credential.credential_id, CredentialStatus.WORKING, None, now=later)
        reported = books.credentials.get(credential.credential_id)
        assert books.credentials.get_sealed(credential.credential_id) == (reported, SEALED)
    assert reported == make_credential(
        credential_id=credential.credential_id,
        name=credential.name,
        status=CredentialStatus.WORKING,
        checked_at=later,
    )


def test_a_walk_over_the_pages_sees_each_once_the_newest_first(store: Store, tenant: str) -> None:
    added = [add(store, tenant).credential_id for _ in range(5)]
    seen: list[str] = []
    after = None
    with store.books(tenant) as books:
        while page := books.credentials.list_page(limit=2, after=after):
            seen += [one.credential_id for one in page]
            after = page[-1].created_at, page[-1].credential_id
    assert seen == added[::-1]


def test_a_deleted_credential_is_gone(store: Store, tenant: str) -> None:
    credential = add(store, tenant)
    with store.books(tenant) as books:
        assert books.credentials.delete(credential.credential_id)
        assert books.credentials.get(credential.credential_id) is None
        assert not books.credentials.report(credential.credential_id, CredentialStatus.WORKING, None, now=NOW)


def test_a_rotation_sees_the_ciphertexts_of_every_tenant_that_lie_under_other_keys(
    store: Store, tenant: str, stranger: str
) -> None:
    first, second = add(store, tenant, SEALED), add(store, stranger, SEALED)
    add(store, tenant, NOTHING_SEALED)
    with store.system() as system:
        rows = system.sealed_credentials.list_under_other_keys(NOTHING_SEALED.key_id, limit=10, after="")
        assert [(row.tenant_id, row.credential_id) for row in rows] == [
            (tenant, first.credential_id),
            (stranger, second.credential_id),
        ]
        left = system.sealed_credentials.list_under_other_keys(
            NOTHING_SEALED.key_id, limit=10, after=first.credential_id
        )
        assert left == rows[1:]


def test_a_ciphertext_is_replaced_only_while_it_is_the_one_that_was_read(store: Store, tenant: str) -> None:
    credential = add(store, tenant, SEALED)
    other = Sealed(key_id="b" * 16, nonce=b"m" * 12, ciphertext=b"other")
    with store.system() as system:
        (row,) = system.sealed_credentials.list_under_other_keys("c" * 16, limit=1, after="")
        assert system.sealed_credentials.replace(row, other)
        assert not system.sealed_credentials.replace(row, SEALED)
    with store.books(tenant) as books:
        assert books.credentials.get_sealed(credential.credential_id) == (credential, other)
