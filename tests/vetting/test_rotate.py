from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from credentialed import KEYED, KEYS, make_vault
from storage.rows import NOW, add_tenant

from app.domain.handle import Platform
from app.storage.store import Store
from app.storage.vault import key_id_of
from app.vetting import rotate
from app.vetting.credentials import delete_credential, open_credential, store_credential
from app.vetting.errors import CredentialsUnavailableError, CredentialUnreadableError
from app.vetting.rotate import rotate_credentials

OLD, NEW, OTHER, _ = KEYS


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def keep(store: Store, tenant: str, secret: str, key: bytes = OLD) -> str:
    fields = [("api_key", secret)]
    return store_credential(
        store, make_vault(key), tenant, capabilities=KEYED, name=secret, fields=fields, now=NOW
    ).credential_id


def opened(store: Store, tenant: str, *keys: bytes) -> str | None:
    found = open_credential(store, make_vault(*keys), tenant, Platform.YOUTUBE)
    return None if found is None else found.fields["api_key"]


def test_after_a_rotation_the_old_key_can_be_dropped(store: Store, tenant: str) -> None:
    stranger = add_tenant(store, "stranger")
    keep(store, tenant, "mine")
    keep(store, stranger, "theirs")
    rotation = rotate_credentials(store, make_vault(NEW, OLD))
    assert (rotation.key_id, rotation.rotated, rotation.unopened) == (key_id_of(NEW), 2, {})
    assert (opened(store, tenant, NEW), opened(store, stranger, NEW)) == ("mine", "theirs")
    with pytest.raises(CredentialUnreadableError):
        opened(store, tenant, OLD)


def test_a_second_rotation_finds_nothing_to_do(store: Store, tenant: str) -> None:
    keep(store, tenant, "mine")
    vault = make_vault(NEW, OLD)
    assert [rotate_credentials(store, vault).rotated for _ in range(2)] == [1, 0]


def test_more_than_a_chunk_is_rotated_whole(store: Store, tenant: str) -> None:
    for number in range(2 * rotate.CHUNK + 1):
        keep(store, tenant, f"secret-{number}")
    assert rotate_credentials(store, make_vault(NEW, OLD)).rotated == 2 * rotate.CHUNK + 1


def test_what_no_key_opens_stays_as_it_was_and_its_key_is_named(store: Store, tenant: str) -> None:
    stranger = add_tenant(store, "stranger")
    keep(store, tenant, "lost", OTHER)
    keep(store, stranger, "theirs")
    rotation = rotate_credentials(store, make_vault(NEW, OLD))
    assert rotation.rotated == 1
    assert list(rotation.unopened.values()) == [1]
    assert key_id_of(OTHER) in next(iter(rotation.unopened))
    assert opened(store, tenant, OTHER) == "lost"
    assert opened(store, stranger, NEW) == "theirs"


def test_rotations_at_once_encrypt_each_row_once_and_lose_none(store: Store, tenant: str) -> None:
    for number in range(20):
        keep(store, tenant, f"secret-{number}")
    with ThreadPoolExecutor(4) as threads:
        rotations = list(threads.map(lambda _: rotate_credentials(store, make_vault(NEW, OLD)), range(4)))
    assert sum(rotation.rotated for rotation in rotations) == 20
    assert opened(store, tenant, NEW) is not None


def test_the_service_goes_on_beside_a_rotation(store: Store, tenant: str) -> None:
    deleted = [keep(store, tenant, f"secret-{number}") for number in range(40)]
    vault = make_vault(NEW, OLD)

    def use(credential_id: str) -> str | None:
        delete_credential(store, tenant, credential_id)
        keep(store, tenant, f"after-{credential_id}", NEW)
        return opened(store, tenant, NEW, OLD)

    with ThreadPoolExecutor(3) as threads:
        rotating = threads.submit(rotate_credentials, store, vault)
        assert all(threads.map(use, deleted))
    assert not rotating.result().unopened
    with store.system() as system:
        assert system.sealed_credentials.list_under_other_keys(key_id_of(NEW), limit=1, after="") == []


def test_without_a_key_there_is_nothing_to_rotate_to(store: Store) -> None:
    with pytest.raises(CredentialsUnavailableError, match="TRUEREACH_ENCRYPTION_KEYS"):
        rotate_credentials(store, make_vault())
