"""What this installation keeps secret: the operator's keys, or those that it made for itself in its data folder."""

import base64
import contextlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.settings import ENCRYPTION_KEY_BYTES, EncryptionKeysError, Settings, read_encryption_keys
from app.storage.vault import Vault
from app.vetting.erase import Secrets


def read_or_make_secret(path: Path, make: Callable[[], str]) -> str:
    """Return the secret in a file that only its owner can read; make it when there is none.

    The file appears with its content or not at all; of several that make it at once, all get the first one's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        secret = make()
        descriptor, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secret + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="utf-8").strip()


def read_secret_key(settings: Settings) -> bytes:
    """Return the operator's secret, or the one that this installation made for itself."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    return read_or_make_secret(settings.data_dir / "secret.key", lambda: secrets.token_urlsafe(32)).encode()


def derive_secrets(settings: Settings) -> Secrets:
    """Give each purpose a secret of its own."""
    secret = read_secret_key(settings)
    return Secrets(
        objections=hmac.digest(secret, b"truereach objections", "sha256"),
        sketches=hmac.digest(secret, b"truereach sketches of lists", "sha256"),
    )


def open_vault(settings: Settings) -> Vault:
    """Make what encrypts credentials. Its keys are read when the first credential is: nobody else needs any."""
    fingerprint_key = hmac.digest(read_secret_key(settings), b"truereach fingerprints of credentials", "sha256")
    return Vault(lambda: _encryption_keys(settings), fingerprint_key=fingerprint_key)


def _encryption_keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the operator's keys, or the one that this installation made for itself; none on PostgreSQL without any."""
    if settings.encryption_keys is not None:
        return read_encryption_keys(settings.encryption_keys.get_secret_value())
    if not settings.is_embedded:
        return ()
    path = settings.data_dir / "encryption.key"
    try:
        return read_encryption_keys(read_or_make_secret(path, _new_encryption_key))
    except EncryptionKeysError as error:
        message = f"{path}: {error}"
        raise EncryptionKeysError(message) from error


def _new_encryption_key() -> str:
    return base64.b64encode(secrets.token_bytes(ENCRYPTION_KEY_BYTES)).decode()
