"""Open a platform for one tenant: with its credential, in the line that the platform counts it in."""

import hashlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from app.domain.credential import OpenedCredential
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Connector
from app.platforms.errors import PlatformAuthError
from app.platforms.tariff import LimitScope, Pace
from app.vetting.errors import CredentialMissingError, PlatformNotFetchableError
from app.vetting.meter import Line
from app.vetting.opt_ins import is_accepted, require_opt_in

HASH_LENGTH: Final = 16
"""Hexadecimal digits that stand for a host in the name of a line: hosts can be longer than the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A connector, and the line that its calls wait in."""

    connector: Connector
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """How platforms are reached from this installation.

    `connect` builds a connector with the fields of a credential; `read_credential` finds the one of a tenant. `opt_ins`
    are what the operator accepted, `paces` override what the tariffs say.
    """

    platforms: Mapping[Platform, Capabilities]
    connect: Callable[[Platform, Mapping[str, str]], Connector]
    read_credential: Callable[[str, Platform], OpenedCredential | None]
    opt_ins: AbstractSet[str] = frozenset()
    paces: Mapping[Platform, Pace] = field(default_factory=dict)

    @property
    def fetchable(self) -> frozenset[Platform]:
        """The platforms that this installation reads, if the tenant has a credential where one is needed."""
        return frozenset(
            platform for platform, capabilities in self.platforms.items() if is_accepted(capabilities, self.opt_ins)
        )

    def credential_id(self, tenant_id: str, platform: Platform) -> str | None:
        """Return which credential the tenant's calls of a platform use."""
        if not self._require_enabled(platform).needs_credential:
            return None
        credential = self.read_credential(tenant_id, platform)
        return None if credential is None else credential.credential_id

    def require(self, tenant_id: str, platform: Platform) -> None:
        """Raise PlatformNotFetchableError, OptInNeededError or CredentialMissingError where nothing can be read.

        Asked when a vetting is requested: whoever asks can mend it then.
        """
        capabilities = self._require_enabled(platform)
        if capabilities.needs_credential and self.read_credential(tenant_id, platform) is None:
            raise CredentialMissingError(_missing(capabilities))

    def open(self, tenant_id: str, platform: Platform, handle: str) -> Connection:
        """Open the platform for a vetting of this handle; raises as `require`, PlatformAuthError without credential."""
        capabilities = self._require_enabled(platform)
        credential = self.read_credential(tenant_id, platform) if capabilities.needs_credential else None
        if capabilities.needs_credential and credential is None:
            raise PlatformAuthError(_missing(capabilities))
        name = str(platform)
        if credential is not None:
            name = f"{platform}:{credential.fingerprint}"
        elif capabilities.tariff.scope is LimitScope.INSTANCE:
            host = handle.rpartition("@")[2].lower()
            name = f"{platform}:{hashlib.sha256(host.encode()).hexdigest()[:HASH_LENGTH]}"
        return Connection(
            connector=self.connect(platform, {} if credential is None else credential.fields),
            line=Line(name=name, tariff=capabilities.tariff, pace=self.paces.get(platform)),
        )

    def _require_enabled(self, platform: Platform) -> Capabilities:
        capabilities = self.platforms.get(platform)
        if capabilities is None:
            message = (
                f"Audiences of {platform} cannot be fetched. Upload the audience with POST /v1/audiences and "
                "name its audience_id here."
            )
            raise PlatformNotFetchableError(message)
        require_opt_in(capabilities, self.opt_ins)
        return capabilities


def _missing(capabilities: Capabilities) -> str:
    names = " and ".join(one.title for one in capabilities.credential_fields)
    return (
        f"{capabilities.title} is read with a credential of yours ({names}), and none is stored: "
        "add one with POST /v1/credentials."
    )
