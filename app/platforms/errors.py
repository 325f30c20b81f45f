"""What can go wrong with a platform, as one tree.

PlatformError
├── HandleNotFoundError      handle_not_found      nobody has this handle (or it was renamed)
├── AccountSuspendedError    account_suspended     the platform took the account down
├── AccountDeactivatedError  account_deactivated   the owner closed it
├── AccountPrivateError      account_private       the owner shows it to nobody, or not to us
├── AudienceHiddenError      audience_hidden       the account is public, its audience is not
├── NeedsConsentError        needs_consent         only the owner can give this; upload it instead
├── PlatformUnsupportedError platform_unsupported  no connector; upload it instead
├── PlatformAuthError        platform_auth         our credential was refused
├── RateLimitedError         rate_limited          wait as told, then go on
├── BudgetReachedError       budget_reached        a cap of ours was reached; nothing was asked
└── UpstreamError            platform_unavailable  5xx, HTML, not JSON, endless, silent: try again
"""

from typing import ClassVar


class PlatformError(Exception):
    """A platform did not give what was asked. `detail` is a sentence for the caller; `code` is stable."""

    code: ClassVar[str]
    retryable: ClassVar[bool] = False

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class HandleNotFoundError(PlatformError):
    """Nobody has this handle: never existed, deleted, or renamed."""

    code = "handle_not_found"


class AccountSuspendedError(PlatformError):
    """The platform took the account down."""

    code = "account_suspended"


class AccountDeactivatedError(PlatformError):
    """The owner deactivated the account."""

    code = "account_deactivated"


class AccountPrivateError(PlatformError):
    """The owner does not show the account to services like this one."""

    code = "account_private"


class AudienceHiddenError(PlatformError):
    """The account is public, but its audience cannot be listed."""

    code = "audience_hidden"


class NeedsConsentError(PlatformError):
    """Only the creator can give this; an upload of the audience is the way."""

    code = "needs_consent"


class PlatformUnsupportedError(PlatformError):
    """There is no connector for this platform; an upload of the audience is the way."""

    code = "platform_unsupported"


class PlatformAuthError(PlatformError):
    """The platform refused our credential."""

    code = "platform_auth"


class RateLimitedError(PlatformError):
    """Too many calls; the platform serves us again after `wait_seconds`."""

    code = "rate_limited"
    retryable = True

    def __init__(self, detail: str, *, wait_seconds: float) -> None:
        super().__init__(detail)
        self.wait_seconds = wait_seconds


class BudgetReachedError(PlatformError):
    """The next call would pass a cap on calls, units or money; it was not made."""

    code = "budget_reached"


class UpstreamError(PlatformError):
    """The platform answered with nothing that can be read."""

    code = "platform_unavailable"
    retryable = True
