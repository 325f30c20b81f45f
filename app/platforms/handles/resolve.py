"""Which account a text names: the rules of all platforms put together."""

from collections.abc import Mapping
from typing import Final

from app.domain.handle import (
    MAX_NAME_LENGTH,
    AmbiguousHandleError,
    Handle,
    HandleForm,
    MalformedHandleError,
    OtherPlatformError,
    Platform,
    Resolution,
)
from app.platforms.handles import bluesky, instagram, mastodon, tiktok, twitch, x, youtube
from app.platforms.handles.host import is_within
from app.platforms.handles.link import Link, parse_link
from app.platforms.handles.naming import Naming, Reading
from app.platforms.handles.pasted import unwrap

NAMINGS: Final[Mapping[Platform, Naming]] = {
    naming.platform: naming
    for naming in (
        bluesky.NAMING,
        instagram.NAMING,
        mastodon.NAMING,
        tiktok.NAMING,
        twitch.NAMING,
        x.NAMING,
        youtube.NAMING,
    )
}
"""In the order of the platforms' names."""

_NO_NAME: Final = "This is a name on no known platform. Write the link to the profile, or platform:@name."


def resolve(text: str, platform: Platform | None = None) -> Resolution:
    """Read a pasted text as the handle of one account, without asking anybody whether there is such an account.

    A `platform` decides where a name fits several. Raises MalformedHandleError, OtherPlatformError or
    AmbiguousHandleError.
    """
    written = unwrap(text)
    prefix, colon, rest = written.partition(":")
    if colon and prefix.lower() in NAMINGS:
        said = Platform(prefix.lower())
        _check_platform(said, platform)
        platform, written = said, rest
    link = parse_link(written)
    if link is not None:
        return _resolve_link(link, platform)
    name = written.removeprefix("@")
    return _resolve_any(name) if platform is None else _resolve_on(platform, name)


def _resolve_link(link: Link, platform: Platform | None) -> Resolution:
    naming = _find_naming(link.site)
    name = naming.parse_link(link)
    if name is None:
        raise MalformedHandleError(naming.rule)
    _check_platform(naming.platform, platform)
    return _resolution(naming, Reading(name, HandleForm.URL))


def _find_naming(site: str) -> Naming:
    for naming in NAMINGS.values():
        if site in naming.hosts or is_within(site, naming.homes):
            return naming
    for naming in NAMINGS.values():
        if is_within(site, naming.hosts):  # help pages, advertisers' pages: no accounts there
            raise MalformedHandleError(naming.rule)
    return mastodon.NAMING  # anybody may run an instance


def _resolve_on(platform: Platform, name: str) -> Resolution:
    naming = NAMINGS[platform]
    reading = naming.parse_name(name)
    if reading is None:
        for other, certain in _read(name):
            if certain.is_certain:
                _check_platform(other.platform, platform)
        raise MalformedHandleError(naming.rule)
    return _resolution(naming, reading)


def _resolve_any(name: str) -> Resolution:
    found = _read(name)
    certain = [(naming, reading) for naming, reading in found if reading.is_certain]
    candidates = tuple(_resolution(naming, reading) for naming, reading in certain or found)
    if not candidates:
        raise MalformedHandleError(_NO_NAME)
    if len(candidates) > 1:
        raise AmbiguousHandleError(candidates)
    return candidates[0]


def _read(name: str) -> list[tuple[Naming, Reading]]:
    """Read a name as each platform would, where it can."""
    readings = ((naming, naming.parse_name(name)) for naming in NAMINGS.values())
    return [(naming, reading) for naming, reading in readings if reading is not None]


def _check_platform(said: Platform, named: Platform | None) -> None:
    if named is not None and said is not named:
        message = f"The handle is one of {said}, the platform that was named is {named}."
        raise OtherPlatformError(message)


def _resolution(naming: Naming, reading: Reading) -> Resolution:
    if len(reading.name) > MAX_NAME_LENGTH:
        message = f"The handle has {len(reading.name)} characters, at most {MAX_NAME_LENGTH} are allowed."
        raise MalformedHandleError(message)
    handle = Handle(naming.platform, reading.name)
    return Resolution(handle=handle, form=reading.form, profile_url=naming.profile_url(reading.name))
