"""A person asks to be erased: who it is on one platform, and what was removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from app.domain.handle import Platform, parse_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person on one platform, by the platform's ids and by handles; handles are told apart without their case."""

    platform: Platform
    account_ids: frozenset[str]
    handles: frozenset[str]

    @classmethod
    def named(cls, platform: Platform, names: Iterable[str]) -> Self:
        """Read names: one with a leading `@` is a handle, any other an id. Raises MalformedHandleError."""
        given = [name.strip() for name in names]
        return cls(
            platform=platform,
            account_ids=frozenset(parse_name(name) for name in given if not name.startswith("@")),
            handles=frozenset(fold(parse_name(name)) for name in given if name.startswith("@")),
        )

    def is_asked_for(self, handle: str) -> bool:
        """Whether a vetting that was asked for under this name is about the person; ids can be asked for as well."""
        return handle in self.account_ids or fold(handle) in self.handles


def fold(handle: str) -> str:
    """Write a handle as all of its spellings are compared."""
    return handle.removeprefix("@").casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What one run removed.

    `samples`, `uploads`, `reviews` and `documents` count rows about the person, `sketches` the sketches that lost a
    hash or were dropped, `ended` the vettings that held the person while they ran and had to end, `vettings` those
    that were about the person, `insights` the figures told under the person's names. `running` vettings may still hold
    the person in memory: run it again after them.
    """

    samples: int
    sketches: int
    uploads: int
    reviews: int
    documents: int
    ended: int
    vettings: int
    insights: int
    running: int
