import hashlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from factories import make_account
from storage.rows import NOW, add_tenant

from app.domain.account import Account
from app.domain.audience import Frame, Order
from app.domain.erasure import Person
from app.domain.handle import Platform
from app.storage.audiences import UploadedAudience, audience_pages, audiences
from app.storage.store import Store
from app.vetting.errors import AudienceNotFoundError
from app.vetting.objections import Objections
from app.vetting.purge import purge_expired
from app.vetting.upload import Description, delete_audience, get_audience, sha256_of, store_upload

ROOT = Path(__file__).parents[2]
DESCRIPTION = Description(platform=Platform.X, handle="creator", frame=None, order=Order.NEWEST_FIRST, population=None)
BATCHES = [[make_account(0), make_account(1)], [make_account(2)]]


class CutOffError(Exception):
    pass


def put(
    store: Store, tenant: str, batches: Iterable[list[Account]], description: Description = DESCRIPTION
) -> UploadedAudience:
    return store_upload(store, tenant, batches, description, sha256="0" * 64, keep_days=30, now=NOW)


def rows(store: Store) -> tuple[int, ...]:
    count = sa.func.count()
    with store.engine.connect() as connection:
        return tuple(
            connection.execute(sa.select(count).select_from(table)).scalar_one()
            for table in (audiences, audience_pages)
        )


def test_an_upload_is_stored_whole_and_kept_for_its_days(store: Store, tenant: str) -> None:
    audience = put(store, tenant, BATCHES)
    assert (audience.accounts_count, audience.handle, audience.frame) == (3, "creator", Frame.COMPLETE)
    assert audience.expires_at == NOW + timedelta(days=30)
    with store.books(tenant) as books:
        assert list(books.audiences.read_pages(audience.audience_id)) == BATCHES


def test_the_frame_is_what_the_caller_said_else_what_the_population_implies(store: Store, tenant: str) -> None:
    assert put(store, tenant, BATCHES, replace(DESCRIPTION, population=4)).frame is Frame.NEWEST
    assert put(store, tenant, BATCHES, replace(DESCRIPTION, population=3)).frame is Frame.COMPLETE
    assert put(store, tenant, BATCHES, replace(DESCRIPTION, population=4, frame=Frame.RANDOM)).frame is Frame.RANDOM


@pytest.mark.parametrize("error", [CutOffError, KeyboardInterrupt])
def test_an_upload_that_breaks_in_the_middle_leaves_nothing(
    store: Store, tenant: str, error: type[BaseException]
) -> None:
    def broken() -> Iterator[list[Account]]:
        yield from BATCHES
        assert rows(store) == (1, 2)
        raise error

    with pytest.raises(error):
        put(store, tenant, broken())
    assert rows(store) == (0, 0)


def test_nobody_sees_an_upload_that_is_still_arriving(store: Store, tenant: str) -> None:
    def watched() -> Iterator[list[Account]]:
        yield from BATCHES
        with store.engine.connect() as connection:
            audience_id = connection.execute(sa.select(audiences.c.audience_id)).scalar_one()
        with pytest.raises(AudienceNotFoundError):
            get_audience(store, tenant, audience_id)

    assert put(store, tenant, watched()).accounts_count == 3


def test_what_a_killed_process_left_is_purged_after_a_day(store: Store, tenant: str) -> None:
    program = f"""
import os, signal
from vetting.test_upload import BATCHES, put
from app.storage.store import Store

def killed():
    yield BATCHES[0]
    os.kill(os.getpid(), signal.SIGKILL)

put(Store({store.engine.url.render_as_string()!r}), {tenant!r}, killed())
"""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    process = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths}, check=False, capture_output=True
    )
    assert process.returncode == -signal.SIGKILL, process.stderr
    assert rows(store) == (1, 1)
    assert purge_expired(store, now=NOW + timedelta(hours=24)) == 0
    assert purge_expired(store, now=NOW + timedelta(hours=24, seconds=1)) == 1
    assert rows(store) == (0, 0)


def test_a_deleted_upload_is_gone_with_its_accounts(store: Store, tenant: str) -> None:
    audience_id = put(store, tenant, BATCHES).audience_id
    delete_audience(store, tenant, audience_id)
    assert rows(store) == (0, 0)
    with pytest.raises(AudienceNotFoundError):
        delete_audience(store, tenant, audience_id)


def test_another_tenant_cannot_delete_it(store: Store, tenant: str) -> None:
    audience_id = put(store, tenant, BATCHES).audience_id
    with pytest.raises(AudienceNotFoundError):
        delete_audience(store, add_tenant(store, "stranger"), audience_id)
    assert get_audience(store, tenant, audience_id).audience_id == audience_id


def test_a_file_is_hashed_whole_and_rewound() -> None:
    content = bytes(range(256)) * 10_000
    file = io.BytesIO(content)
    file.seek(100)
    assert sha256_of(file) == hashlib.sha256(content).hexdigest()
    assert file.read(3) == content[:3]


def test_who_objected_is_neither_stored_nor_counted(store: Store, tenant: str) -> None:
    nobody = Objections(platform=Platform.X, key=b"key")
    names = Person.named(Platform.X, ["account-0", f"@{make_account(2).handle}"])
    objections = replace(nobody, erased=frozenset(nobody.keys_of(names)))
    audience = store_upload(
        store, tenant, BATCHES, DESCRIPTION, sha256="0" * 64, keep_days=30, now=NOW, objections=objections
    )
    assert audience.accounts_count == 1
    with store.books(tenant) as books:
        assert list(books.audiences.read_pages(audience.audience_id)) == [[make_account(1)], []]
