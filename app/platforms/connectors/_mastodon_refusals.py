"""What a server's refusals mean; there is no credential of ours that could be at fault."""

from http import HTTPStatus
from typing import Final

from app.platforms.errors import (
    AccountPrivateError,
    AccountSuspendedError,
    AudienceHiddenError,
    HandleNotFoundError,
    PlatformError,
)

_NOBODY: Final = "This server knows no account with this handle."
SUSPENDED: Final = "This server took the account down."
_UNSHOWN: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


class PostGoneError(HandleNotFoundError):
    """The post was deleted after the list of posts was read."""


def explain_subject(status: int, _body: object) -> PlatformError | None:
    """Read a 4xx about the account itself, of WebFinger too."""
    match status:
        case HTTPStatus.BAD_REQUEST | HTTPStatus.NOT_FOUND:
            return HandleNotFoundError(_NOBODY)
        case HTTPStatus.GONE:
            return AccountSuspendedError(SUSPENDED)
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return AccountPrivateError("This server shows accounts to people who are signed in only.")
    return None


def explain_list(status: int, body: object) -> PlatformError | None:
    """Read a 4xx of a list of people."""
    if status in _UNSHOWN:
        return AudienceHiddenError("This server shows the list to people who are signed in only.")
    return None if status == HTTPStatus.BAD_REQUEST else explain_subject(status, body)


def explain_post(status: int, body: object) -> PlatformError | None:
    """Read a 4xx about one post."""
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return PostGoneError("This post is gone.")
    return explain_list(status, body)
