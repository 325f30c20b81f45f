"""Erase a person on the person's own request, for all tenants: what is stored now, and what comes later.

The objection list comes first: whoever is on it is left out of every page and upload from then on. What is stored is
then held against the list, chunk by chunk. So a run that was cut off is finished by the next one, and a run without a
name erases again whoever is on the list, as after a backup was restored.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import msgspec

from app.domain.account import Account
from app.domain.erasure import Erasure, Person, fold
from app.domain.readings import SampleReadings
from app.domain.vetting import Failure, VettingStatus
from app.reports import redact
from app.storage.codec import unpack
from app.storage.store import Store
from app.storage.sweep import DOCUMENTS, FETCHED, SAMPLES, UPLOADED, Bodies, Place, Row, Sweep
from app.vetting.objections import Objections, load_objections
from app.vetting.retain import leave_out
from app.vetting.sketch import derive_sketch_key, forget

ROWS_AT_ONCE: Final = 20
"""Rows of one transaction: a few megabytes, and writers wait for a fraction of a second."""

HANDLES_AT_ONCE: Final = 1_000

ENDED: Final = Failure(
    code="account_erased",
    detail="Somebody whom this vetting had read asked to be erased, and what it had read was deleted. Ask again.",
    retryable=True,
)

Show = Callable[[str, int], None]
"""Told what is gone through, and how many rows of it were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The installation's own secrets: of the objection list, and of the sketches of lists."""

    objections: bytes
    sketches: bytes


def erase_person(
    store: Store, person: Person, secrets: Secrets, *, is_creator: bool, now: datetime, show: Show
) -> Erasure:
    """Erase a person from everybody's audiences, and with `is_creator` the vettings about the person as well.

    Raises StorageUnavailableError; what was done until then stays done.
    """
    keys = tuple(Objections(platform=person.platform, key=secrets.objections).keys_of(person))
    with store.system() as system:
        system.erasures.add(person.platform, keys, now=now)
    return _Run(store, person, secrets, now=now, show=show).erase(is_creator=is_creator)


class _Run:
    """One walk through everything stored about one platform."""

    def __init__(self, store: Store, person: Person, secrets: Secrets, *, now: datetime, show: Show) -> None:
        self._store = store
        self._person = person
        self._secrets = secrets
        self._now = now
        self._show = show
        self._objections = load_objections(store, secrets.objections, person.platform)
        self._ids = set(person.account_ids)
        """Ids in clear, as far as this run met them: hashes of sketches can be told by nothing else."""
        self._removed: Counter[str] = Counter()

    def erase(self, *, is_creator: bool) -> Erasure:
        """Go through uploads and pages first: they tell the ids of handles, and what becomes of them is stored next."""
        if is_creator:
            self._erase_creator()
        self._walk("uploads", UPLOADED, self._change_upload)
        self._walk("pages", FETCHED, self._change_pages)
        self._walk("samples", SAMPLES, self._change_sample)
        self._walk("documents", DOCUMENTS, self._change_document)
        with self._store.sweep() as sweep:
            reviewed = [one for one in sweep.list_reviewed(self._person.platform) if self._objections.has_id(one)]
            self._removed["reviews"] = sweep.delete_reviews(self._person.platform, reviewed)
            running = sweep.count_running(self._person.platform)
        counted = ("samples", "sketches", "uploads", "reviews", "documents", "ended", "vettings", "insights")
        return Erasure(**{name: self._removed[name] for name in counted}, running=running)

    def _walk(self, name: str, bodies: Bodies, change: Callable[[Sweep, Row], None]) -> None:
        """Hold every row against the list, a few in each transaction."""
        after: Place | None = None
        while True:
            with self._store.sweep() as sweep:
                rows = sweep.read(bodies, self._person.platform, after=after, limit=ROWS_AT_ONCE)
                for row in rows:
                    change(sweep, row)
            if not rows:
                return
            after = rows[-1].place
            self._show(name, len(rows))

    def _change_upload(self, sweep: Sweep, row: Row) -> None:
        accounts = unpack(row.body, list[Account])
        gone = [one for one in accounts if self._objections.names(one.account_id, one.handle)]
        if gone:
            self._meet(sweep, (one.account_id for one in gone))
            sweep.rewrite(UPLOADED, row.place, self._objections.filter(accounts))
            sweep.shorten_upload(row.owner_id, len(gone))
            self._removed["uploads"] += len(gone)

    def _change_pages(self, sweep: Sweep, row: Row) -> None:
        """End a vetting that runs: what it drew from a list cannot be drawn again from a shorter one."""
        found = [one for one, handle in _accounts_on(row.body) if self._objections.names(one, handle)]
        if found:
            self._meet(sweep, found)
            sweep.pages(row.owner_id).clear()
            ended = sweep.vettings(row.tenant_id).end(row.owner_id, VettingStatus.FAILED, ENDED, now=self._now)
            self._removed["ended"] += ended

    def _change_sample(self, sweep: Sweep, row: Row) -> None:
        samples = unpack(row.body, list[SampleReadings])
        gone = {one for sample in samples for one in sample.account_ids if self._objections.has_id(one)}
        self._ids |= gone
        key = derive_sketch_key(self._secrets.sketches, row.tenant_id, self._person.platform)
        left = [replace(leave_out(sample, gone), sketch=forget(sample.sketch, self._ids, key)) for sample in samples]
        if left != samples:
            sweep.rewrite(SAMPLES, row.place, left)
            self._removed["samples"] += sum(one in gone for sample in samples for one in sample.account_ids)
            self._removed["sketches"] += sum(a.sketch != b.sketch for a, b in zip(samples, left, strict=True))

    def _change_document(self, sweep: Sweep, row: Row) -> None:
        document: redact.Json = msgspec.json.decode(row.body)
        gone = redact.leave_out(document, self._objections.has_id, self._objections.has_handle)
        if gone:
            sweep.redact(row.owner_id, redact.stamp(document, now=self._now), now=self._now)
            self._removed["documents"] += gone

    def _erase_creator(self) -> None:
        """Erase vettings that were asked for under one of the person's names, that name of uploads, and insights."""
        for sweep, vetting_id in self._find_theirs("vettings", SAMPLES):
            sweep.erase_vetting(vetting_id, now=self._now)
            self._removed["vettings"] += 1
        for sweep, audience_id in self._find_theirs("uploads by name", UPLOADED):
            sweep.forget_creator(audience_id)
        names = self._person.handles | {fold(one) for one in self._person.account_ids}
        with self._store.sweep() as sweep:
            self._removed["insights"] = sweep.delete_insights(self._person.platform, names)

    def _find_theirs(self, name: str, bodies: Bodies) -> Iterator[tuple[Sweep, str]]:
        """Give the vettings or uploads of the creator, each with the transaction that found it."""
        after: str | None = None
        while True:
            with self._store.sweep() as sweep:
                rows = sweep.list_handles(bodies, self._person.platform, after=after, limit=HANDLES_AT_ONCE)
                for owner_id, handle in rows:
                    if self._person.is_asked_for(handle):
                        yield sweep, owner_id
            if not rows:
                return
            after = rows[-1][0]
            self._show(name, len(rows))

    def _meet(self, sweep: Sweep, account_ids: Iterator[str] | Sequence[str]) -> None:
        """Put ids that were met under a handle on the list as well, in the transaction that removes them."""
        met = set(account_ids)
        self._ids |= met
        keys = {self._objections.key_of_id(one) for one in met}
        sweep.erasures.add(self._person.platform, keys, now=self._now)
        self._objections = replace(self._objections, erased=self._objections.erased | keys)


def _accounts_on(body: bytes) -> Iterator[tuple[str, str | None]]:
    """Read id and handle of everybody on a fetched page; those of posts and of the profile are about nobody else."""
    page = unpack(body, object)
    items = page.get("items", ()) if isinstance(page, dict) else page
    for item in items if isinstance(items, list) else ():
        if isinstance(item, str):
            yield item, None
        elif isinstance(item, dict) and "account_id" in item:
            yield item["account_id"], item.get("handle")
