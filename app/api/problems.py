"""The catalogue of problems: every code that an error answer can carry, and what to do about it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem. `code` is stable; `remedy` tells the caller what to do next."""

    code: str
    status: int
    title: str
    remedy: str


_KINDS: Final = (
    ProblemKind("bad_request", 400, "Bad request", "Correct the request as the detail says."),
    ProblemKind("invalid_json", 400, "Invalid JSON", "Send one JSON document in UTF-8."),
    ProblemKind("invalid_cursor", 400, "Invalid cursor", "Use next_cursor as it was given, or start without a cursor."),
    ProblemKind("unauthenticated", 401, "Not authenticated", "Send a valid key: Authorization: Bearer tr_live_..."),
    ProblemKind("forbidden", 403, "Not allowed", "Use a key with the scope that the detail names."),
    ProblemKind("not_found", 404, "Not found", "Check the path; the API lies under /v1."),
    ProblemKind("vetting_not_found", 404, "No such vetting", "Check the id; a vetting is seen by its own tenant only."),
    ProblemKind("audience_not_found", 404, "No such audience", "Check the id; uploads are deleted when they expire."),
    ProblemKind("brief_not_found", 404, "No such brief", "Check id and version; a deleted brief is not found either."),
    ProblemKind("handle_not_found", 404, "Nobody has this handle", "Check the spelling; the account may be renamed."),
    ProblemKind("credential_not_found", 404, "No such credential", "Check the id; list yours at /v1/credentials."),
    ProblemKind("insights_not_found", 404, "No such insights", "Check the id; deleted insights are not found either."),
    ProblemKind("problem_not_found", 404, "No such problem", "List all problems at /v1/problems."),
    ProblemKind("method_not_allowed", 405, "Method not allowed", "Use a method that the Allow header lists."),
    ProblemKind("request_timeout", 408, "Request took too long", "Send the request in one go."),
    ProblemKind("handle_ambiguous", 409, "Ambiguous handle", "Name the platform of one of the candidates."),
    ProblemKind("vetting_final", 409, "The vetting has ended", "Only queued and running vettings can be cancelled."),
    ProblemKind("vetting_unfinished", 409, "The vetting has not succeeded", "Wait until it has, or vet again."),
    ProblemKind(
        "account_suspended", 409, "The account is suspended", "The platform took it down; nothing can be read."
    ),
    ProblemKind("account_deactivated", 409, "The account is closed", "Its owner closed it; nothing can be read."),
    ProblemKind("account_private", 409, "The account is private", "Ask the creator for an upload of the audience."),
    ProblemKind("audience_hidden", 409, "The audience is hidden", "Ask the creator for an upload of the audience."),
    ProblemKind("needs_consent", 409, "The creator must agree", "Ask the creator for an upload of the audience."),
    ProblemKind("platform_unsupported", 409, "The platform does not give this", "Upload the audience instead."),
    ProblemKind("platform_auth", 409, "The credential was refused", "Store another: POST /v1/credentials."),
    ProblemKind("budget_reached", 409, "A budget is used up", "Raise the budget, or wait until the next day."),
    ProblemKind("credential_name_taken", 409, "Name is taken", "Choose another name, or delete the older credential."),
    ProblemKind(
        "credential_unreadable",
        409,
        "The credential cannot be decrypted",
        "Store it again, or tell the operator which key the detail names.",
    ),
    ProblemKind("opt_in_needed", 409, "Terms not accepted", "Let the operator put the name into TRUEREACH_OPT_INS."),
    ProblemKind("sample_expired", 410, "The sample was deleted", "Vet the creator again; the verdict stays."),
    ProblemKind("vetting_erased", 410, "The vetting was erased", "Its creator asked for it; leave it out."),
    ProblemKind("payload_too_large", 413, "Payload too large", "Send less than the limit that the detail names."),
    ProblemKind("unsupported_media_type", 415, "Unsupported media type", "Send a media type that the detail lists."),
    ProblemKind("validation_failed", 422, "The request does not fit", "Mend each field that errors[] points at."),
    ProblemKind("malformed_handle", 422, "Malformed handle", "Write the handle as the platform shows it."),
    ProblemKind(
        "platform_not_fetchable", 422, "Platform cannot be fetched", "Upload the audience, then vet the upload."
    ),
    ProblemKind(
        "credential_missing", 409, "No credential", "Store a credential of the platform: POST /v1/credentials."
    ),
    ProblemKind("credential_not_needed", 422, "No credential needed", "See credential_fields at /v1/platforms."),
    ProblemKind(
        "credential_fields_wrong", 422, "Credential does not fit", "Send the credential_fields of /v1/platforms."
    ),
    ProblemKind("platform_mismatch", 422, "Platforms differ", "Name the platform of the handle or the upload."),
    ProblemKind(
        "brief_not_understood", 422, "The brief cannot be read", "Mend what errors[] points at; try the preview."
    ),
    ProblemKind("brief_given_twice", 422, "Two briefs", "Send a brief or a brief_id, not both."),
    ProblemKind("contradictory_terms", 422, "Terms contradict", "Take each term out of one of the two lists."),
    ProblemKind("insights_ahead", 422, "Dated in the future", "Give the day on which the platform showed the figures."),
    ProblemKind("insights_unreadable", 422, "The figures cannot be read", "Mend what errors[] points at."),
    ProblemKind("unknown_model", 422, "No such model", "Name one of the models that /v1/methods lists."),
    ProblemKind("candidate_repeated", 422, "Candidate named twice", "Name each vetting once."),
    ProblemKind(
        "account_not_in_sample", 422, "Account not in the sample", "Review accounts of the vetting's review-sample."
    ),
    ProblemKind("upload_rejected", 422, "The upload has bad lines", "Mend the lines in errors[]; nothing was stored."),
    ProblemKind("upload_empty", 422, "The upload is empty", "Send at least one account."),
    ProblemKind("upload_truncated", 422, "The upload was cut off", "Send the whole file again."),
    ProblemKind("upload_gzip_corrupt", 422, "The gzip stream is damaged", "Compress the file again and send it."),
    ProblemKind("upload_not_utf8", 422, "The upload is not UTF-8", "Save the file as UTF-8."),
    ProblemKind("upload_unknown_format", 422, "Unknown format", "Send NDJSON or CSV, plain or gzip."),
    ProblemKind("upload_bad_header", 422, "Bad CSV header", "Name the columns as docs/uploads.md does."),
    ProblemKind("upload_bad_columns", 422, "Columns do not fit", "Mend what the detail names in `columns`."),
    ProblemKind("upload_too_large", 413, "The upload is too large", "Send a part: the newest, or a random one."),
    ProblemKind("upload_too_many_rows", 413, "Too many accounts", "Send a part: the newest, or a random one."),
    ProblemKind("rate_limited", 429, "The platform's limit is reached", "Ask again after Retry-After seconds."),
    ProblemKind("internal_error", 500, "Internal error", "Try again; tell the operator the request_id if it stays."),
    ProblemKind(
        "credentials_unavailable",
        503,
        "Credentials are not set up",
        "Let the operator set TRUEREACH_ENCRYPTION_KEYS.",
    ),
    ProblemKind("platform_unavailable", 503, "The platform does not answer", "Ask again after Retry-After seconds."),
    ProblemKind("storage_unavailable", 503, "Storage unavailable", "Try again after the seconds in Retry-After."),
)

PROBLEMS: Final = {kind.code: kind for kind in _KINDS}
