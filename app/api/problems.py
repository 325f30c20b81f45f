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
    ProblemKind("problem_not_found", 404, "No such problem", "List all problems at /v1/problems."),
    ProblemKind("method_not_allowed", 405, "Method not allowed", "Use a method that the Allow header lists."),
    ProblemKind("request_timeout", 408, "Request took too long", "Send the request in one go."),
    ProblemKind("handle_ambiguous", 409, "Ambiguous handle", "Name the platform of one of the candidates."),
    ProblemKind("vetting_final", 409, "The vetting has ended", "Only queued and running vettings can be cancelled."),
    ProblemKind("vetting_unfinished", 409, "The vetting has not succeeded", "Wait until it has, or vet again."),
    ProblemKind("sample_expired", 410, "The sample was deleted", "Vet the creator again; the verdict stays."),
    ProblemKind("payload_too_large", 413, "Payload too large", "Send less than the limit that the detail names."),
    ProblemKind("unsupported_media_type", 415, "Unsupported media type", "Send a media type that the detail lists."),
    ProblemKind("validation_failed", 422, "The request does not fit", "Mend each field that errors[] points at."),
    ProblemKind("malformed_handle", 422, "Malformed handle", "Write the handle as the platform shows it."),
    ProblemKind(
        "platform_not_fetchable", 422, "Platform cannot be fetched", "Upload the audience, then vet the upload."
    ),
    ProblemKind("platform_mismatch", 422, "Platforms differ", "Name the platform of the handle or the upload."),
    ProblemKind(
        "brief_not_understood", 422, "The brief cannot be read", "Mend what errors[] points at; try the preview."
    ),
    ProblemKind("brief_given_twice", 422, "Two briefs", "Send a brief or a brief_id, not both."),
    ProblemKind("contradictory_terms", 422, "Terms contradict", "Take each term out of one of the two lists."),
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
    ProblemKind("upload_too_large", 413, "The upload is too large", "Send a part: the newest, or a random one."),
    ProblemKind("upload_too_many_rows", 413, "Too many accounts", "Send a part: the newest, or a random one."),
    ProblemKind("internal_error", 500, "Internal error", "Try again; tell the operator the request_id if it stays."),
    ProblemKind("storage_unavailable", 503, "Storage unavailable", "Try again after the seconds in Retry-After."),
)

PROBLEMS: Final = {kind.code: kind for kind in _KINDS}
