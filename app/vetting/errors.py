"""Why a use case cannot do what was asked.

RequestError                  the caller can mend it
├── AudienceNotFoundError     audience_not_found    no finished upload has this id
├── VettingNotFoundError      vetting_not_found     no vetting of this tenant has this id
├── BriefNotFoundError        brief_not_found       no brief of this tenant has this id, or not this version
├── BriefNotUnderstoodError   brief_not_understood  a brief names what nobody knows, or contradicts itself
├── InsightsNotFoundError     insights_not_found    no insights of this tenant have this id
├── InsightsAheadError        insights_ahead        an owner's figures are dated in the future
├── VettingFinalError         vetting_final         it has ended; it cannot be cancelled any more
├── VettingUnfinishedError    vetting_unfinished    it has not succeeded; there is no sample to work on
├── SampleExpiredError        sample_expired        its sample was deleted; its verdict stays
├── VettingErasedError        vetting_erased        its creator asked to be erased; nothing of it is kept
├── UnknownModelError         unknown_model         no model has this version
├── CandidateRepeatedError    candidate_repeated    a vetting is named twice in one comparison
├── AccountNotInSampleError   account_not_in_sample a reviewed account is not one of the sample
├── PlatformNotFetchableError platform_not_fetchable nothing can be fetched there; upload the audience
├── OptInNeededError          opt_in_needed         the operator has not accepted the platform's terms or prices
├── CredentialMissingError    credential_missing    the tenant has no credential of the platform
├── CredentialNotFoundError   credential_not_found  no credential of this tenant has this id
├── CredentialNotNeededError  credential_not_needed the platform is not called with one
├── CredentialFieldsError     credential_fields_wrong it does not have the parts that the platform asks for
├── CredentialNameTakenError  credential_name_taken another one of the platform has this name
├── CredentialUnreadableError credential_unreadable no key of this installation decrypts it
├── CredentialsUnavailableError credentials_unavailable this installation has no key to encrypt with
└── PlatformMismatchError     platform_mismatch     the upload is of another platform
VettingEndedError             the vetting ended while its worker was at it; the worker stops
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one part of a request: a JSON pointer into its body, and words."""

    pointer: str
    detail: str


class RequestError(Exception):
    """What was asked cannot be done; `detail` says what to do instead, `faults` where in the request the cause is."""

    code: ClassVar[str]

    def __init__(self, detail: str, *, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = faults


class AudienceNotFoundError(RequestError):
    """No finished upload of this tenant has this id."""

    code = "audience_not_found"


class VettingNotFoundError(RequestError):
    """No vetting of this tenant has this id."""

    code = "vetting_not_found"


class BriefNotFoundError(RequestError):
    """No brief of this tenant has this id, or it has no such version.

    A deleted one is not found either, as with uploads: it can be used for nothing, and whoever deleted it knows.
    """

    code = "brief_not_found"


class BriefNotUnderstoodError(RequestError):
    """A brief cannot be read as it stands."""

    code = "brief_not_understood"


class InsightsNotFoundError(RequestError):
    """No insights of this tenant have this id."""

    code = "insights_not_found"


class InsightsAheadError(RequestError):
    """An owner's figures are dated in the future."""

    code = "insights_ahead"


class VettingFinalError(RequestError):
    """The vetting has ended."""

    code = "vetting_final"


class VettingUnfinishedError(RequestError):
    """The vetting has no sample: it runs still, or did not succeed."""

    code = "vetting_unfinished"


class SampleExpiredError(RequestError):
    """The sample of the vetting is no longer kept."""

    code = "sample_expired"


class VettingErasedError(RequestError):
    """The vetting was erased on the creator's request."""

    code = "vetting_erased"


class UnknownModelError(RequestError):
    """No model file has this version."""

    code = "unknown_model"


class CandidateRepeatedError(RequestError):
    """A comparison names a vetting twice."""

    code = "candidate_repeated"


class AccountNotInSampleError(RequestError):
    """Somebody reviewed an account that the sample does not hold."""

    code = "account_not_in_sample"


class PlatformNotFetchableError(RequestError):
    """Audiences of this platform cannot be fetched; they can be uploaded."""

    code = "platform_not_fetchable"


class CredentialMissingError(RequestError):
    """The platform is read with a credential of the tenant, and there is none."""

    code = "credential_missing"


class PlatformMismatchError(RequestError):
    """The uploaded audience belongs to another platform than the question."""

    code = "platform_mismatch"


class CredentialNotFoundError(RequestError):
    """No credential of this tenant has this id."""

    code = "credential_not_found"


class CredentialNotNeededError(RequestError):
    """The platform is called without a credential, or not at all."""

    code = "credential_not_needed"


class CredentialFieldsError(RequestError):
    """The fields are not those that the platform asks for, or a value cannot be sent to it."""

    code = "credential_fields_wrong"


class CredentialNameTakenError(RequestError):
    """The tenant has a credential of this platform under this name."""

    code = "credential_name_taken"


class CredentialUnreadableError(RequestError):
    """No key of this server opens the credential; the text names the key that would."""

    code = "credential_unreadable"


class CredentialsUnavailableError(RequestError):
    """This server has no key to encrypt credentials with."""

    code = "credentials_unavailable"


class OptInNeededError(RequestError):
    """The operator has not accepted what the platform asks to be accepted."""

    code = "opt_in_needed"


class VettingEndedError(Exception):
    """Somebody ended the vetting (cancelled it) while it ran."""
