"""How a platform names accounts: what each file of a platform says."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.handle import HandleForm, Platform
from app.platforms.handles.link import Link


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read as a name of one platform; `is_certain` where it can be no other platform's."""

    name: str
    form: HandleForm
    is_certain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How one platform names accounts.

    `hosts` are those that its addresses have, without `www.`; below `homes` each account has a host of its own.
    `parse_name` reads what is no address, `parse_link` an address on one of the hosts: both give the canonical name,
    None where the text names no account, and may raise MalformedHandleError to say more than `rule` does: the
    sentence that tells what to write. What `profile_url` gives reads back as the same name.
    """

    platform: Platform
    hosts: frozenset[str]
    homes: frozenset[str] = frozenset()
    rule: str
    parse_name: Callable[[str], Reading | None]
    parse_link: Callable[[Link], str | None]
    profile_url: Callable[[str], str]
