"""Who is vetted: a platform and the name that the platform knows the creator by."""

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


class MalformedHandleError(ValueError):
    """The text cannot be a handle on any platform; the message says why, in words for the caller."""


@dataclass(frozen=True, slots=True)
class Handle:
    """A creator's name on one platform, without the leading `@`."""

    platform: Platform
    name: str

    def __str__(self) -> str:
        """Render as `platform:@name`, the form that `parse_handle` reads."""
        return f"{self.platform}:@{self.name}"


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


def parse_handle(text: str) -> Handle:
    """Read `platform:@name`, as the command line takes it; raise MalformedHandleError otherwise."""
    platform, colon, name = text.strip().partition(":")
    if not colon or platform not in set(Platform):
        known = ", ".join(Platform)
        message = f"write the handle as platform:@name, with a platform of {known}"
        raise MalformedHandleError(message)
    return Handle(Platform(platform), parse_name(name))
