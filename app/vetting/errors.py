"""Why a use case cannot do what was asked.

RequestError                  the caller can mend it
├── AudienceNotFoundError     audience_not_found    no finished upload has this id
├── VettingNotFoundError      vetting_not_found     no vetting of this tenant has this id
├── VettingFinalError         vetting_final         it has ended; it cannot be cancelled any more
├── PlatformNotFetchableError platform_not_fetchable nothing can be fetched there; upload the audience
└── PlatformMismatchError     platform_mismatch     the upload is of another platform
VettingEndedError             the vetting ended while its worker was at it; the worker stops
"""

from typing import ClassVar


class RequestError(Exception):
    """What was asked cannot be done; `detail` says what to do instead."""

    code: ClassVar[str]

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class AudienceNotFoundError(RequestError):
    """No finished upload of this tenant has this id."""

    code = "audience_not_found"


class VettingNotFoundError(RequestError):
    """No vetting of this tenant has this id."""

    code = "vetting_not_found"


class VettingFinalError(RequestError):
    """The vetting has ended."""

    code = "vetting_final"


class PlatformNotFetchableError(RequestError):
    """Audiences of this platform cannot be fetched; they can be uploaded."""

    code = "platform_not_fetchable"


class PlatformMismatchError(RequestError):
    """The uploaded audience belongs to another platform than the question."""

    code = "platform_mismatch"


class VettingEndedError(Exception):
    """Somebody ended the vetting (cancelled it) while it ran."""
