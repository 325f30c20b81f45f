"""Thousands of accounts in seconds, written straight into the AppView's index (no PDS, no PLC behind them)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .network import BlueskyNetwork
from .people import Reference, iso

DID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
TID_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class BulkLoad:
    """Collects what to write; send() writes it. DIDs are random, so that loads never collide."""

    actors: list[dict[str, Any]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    labels: list[dict[str, Any]] = field(default_factory=list)
    counts: list[dict[str, Any]] = field(default_factory=list)

    def actor(self, handle: str) -> str:
        """The DID of a new account without a profile record."""
        did = "did:plc:" + "".join(secrets.choice(DID_ALPHABET) for _ in range(24))
        self.actors.append({"did": did, "handle": handle})
        return did

    def profile(self, did: str, *, display_name: str, description: str = "", created_at: datetime) -> None:
        value = {"displayName": display_name, "description": description, "createdAt": iso(created_at)}
        self._record(did, "app.bsky.actor.profile", value, rkey="self")

    def follow(self, did: str, whom: str, *, at: datetime) -> None:
        self._record(did, "app.bsky.graph.follow", {"subject": whom, "createdAt": iso(at)})

    def post(self, did: str, text: str, *, at: datetime) -> None:
        self._record(did, "app.bsky.feed.post", {"text": text, "createdAt": iso(at)})

    def like(self, did: str, what: Reference, *, at: datetime) -> None:
        self._record(did, "app.bsky.feed.like", {"subject": what.as_json(), "createdAt": iso(at)})

    def label(self, did: str, value: str) -> None:
        """A label on the account by the labeler that the AppView listens to."""
        self.labels.append({"uri": did, "val": value})

    def count(self, did: str, *, followers: int, follows: int, posts: int) -> None:
        """Overwrites the totals of the profile; later records of this account count them anew."""
        totals = {"followersCount": followers, "followsCount": follows, "postsCount": posts}
        self.counts.append({"did": did, **totals})

    def send(self, network: BlueskyNetwork) -> list[Reference]:
        """References to the records, in the order in which they were added."""
        parts = {"actors": self.actors, "records": self.records, "labels": self.labels, "counts": self.counts}
        written = network.control("bulk", parts)["records"]
        return [Reference(uri=record["uri"], cid=record["cid"]) for record in written]

    def _record(self, did: str, collection: str, value: dict[str, Any], rkey: str | None = None) -> None:
        key = rkey or _tid(len(self.records))
        self.records.append({"did": did, "collection": collection, "rkey": key, "value": value})


@dataclass(frozen=True, slots=True)
class BulkAudience:
    subject_did: str
    follower_dids: Sequence[str]
    """Newest follower first, as the AppView lists them."""
    posts: Sequence[Reference]


def fill_audience(
    network: BlueskyNetwork, handle: str, *, followers: int, posts: int = 10, every_nth_likes: int = 2
) -> BulkAudience:
    """A creator whose followers came one a minute; every nth of them likes one of the posts."""
    now, name = datetime.now(UTC), handle.partition(".")[0]
    load = BulkLoad()
    subject = load.actor(handle)
    for day in range(posts):
        load.post(subject, f"{name} on day {day}", at=now - timedelta(days=day))
    load.profile(subject, display_name=name.title(), created_at=now - timedelta(days=1000))
    published = load.send(network)[:posts]

    load = BulkLoad()
    dids = [load.actor(f"{name}-fan{number}.test") for number in range(followers)]
    for number, did in enumerate(dids):
        followed_at = now - timedelta(minutes=number)
        load.profile(did, display_name=f"Fan {number}", created_at=followed_at - timedelta(days=1 + number % 1500))
        load.follow(did, subject, at=followed_at)
        if published and number % every_nth_likes == 0:
            load.like(did, published[number % posts], at=now)
    load.send(network)
    return BulkAudience(subject_did=subject, follower_dids=dids, posts=published)


def _tid(number: int) -> str:
    """A record key, rising with `number`: 53 bits of time and 10 of chance, in 13 sortable letters."""
    moment = (1_700_000_000_000_000 + number) << 10 | secrets.randbits(10)
    return "".join(TID_ALPHABET[moment >> shift & 31] for shift in range(60, -1, -5))
