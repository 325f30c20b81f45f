"""Handles in the shape that the API answers, and what it answers where a text names no single account."""

import contextlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Final

from app.api.errors import ApiError, FieldError
from app.domain.handle import (
    AmbiguousHandleError,
    HandleError,
    MalformedHandleError,
    OtherPlatformError,
    Platform,
    Resolution,
)
from app.platforms.capabilities import Capabilities

_CODES: Final[dict[type[HandleError], str]] = {
    MalformedHandleError: "malformed_handle",
    OtherPlatformError: "platform_mismatch",
    AmbiguousHandleError: "handle_ambiguous",
}


@contextlib.contextmanager
def handle_at(pointer: str) -> Iterator[None]:
    """Answer a HandleError from within with its problem, which points at the place of the text."""
    try:
        yield
    except HandleError as error:
        candidates = error.candidates if isinstance(error, AmbiguousHandleError) else ()
        raise ApiError(
            _CODES[type(error)],
            str(error),
            errors=[FieldError(pointer, str(error))],
            candidates=[candidate_document(candidate) for candidate in candidates],
        ) from error


def candidate_document(resolution: Resolution) -> dict[str, Any]:
    """Give one reading its document shape."""
    return {
        "platform": resolution.handle.platform,
        "handle": resolution.handle.name,
        "form": resolution.form,
        "profile_url": resolution.profile_url,
    }


def resolved_document(
    resolution: Resolution, platforms: Iterable[Capabilities], fetchable: AbstractSet[Platform]
) -> dict[str, Any]:
    """Give the account that a text names its document shape, with what can be done about its platform."""
    advice = next(one.advice for one in platforms if one.platform is resolution.handle.platform)
    return candidate_document(resolution) | {
        "fetchable": resolution.handle.platform in fetchable,
        "advice": advice,
    }
