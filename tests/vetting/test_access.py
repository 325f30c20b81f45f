from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from storage.rows import NOW

from app.domain.tenant import Scope
from app.storage.api_keys import api_keys
from app.storage.store import Store
from app.vetting.access import ALPHABET, KEY_LENGTH, MARK, authenticate, create_api_key


@pytest.fixture
def key(store: Store) -> str:
    return create_api_key(store, "acme", name="tests", scopes=[Scope.READ, Scope.WRITE], now=NOW)


@pytest.fixture
def closed_store() -> Store:
    """A store that fails when it is asked anything: nobody listens there."""
    return Store("postgresql+psycopg://nobody@127.0.0.1:1/none")


def test_a_key_opens_what_it_was_made_for(store: Store, key: str) -> None:
    found = authenticate(store, key, now=NOW)
    assert found is not None
    assert found.scopes == {Scope.READ, Scope.WRITE}
    with store.system() as system:
        tenant = system.tenants.get_by_name("acme")
    assert tenant is not None
    assert found.tenant_id == tenant.tenant_id


def test_a_key_has_a_mark_that_scanners_know_and_one_length(key: str) -> None:
    assert key.startswith(MARK)
    assert len(key) == KEY_LENGTH == 69
    assert set(key.removeprefix(MARK)) <= set(ALPHABET)


def test_two_keys_of_a_tenant_differ_and_share_the_tenant(store: Store, key: str) -> None:
    other = create_api_key(store, "acme", name="more", scopes=[Scope.ADMIN], now=NOW)
    first, second = authenticate(store, key, now=NOW), authenticate(store, other, now=NOW)
    assert first is not None
    assert second is not None
    assert first.prefix != second.prefix
    assert first.tenant_id == second.tenant_id


def test_the_database_does_not_hold_the_secret(store: Store, key: str) -> None:
    with store.engine.connect() as connection:
        row = connection.execute(sa.select(api_keys)).one()
    assert key[len(MARK) + 12 :] not in repr(tuple(row))
    assert key.startswith(row.prefix)


def test_a_typing_error_is_refused_without_a_query(key: str, closed_store: Store) -> None:
    for position in range(len(MARK), KEY_LENGTH):
        letter = "0" if key[position] != "0" else "1"
        mistyped = key[:position] + letter + key[position + 1 :]
        assert authenticate(closed_store, mistyped, now=NOW) is None


@given(text=st.text(max_size=80))
def test_any_other_text_is_refused_without_a_query(text: str) -> None:
    closed = Store("postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert authenticate(closed, text, now=NOW) is None
    assert authenticate(closed, text.ljust(KEY_LENGTH, "é")[:KEY_LENGTH], now=NOW) is None


def test_a_well_formed_key_that_was_never_made_is_refused(store: Store, other_store: Store) -> None:
    foreign = create_api_key(other_store, "acme", name="tests", scopes=Scope, now=NOW)
    assert authenticate(store, foreign, now=NOW) is None


def test_a_known_prefix_with_another_secret_is_refused(store: Store, key: str) -> None:
    other = create_api_key(store, "acme", name="other", scopes=Scope, now=NOW)
    with store.engine.begin() as connection:
        connection.execute(api_keys.delete().where(api_keys.c.prefix == key[: len(MARK) + 12]))
        connection.execute(
            api_keys.update().where(api_keys.c.prefix == other[: len(MARK) + 12]).values(prefix=key[: len(MARK) + 12])
        )
    assert authenticate(store, key, now=NOW) is None


def test_a_key_expires_at_its_moment(store: Store) -> None:
    expires_at = NOW + timedelta(days=1)
    key = create_api_key(store, "acme", name="short", scopes=[Scope.READ], now=NOW, expires_at=expires_at)
    assert authenticate(store, key, now=expires_at - timedelta(seconds=1)) is not None
    assert authenticate(store, key, now=expires_at) is None


def test_a_revoked_key_is_refused_and_cannot_be_revoked_twice(store: Store, key: str) -> None:
    found = authenticate(store, key, now=NOW)
    assert found is not None
    with store.system() as system:
        assert system.api_keys.revoke(found.api_key_id, now=NOW)
        assert not system.api_keys.revoke(found.api_key_id, now=NOW)
    assert authenticate(store, key, now=NOW) is None
