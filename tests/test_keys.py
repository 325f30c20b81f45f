"""What an installation makes for itself, and what it takes from its operator."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from databases import settings_for

from app.keys import open_vault
from app.settings import EncryptionKeysError, Settings, read_encryption_keys
from app.storage.vault import Place, UnknownKeyError, VaultEmptyError, key_id_of

PLACE = Place(table="t", tenant_id="ten_1", row_id="crd_1", column="c")
POSTGRES = "postgresql+psycopg://127.0.0.1:1/nowhere"
FIRST, SECOND = bytes(range(32)), bytes(range(200, 232))


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


def embedded(folder: Path, **others: object) -> Settings:
    return settings_for(f"sqlite:///{folder / 'truereach.db'}", folder, **others)


def test_an_embedded_database_makes_its_own_key_when_it_needs_one_and_keeps_it_for_its_owner(tmp_path: Path) -> None:
    vault = open_vault(embedded(tmp_path))
    assert list(tmp_path.iterdir()) == [], "nobody needed one yet"
    sealed = vault.seal(b"secret", PLACE)
    path = tmp_path / "encryption.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert open_vault(embedded(tmp_path)).open(sealed, PLACE) == b"secret"


def test_a_new_key_in_the_first_line_of_the_file_encrypts_and_the_old_one_still_opens(tmp_path: Path) -> None:
    sealed = open_vault(embedded(tmp_path)).seal(b"secret", PLACE)
    path = tmp_path / "encryption.key"
    path.write_text(f"{encoded(FIRST)}\n{path.read_text()}")
    vault = open_vault(embedded(tmp_path))
    assert vault.open(sealed, PLACE) == b"secret"
    assert vault.key_id == key_id_of(FIRST)


def test_a_file_that_holds_no_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "encryption.key").write_text("not-a-key-at-all")
    with pytest.raises(EncryptionKeysError, match=r"encryption\.key: key 1 is not 32 bytes") as raised:
        open_vault(embedded(tmp_path)).seal(b"secret", PLACE)
    assert "not-a-key-at-all" not in str(raised.value)


def test_keys_of_the_operator_are_used_instead_of_the_file(tmp_path: Path) -> None:
    vault = open_vault(embedded(tmp_path, encryption_keys=f"{encoded(FIRST)},{encoded(SECOND)}"))
    sealed = vault.seal(b"secret", PLACE)
    assert sealed.key_id == key_id_of(FIRST)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UnknownKeyError, match=key_id_of(FIRST)):
        open_vault(embedded(tmp_path, encryption_keys=encoded(SECOND))).open(sealed, PLACE)


def test_postgresql_opens_without_keys_and_says_so_when_one_is_needed(tmp_path: Path) -> None:
    vault = open_vault(settings_for(POSTGRES, tmp_path))
    with pytest.raises(VaultEmptyError):
        vault.seal(b"secret", PLACE)
    assert list(tmp_path.iterdir()) == []
    with_keys = open_vault(settings_for(POSTGRES, tmp_path, encryption_keys=encoded(FIRST)))
    assert with_keys.open(with_keys.seal(b"secret", PLACE), PLACE) == b"secret"


def test_fingerprints_depend_on_the_secret_key_of_the_installation(tmp_path: Path) -> None:
    vaults = [open_vault(embedded(tmp_path, secret_key=letter * 32)) for letter in "aab"]
    first, same, other = (vault.fingerprint(b"secret") for vault in vaults)
    assert first == same != other


@pytest.mark.parametrize(
    "write",
    [
        ",".join,
        ", ".join,
        "\n".join,
        lambda keys: f' ["{keys[0]}", "{keys[1]}"] ',
        lambda keys: ",".join(key.rstrip("=") for key in keys),
        lambda keys: ",".join(key.replace("+", "-").replace("/", "_") for key in keys),
    ],
    ids=["commas", "commas and spaces", "lines", "json", "no padding", "url-safe"],
)
def test_keys_are_read_as_people_write_them(write: Callable[[list[str]], str]) -> None:
    assert read_encryption_keys(write([encoded(FIRST), encoded(SECOND)])) == (FIRST, SECOND)


@pytest.mark.parametrize(
    "text",
    ["", " ", ",", "[]", "[", "[1]", "[null]", '{"a": 1}', encoded(FIRST)[:-4], encoded(FIRST * 2), "%" * 44, "é" * 44],
)
def test_what_holds_no_keys_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(EncryptionKeysError) as raised:
        read_encryption_keys(text)
    assert len(text) < 3 or text not in str(raised.value)


def test_the_number_of_a_key_that_is_wrong_is_told() -> None:
    with pytest.raises(EncryptionKeysError, match="key 2 is not 32 bytes"):
        read_encryption_keys(f"{encoded(FIRST)},short")
