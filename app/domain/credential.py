"""What a tenant signs in to a platform with: as it is listed, without its secrets, and opened for one call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.handle import Platform

MAX_CREDENTIAL_NAME = 100
"""Longest name of a credential in characters."""

MAX_VALUE_LENGTH = 4_096
"""Longest value in characters: many servers refuse longer header lines (Apache's limit is 8,190 bytes)."""

FIELDS_AT_MOST = 10
"""Fields of one credential; the platforms of today ask for one or two."""

SENDABLE = r"^[!-~]+$"
"""What a value may consist of: printable ASCII without spaces, so that none can end a header line."""

HINT_LENGTH = 4
"""Characters of a secret's end that are shown."""

HINTED_FROM = 16
"""Shortest secret whose end is shown: the rest of it can still not be guessed."""

REFUSED_BY_PLATFORM = "platform_auth"
"""Detail of a credential that the platform refused: the code of its error."""


class CredentialStatus(StrEnum):
    """What is known of a credential."""

    UNTESTED = "untested"
    WORKING = "working"
    REFUSED = "refused"


_TEXTS = {
    CredentialStatus.UNTESTED: "It was not tried yet.",
    CredentialStatus.WORKING: "The platform took it when it was last tried.",
    CredentialStatus.REFUSED: "The platform refused it when it was last tried: store a new one.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A stored credential without what it consists of.

    `hint` is the end of its secret, None where that would tell too much. `fingerprint` is the same for the same secret
    of any tenant. `status_detail` is a code, None where the status says it all; `checked_at` is None until a first try.
    """

    credential_id: str
    platform: Platform
    name: str
    field_names: tuple[str, ...]
    hint: str | None
    fingerprint: str
    status: CredentialStatus
    status_detail: str | None
    created_at: datetime
    checked_at: datetime | None

    @property
    def status_text(self) -> str:
        """Say the status in a sentence."""
        return _TEXTS[self.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCredential:
    """A credential to call a platform with; calls of one `fingerprint` share the platform's limits."""

    credential_id: str
    fields: Mapping[str, str] = field(repr=False)
    fingerprint: str


def is_sendable(value: str) -> bool:
    """Whether a value can be sent to a platform as it is."""
    return len(value) <= MAX_VALUE_LENGTH and re.fullmatch(SENDABLE, value) is not None


def hint_of(secret: str) -> str | None:
    """Return the end of a secret that is long enough to show it."""
    return secret[-HINT_LENGTH:] if len(secret) >= HINTED_FROM else None
