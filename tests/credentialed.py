"""Platforms that want credentials, made up: what they declare, and a connector that says what a test tells it to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.account import Account
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities, CredentialField, OptIn
from app.platforms.connector import Subject
from app.platforms.errors import PlatformError
from app.platforms.registry import list_capabilities
from app.platforms.undeclared import Undeclared
from app.storage.vault import Vault

SECRET: Final = "AIza-made-up-0123456789-wxyz"  # noqa: S105 - of nobody
TOKEN: Final = "EAAG-made-up-9876543210-abcd"  # noqa: S105
KEYS: Final = tuple(bytes([number]) * 32 for number in range(4))


def make_vault(*keys: bytes) -> Vault:
    return Vault(lambda: keys, fingerprint_key=b"fingerprints")


def declare(platform: Platform, *fields: CredentialField, opt_in: OptIn | None = None) -> Capabilities:
    known = next(one for one in list_capabilities() if one.platform is platform)
    return replace(known, credential_fields=fields, opt_in=opt_in)


OPEN: Final = declare(Platform.BLUESKY)
KEYED: Final = declare(Platform.YOUTUBE, CredentialField(name="api_key", title="API key"))
SIGNED: Final = declare(
    Platform.INSTAGRAM,
    CredentialField(name="user_id", title="User id", is_secret=False),
    CredentialField(name="access_token", title="Access token"),
)
PAID: Final = declare(
    Platform.X,
    CredentialField(name="bearer_token", title="Bearer token"),
    opt_in=OptIn(name="x-pays", text="Every call costs money."),
)
PLATFORMS: Final = (OPEN, KEYED, SIGNED, PAID)


@dataclass
class FakePlatforms:
    """Connects all of them; `answer` is raised by every check. `seen` are the credentials that it was called with."""

    answer: PlatformError | None = None
    seen: list[tuple[Platform, dict[str, str]]] = field(default_factory=list)

    def connect(self, platform: Platform, credential: Mapping[str, str]) -> "FakeSignedIn":
        self.seen.append((platform, dict(credential)))
        return FakeSignedIn(self)


class FakeSignedIn(Undeclared):
    """One of them, connected."""

    capabilities = KEYED

    def __init__(self, platforms: FakePlatforms) -> None:
        self._platforms = platforms

    async def check_credential(self) -> None:
        if self._platforms.answer is not None:
            raise self._platforms.answer

    async def fetch_subject(self, name: str) -> Subject:
        return Subject(Account(account_id=name), name)
