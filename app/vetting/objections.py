"""The objection list: whoever is on it is left out of every page and upload. It holds keyed hashes, no names."""

import hmac
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from app.domain.account import Account
from app.domain.erasure import Person, fold
from app.domain.handle import Platform
from app.platforms.connector import Page
from app.storage.store import Store

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Objections:
    """Who on one platform objected, as keyed hashes; without `key` nobody did."""

    platform: Platform
    key: bytes = field(default=b"", repr=False)
    erased: AbstractSet[bytes] = frozenset()

    def filter(self, accounts: Sequence[Account]) -> Sequence[Account]:
        """Leave out who objected."""
        if not self.erased:
            return accounts
        return [account for account in accounts if not self.names(account.account_id, account.handle)]

    def screen(self, value: Value) -> Value:
        """Leave them out of what a platform's call gave: a page of accounts or of ids, or accounts alone."""
        screened: object = value
        if self.erased and isinstance(value, Page):
            screened = replace(value, items=tuple(item for item in value.items if not self._is_of(item)))
        elif self.erased and isinstance(value, tuple):
            screened = tuple(item for item in value if not self._is_of(item))
        return cast("Value", screened)

    def _is_of(self, item: object) -> bool:
        if isinstance(item, Account):
            return self.names(item.account_id, item.handle)
        return isinstance(item, str) and self.has_id(item)

    def names(self, account_id: str, handle: str | None) -> bool:
        """Whether the account objected, by its id or by its handle."""
        return self.has_id(account_id) or (handle is not None and self.has_handle(handle))

    def has_id(self, account_id: str) -> bool:
        """Whether the account with this id objected."""
        return bool(self.erased) and self.key_of_id(account_id) in self.erased

    def has_handle(self, handle: str) -> bool:
        """Whether an account with this handle objected."""
        return bool(self.erased) and self.key_of_handle(handle) in self.erased

    def keys_of(self, person: Person) -> Iterator[bytes]:
        """Hash every name of a person."""
        yield from map(self.key_of_id, person.account_ids)
        yield from map(self.key_of_handle, person.handles)

    def key_of_id(self, account_id: str) -> bytes:
        """Hash an id."""
        return self._hash(f"{self.platform} id {account_id}")

    def key_of_handle(self, handle: str) -> bytes:
        """Hash a handle, whatever its spelling."""
        return self._hash(f"{self.platform} handle {fold(handle)}")

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self.key, text.encode("utf-8", "surrogatepass"), "sha256")


def load_objections(store: Store, key: bytes, platform: Platform) -> Objections:
    """Read who objected so far; `key` is the installation's own. Once for each vetting or upload is often enough."""
    with store.system() as system:
        return Objections(platform=platform, key=key, erased=system.erasures.get_keys(platform))
