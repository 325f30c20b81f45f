"""Who is vetted: a platform and the name that the platform knows the creator by.

HandleError                a text does not name one account
├── MalformedHandleError   it names none
├── OtherPlatformError     it names one, but not of the platform that was named beside it
└── AmbiguousHandleError   it fits several platforms
"""

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_NAME_LENGTH = 300
"""Longest name in characters: a Bluesky handle has at most 253, a DID at most 2,048 but 32 in practice."""

_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class Platform(StrEnum):
    """A platform whose audiences can be assessed; whether it can also be fetched is its connector's word."""

    BLUESKY = "bluesky"
    INSTAGRAM = "instagram"
    MASTODON = "mastodon"
    TIKTOK = "tiktok"
    TWITCH = "twitch"
    X = "x"
    YOUTUBE = "youtube"


class HandleForm(StrEnum):
    """How a handle was written: as a link, as the name that people see, or as one of the platform's identifiers."""

    URL = "url"
    NAME = "name"
    ID = "id"
    DID = "did"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Handle:
    """A creator's canonical name on one platform, without the leading `@`: one account, one spelling."""

    platform: Platform
    name: str

    def __str__(self) -> str:
        """Render as `platform:@name`, which reads back as the same handle."""
        return f"{self.platform}:@{self.name}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """One reading of a text as a handle, and where people see the account if there is one."""

    handle: Handle
    form: HandleForm
    profile_url: str


class HandleError(ValueError):
    """A text does not name one account; the message says why, in words for the caller that repeat none of the text."""


class MalformedHandleError(HandleError):
    """The text cannot be a handle on any platform, or not on the one that was named."""


class OtherPlatformError(HandleError):
    """The text says its platform by itself, and it is not the one that was named."""


class AmbiguousHandleError(HandleError):
    """Each candidate is a reading of the text, one a platform, in the order of the platforms' names."""

    def __init__(self, candidates: tuple[Resolution, ...]) -> None:
        platforms = ", ".join(one.handle.platform for one in candidates)
        super().__init__(f"The name fits several platforms ({platforms}): name the platform, or write a profile link.")
        self.candidates = candidates


def parse_name(text: str) -> str:
    """Strip space and the leading `@`; raise MalformedHandleError when nothing usable is left."""
    name = text.strip().removeprefix("@")
    if not name:
        message = "the handle is empty"
        raise MalformedHandleError(message)
    if len(name) > MAX_NAME_LENGTH:
        message = f"the handle has {len(name)} characters, at most {MAX_NAME_LENGTH} are allowed"
        raise MalformedHandleError(message)
    if _UNPRINTABLE.search(name):
        message = "the handle contains a space or an unprintable character"
        raise MalformedHandleError(message)
    return name
