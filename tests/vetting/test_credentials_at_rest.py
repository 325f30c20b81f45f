"""What lies in the database, and who can open it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from credentialed import (
    KEYS,
    SECRET,
    SIGNED,
    TOKEN,
    FakePlatforms,
    make_vault,
)
from storage.rows import add_tenant

from app.domain.handle import Platform
from app.platforms.errors import PlatformAuthError
from app.storage.ids import new_id
from app.storage.store import Store
from app.storage.vault import key_id_of
from app.vetting import credentials, errors

from .test_credentials import SIGNED_FIELDS, VAULT, check, keep


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def test_a_credential_of_a_key_that_is_gone_says_which(store: Store, tenant: str) -> None:
    keep(store, tenant)
    with pytest.raises(errors.CredentialUnreadableError, match=key_id_of(KEYS[0])):
        credentials.open_credential(store, make_vault(KEYS[1]), tenant, Platform.YOUTUBE)


def test_a_row_that_was_moved_to_another_tenant_or_id_does_not_open(store: Store, tenant: str) -> None:
    stranger = add_tenant(store, "stranger")
    kept = keep(store, tenant)
    moves = ({"tenant_id": stranger}, {"tenant_id": tenant, "credential_id": new_id("crd")})
    for moved in moves:
        with store.engine.begin() as connection:
            table = sa.table("credentials", *map(sa.column, ("tenant_id", "credential_id")))
            connection.execute(table.update().values(moved))
        with pytest.raises(errors.CredentialUnreadableError, match="moved"):
            credentials.open_credential(store, VAULT, moved["tenant_id"], kept.platform)


def test_the_files_of_the_database_hold_no_byte_sequence_of_a_secret(sqlite_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "looked-into.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = Store(f"sqlite:///{path}")
    tenant = add_tenant(store)
    kept = keep(store, tenant)
    keep(store, tenant, *SIGNED_FIELDS, capabilities=SIGNED)
    check(store, tenant, kept.credential_id, FakePlatforms(PlatformAuthError("refused")))
    names = {file.name for file in tmp_path.iterdir()}
    assert "looked-into.db-wal" in names, "the rows lie there first"
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    written += path.read_bytes()
    assert kept.credential_id.encode() in written
    assert SIGNED_FIELDS[0][1].encode() not in written
    for secret in (SECRET, TOKEN):
        assert secret[:-4].encode() not in written
        assert secret.encode().hex().encode() not in written
