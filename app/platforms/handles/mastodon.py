"""Mastodon and what speaks its API: `user@host`, the account's own server in it."""

import re
from typing import Final

from app.domain.handle import HandleForm, MalformedHandleError, Platform
from app.platforms.handles import bluesky, instagram, tiktok, twitch, x, youtube
from app.platforms.handles.host import is_within, parse_host
from app.platforms.handles.link import Link
from app.platforms.handles.mail import MAIL_HOSTS
from app.platforms.handles.naming import Naming, Reading

_OTHERS: Final = bluesky.HOSTS | instagram.HOSTS | tiktok.HOSTS | twitch.HOSTS | x.HOSTS | youtube.HOSTS
_LIKE_INSTANCES: Final = frozenset(
    {
        "facebook.com",
        "hashnode.com",
        "lemon8-app.com",
        "likee.video",
        "medium.com",
        "odysee.com",
        "substack.com",
        "threads.com",
        "threads.net",
        "unsplash.com",
    }
)
"""Sites whose addresses may look like those of an instance."""

_USER = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_ACCT: Final = "acct:"
_BEFORE_ACCOUNT: Final = (("web",), ("deck",))
_MAIL: Final = "This is an e-mail address, not a handle. Write the creator's name on the platform."
_NO_INSTANCE: Final = "The host is no Mastodon server. Write the link to the creator's profile."
_NO_PROFILE: Final = "The address is no profile on a known platform. Write the link to the creator's profile."


def _parse_address(user: str, host_text: str) -> str | None:
    user = user.lower()
    host = parse_host(host_text)
    if host is None or not _USER.fullmatch(user):
        return None
    if host in MAIL_HOSTS:
        raise MalformedHandleError(_MAIL)
    if is_within(host, _OTHERS | _LIKE_INSTANCES):
        raise MalformedHandleError(_NO_INSTANCE)
    return f"{user}@{host}"


def _parse_name(text: str) -> Reading | None:
    address = text[len(_ACCT) :].removeprefix("@") if text.lower().startswith(_ACCT) else text
    user, at, host = address.partition("@")
    name = _parse_address(user, host) if at else None
    return None if name is None else Reading(name, HandleForm.ADDRESS, is_certain=True)


def _parse_link(link: Link) -> str | None:
    segments = link.segments[1:] if link.segments[:1] in _BEFORE_ACCOUNT else link.segments
    match segments:
        case ("users", user, *_):
            return _parse_address(user, link.host)
        case (first, *_) if first.startswith("@"):
            user, _, host = first[1:].partition("@")
            return _parse_address(user, host or link.host)
    raise MalformedHandleError(_NO_PROFILE)


def _profile_url(name: str) -> str:
    user, _, host = name.partition("@")
    return f"https://{host}/@{user}"


NAMING = Naming(
    platform=Platform.MASTODON,
    hosts=frozenset(),
    rule="A Mastodon handle names its server too, such as alice@mastodon.social; a profile is mastodon.social/@alice.",
    parse_name=_parse_name,
    parse_link=_parse_link,
    profile_url=_profile_url,
)
