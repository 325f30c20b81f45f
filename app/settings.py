"""Everything that an operator can set, as `TRUEREACH_*` environment variables. Only main.py and cli.py read it."""

import base64
import binascii
import json
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    SecretStr,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.budget import Cap
from app.domain.handle import Platform

PREFIX: Final = "TRUEREACH_"
NOT_SETTINGS: Final = {"TRUEREACH_TEST_POSTGRES_URL", "TRUEREACH_TEST_MASTODON_HANDLE", "TRUEREACH_DATA"}
"""Variables with our prefix that tests and training read."""


ENCRYPTION_KEY_BYTES: Final = 32


class EncryptionKeysError(ValueError):
    """Text that holds no usable keys; the message repeats none of them."""


class Role(StrEnum):
    """What this process does. SQLite allows one process, which does all."""

    ALL = "all"
    API = "api"
    WORKER = "worker"


class CapSetting(BaseModel):
    """A hard limit; null where there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: NonNegativeInt | None = None
    units: NonNegativeInt | None = None
    usd: NonNegativeFloat | None = None

    def to_cap(self) -> Cap:
        """Give the limit as the domain knows it."""
        return Cap(calls=self.calls, units=self.units, micros=None if self.usd is None else round(self.usd * 1_000_000))


class Settings(BaseSettings):
    """One frozen value, made at the start of a process. Names carry units; unknown names fail."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True)

    data_dir: Path = Field(Path("var"), description="Folder for the embedded database and the development key.")
    database_url: str = Field(
        "", description="sqlite:///file or postgresql+psycopg://user@host/db; empty: SQLite in data_dir."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs cursors; at least 32 characters. Made in data_dir on SQLite, required on PostgreSQL."
    )
    encryption_keys: SecretStr | None = Field(
        None,
        description="Encrypt credentials: 32 bytes each in base64, as a JSON list or with commas; the first encrypts, "
        "all decrypt. Made in data_dir on SQLite; on PostgreSQL no credentials are kept without.",
    )
    role: Role = Field(Role.ALL, description="all, api or worker.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65_535, description="Port to listen on.")

    concurrent_vettings: int = Field(20, ge=1, le=1_000, description="Vettings that one worker runs at once.")
    concurrent_vettings_per_tenant: int = Field(8, ge=1, le=1_000, description="The same, for one tenant.")
    queue_poll_seconds: float = Field(0.5, gt=0, le=60, description="How often a worker looks for new vettings.")
    worker_dead_after_seconds: float = Field(10.0, ge=1, le=600, description="When others take over its vettings.")

    model: str = Field(
        "", description="Account model: a version of this package, or a file of `truereach train`; empty: the newest."
    )
    niche_encoder: str = Field(
        "", description="Folder of a sentence encoder that reads texts (docs/niche-encoder.md); empty: our word table."
    )
    listed_accounts_at_most: int = Field(50_000, ge=100, description="Longest follower list that is walked.")
    engaging_posts_at_most: int = Field(
        10, ge=0, le=100, description="Recent posts whose likers and comments are read."
    )
    followed_members_at_most: int = Field(
        40, ge=0, le=1_000, description="Followers of whom it is read whom they follow, one call each; 0: nobody."
    )
    platform_attempts: int = Field(5, ge=1, le=20, description="Tries of one platform call before it fails.")
    platform_backoff_seconds: float = Field(1.0, ge=0, le=60, description="First pause after a failed call; doubles.")
    platform_wait_at_most_seconds: float = Field(3_600, ge=0, description="Longest wait that a platform may ask for.")
    platform_reply_seconds: float = Field(20.0, gt=0, le=600, description="Longest wait for one reply of a platform.")
    platform_urls: dict[Platform, str] = Field(
        default_factory=dict, description='Other addresses of platforms, as JSON: {"bluesky": "https://..."}.'
    )
    platform_calls_per_second: dict[Platform, PositiveFloat] = Field(
        default_factory=dict, description="Other rates than the platforms' declared ones, as JSON."
    )

    cap_per_vetting: CapSetting = Field(
        CapSetting(calls=5_000, usd=25),
        description='Most that one vetting may cost, as JSON: {"calls": 5000, "usd": 25}.',
    )
    cap_per_tenant_day: CapSetting = Field(
        CapSetting(usd=100), description="Most that one tenant may spend a day on one platform, as JSON."
    )
    cap_per_day: CapSetting = Field(
        CapSetting(usd=200), description="Most that this installation may spend a day on one platform, as JSON."
    )
    opt_ins: tuple[str, ...] = Field(
        (), description='What you accept so that platforms are called that ask for it, as JSON: ["x-pay-per-use"].'
    )

    upload_bytes_at_most: int = Field(2_000_000_000, ge=1, description="Largest audience upload, as sent.")
    audience_keep_days: int = Field(30, ge=1, le=3_650, description="Days until samples and uploads are deleted.")

    @field_validator("encryption_keys")
    @classmethod
    def _decodable(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None:
            read_encryption_keys(keys.get_secret_value())
        return keys

    @model_validator(mode="after")
    def _check(self) -> Self:
        unknown = {name for name in os.environ if name.startswith(PREFIX) and name not in NOT_SETTINGS} - {
            PREFIX + field.upper() for field in type(self).model_fields
        }
        if unknown:
            message = f"unknown settings: {', '.join(sorted(unknown))}"
            raise ValueError(message)
        if self.secret_key is not None and len(self.secret_key.get_secret_value()) < 32:  # noqa: PLR2004 - said in the text
            message = "TRUEREACH_SECRET_KEY needs at least 32 characters"
            raise ValueError(message)
        if not self.is_embedded and self.secret_key is None:
            message = "TRUEREACH_SECRET_KEY is required with PostgreSQL: all processes must share it"
            raise ValueError(message)
        if self.is_embedded and self.role is not Role.ALL:
            message = "SQLite allows one process only: leave TRUEREACH_ROLE at all, or use PostgreSQL"
            raise ValueError(message)
        return self

    @property
    def url(self) -> str:
        """The database that is used."""
        return self.database_url or f"sqlite:///{self.data_dir / 'truereach.db'}"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.url.startswith("sqlite")


def read_encryption_keys(text: str) -> tuple[bytes, ...]:
    """Read keys that stand in a JSON list, or between commas or spaces; raises EncryptionKeysError."""
    try:
        listed = json.loads(text) if text.lstrip().startswith("[") else re.split(r"[\s,]+", text.strip())
    except ValueError:
        message = "is neither a JSON list of keys nor keys with commas between them"
        raise EncryptionKeysError(message) from None
    if not listed:
        message = "holds no key: leave it out instead"
        raise EncryptionKeysError(message)
    return tuple(_decode_key(number, str(one)) for number, one in enumerate(listed, 1))


def _decode_key(number: int, text: str) -> bytes:
    """Take both alphabets of base64 (RFC 4648), with padding or without."""
    standard = text.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        key = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != ENCRYPTION_KEY_BYTES:
        message = f"key {number} is not {ENCRYPTION_KEY_BYTES} bytes in base64"
        raise EncryptionKeysError(message)
    return key
