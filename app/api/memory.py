"""What a process may remember between requests: keys for seconds, finished documents for a minute.

Both save a database round trip on the hot path. A revoked key works for KEY_SECONDS more. What an erasure or the
platform's terms take out of a document is shown for DOCUMENT_SECONDS more: other processes do not hear of it.
"""

import hashlib
import time
from collections import OrderedDict
from typing import Final, Generic, TypeVar

from starlette.concurrency import run_in_threadpool

from app.clock import utc_now
from app.domain.document import Document
from app.domain.tenant import ApiKey
from app.storage.ids import is_id
from app.storage.store import Store
from app.vetting.access import authenticate

KEY_SECONDS: Final = 5.0
KEYS_AT_MOST: Final = 10_000
DOCUMENT_SECONDS: Final = 60.0
DOCUMENT_BYTES_AT_MOST: Final = 64_000_000

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values with a time to live and a bound on their sum of sizes; the longest unused go first."""

    def __init__(self, seconds: float, size_at_most: int) -> None:
        self._seconds = seconds
        self._size_at_most = size_at_most
        self._size = 0
        self._values: OrderedDict[tuple[str, ...], tuple[Value, int, float]] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> Value | None:
        """Return the value while it is fresh."""
        found = self._values.get(key)
        if found is None:
            return None
        value, _, until = found
        if until < time.monotonic():
            self._forget(key)
            return None
        self._values.move_to_end(key)
        return value

    def put(self, key: tuple[str, ...], value: Value, size: int) -> None:
        """Remember a value of this size."""
        self._forget(key)
        self._values[key] = (value, size, time.monotonic() + self._seconds)
        self._size += size
        while self._size > self._size_at_most and self._values:
            self._forget(next(iter(self._values)))

    def _forget(self, key: tuple[str, ...]) -> None:
        found = self._values.pop(key, None)
        if found is not None:
            self._size -= found[1]


class KeyRing:
    """Valid keys of the last few seconds, by the hash of their secret."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: Remembered[ApiKey] = Remembered(KEY_SECONDS, KEYS_AT_MOST)

    async def find(self, secret: str) -> ApiKey | None:
        """Return the valid key behind a secret."""
        place = (hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest(),)
        key = self._keys.get(place)
        if key is None:
            key = await run_in_threadpool(authenticate, self._store, secret, now=utc_now())
            if key is not None:
                self._keys.put(place, key, 1)
        return key


class Shelf:
    """Finished documents that were asked for lately. They change when they are redacted: an old one is read again."""

    def __init__(self, store: Store, seconds: float = DOCUMENT_SECONDS) -> None:
        self._store = store
        self._documents: Remembered[Document] = Remembered(seconds, DOCUMENT_BYTES_AT_MOST)

    async def find(self, tenant_id: str, vetting_id: str) -> Document | None:
        """Return the document of a vetting that succeeded."""
        place = (tenant_id, vetting_id)
        document = self._documents.get(place)
        if document is None:
            document = await run_in_threadpool(self._read, tenant_id, vetting_id)
            if document is not None:
                self._documents.put(place, document, len(document.body))
        return document

    def _read(self, tenant_id: str, vetting_id: str) -> Document | None:
        if not is_id(vetting_id, "vet"):  # PostgreSQL takes no NUL, not even to look for it
            return None
        with self._store.books(tenant_id) as books:
            return books.documents.get(vetting_id)
