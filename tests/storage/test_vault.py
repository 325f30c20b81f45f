from dataclasses import replace

import pytest
from credentialed import KEYS, make_vault
from hypothesis import given
from hypothesis import strategies as st

from app.storage.vault import (
    KEY_ID_LENGTH,
    BrokenSealError,
    Place,
    UnknownKeyError,
    Vault,
    VaultEmptyError,
    key_id_of,
)

PLACE = Place(table="credentials", tenant_id="ten_1", row_id="crd_1", column="ciphertext")
OLD, NEW, *_ = KEYS


@given(st.binary(max_size=200))
def test_what_was_sealed_opens_at_its_place_and_is_not_seen_before(secret: bytes) -> None:
    vault = make_vault(OLD)
    sealed = vault.seal(secret, PLACE)
    assert vault.open(sealed, PLACE) == secret
    assert len(secret) < 4 or secret not in sealed.ciphertext + sealed.nonce


def test_the_same_secret_never_looks_the_same_twice() -> None:
    vault = make_vault(OLD)
    first, second = vault.seal(b"secret", PLACE), vault.seal(b"secret", PLACE)
    assert first.nonce != second.nonce
    assert first.ciphertext != second.ciphertext


@pytest.mark.parametrize("part", ["table", "tenant_id", "row_id", "column"])
def test_a_secret_that_was_moved_does_not_open(part: str) -> None:
    vault = make_vault(OLD)
    sealed = vault.seal(b"secret", PLACE)
    with pytest.raises(BrokenSealError, match=key_id_of(OLD)):
        vault.open(sealed, replace(PLACE, **{part: "other"}))


def test_parts_of_a_place_cannot_be_shifted_into_each_other() -> None:
    shifted = replace(PLACE, tenant_id="ten_", row_id="1crd_1")
    assert shifted.to_bytes() != PLACE.to_bytes()


@given(st.integers(min_value=0, max_value=21), st.integers(min_value=1, max_value=255))
def test_a_changed_ciphertext_does_not_open(position: int, change: int) -> None:
    vault = make_vault(OLD)
    sealed = vault.seal(b"secret", PLACE)
    changed = bytearray(sealed.ciphertext)
    changed[position] ^= change
    with pytest.raises(BrokenSealError):
        vault.open(replace(sealed, ciphertext=bytes(changed)), PLACE)


def test_a_broken_row_is_an_error_of_the_vault() -> None:
    vault = make_vault(OLD)
    sealed = vault.seal(b"secret", PLACE)
    broken = [replace(sealed, ciphertext=b""), replace(sealed, nonce=b""), replace(sealed, nonce=b"\0" * 12)]
    for one in broken:
        with pytest.raises(BrokenSealError):
            vault.open(one, PLACE)


def test_the_first_key_encrypts_and_all_decrypt() -> None:
    sealed = make_vault(OLD).seal(b"secret", PLACE)
    both = make_vault(NEW, OLD)
    assert both.open(sealed, PLACE) == b"secret"
    assert both.seal(b"secret", PLACE).key_id == both.key_id == key_id_of(NEW)


def test_a_key_that_is_missing_is_named() -> None:
    sealed = make_vault(OLD).seal(b"secret", PLACE)
    with pytest.raises(UnknownKeyError, match=f"the key {key_id_of(OLD)} is missing") as raised:
        make_vault(NEW).open(sealed, PLACE)
    assert raised.value.key_id == sealed.key_id


def test_an_empty_vault_says_what_to_set() -> None:
    with pytest.raises(VaultEmptyError, match="TRUEREACH_ENCRYPTION_KEYS"):
        make_vault().seal(b"secret", PLACE)


def test_key_ids_tell_keys_apart_and_nothing_of_them() -> None:
    assert len({key_id_of(key) for key in KEYS}) == len(KEYS)
    assert all(len(key_id_of(key)) == KEY_ID_LENGTH and key_id_of(key) not in key.hex() for key in KEYS)


def test_keys_are_read_when_the_first_secret_is_and_once() -> None:
    reads: list[int] = []

    def read() -> tuple[bytes, ...]:
        reads.append(1)
        return (OLD,)

    vault = Vault(read, fingerprint_key=b"")
    vault.fingerprint(b"secret")
    assert reads == []
    vault.open(vault.seal(b"secret", PLACE), PLACE)
    assert reads == [1]


def test_equal_secrets_have_equal_fingerprints_under_one_key_only() -> None:
    first, second = (Vault(tuple, fingerprint_key=key) for key in (b"one", b"two"))
    assert first.fingerprint(b"secret") == first.fingerprint(b"secret")
    assert first.fingerprint(b"secret") != first.fingerprint(b"other")
    assert first.fingerprint(b"secret") != second.fingerprint(b"secret")
