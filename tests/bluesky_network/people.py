"""People of the network: real accounts on the PDS, and what they write."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

import httpx

from .network import BlueskyNetwork, NetworkError

LOGGED_OUT_VISITORS_UNWANTED = "!no-unauthenticated"
PASSWORD = "correct-horse"  # noqa: S105 - of accounts that live as long as a test
ADMIN = ("admin", "admin-pass")  # as @atproto/dev-env sets it


@dataclass(frozen=True, slots=True)
class Person:
    did: str
    handle: str
    access_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A strong reference to one version of a record."""

    uri: str
    cid: str

    def as_json(self) -> dict[str, str]:
        return {"uri": self.uri, "cid": self.cid}


class People:
    """What they write is on the AppView only after BlueskyNetwork.settle()."""

    def __init__(self, network: BlueskyNetwork) -> None:
        self._network = network
        self._pds = httpx.Client(base_url=f"{network.pds_url}/xrpc/", timeout=60, trust_env=False)

    def join(self, handle: str) -> Person:
        """A new account without a profile record, as most begin; the handle ends with `.test`."""
        name = handle.removesuffix(".test")
        account = {"handle": handle, "email": f"{name}@example.com", "password": PASSWORD}
        session = self._call("com.atproto.server.createAccount", account)
        return Person(did=session["did"], handle=session["handle"], access_token=session["accessJwt"])

    def write_profile(
        self,
        person: Person,
        *,
        display_name: str = "",
        description: str = "",
        has_avatar: bool = False,
        created_at: datetime | None = None,
        self_labels: Sequence[str] = (),
    ) -> Reference:
        """Replaces the profile; `self_labels` are for instance `bot` or `!no-unauthenticated`."""
        record: dict[str, Any] = {"displayName": display_name, "description": description}
        if created_at is not None:
            record["createdAt"] = iso(created_at)
        if self_labels:
            values = [{"val": label} for label in self_labels]
            record["labels"] = {"$type": "com.atproto.label.defs#selfLabels", "values": values}
        if has_avatar:
            record["avatar"] = self._upload_picture(person)
        return self._write(person, "app.bsky.actor.profile", record, rkey="self")

    def follow(self, person: Person, whom: Person, *, at: datetime | None = None) -> Reference:
        return self._create(person, "app.bsky.graph.follow", {"subject": whom.did}, at)

    def unfollow(self, person: Person, follow: Reference) -> None:
        rkey = follow.uri.rpartition("/")[2]
        body = {"repo": person.did, "collection": "app.bsky.graph.follow", "rkey": rkey}
        self._call("com.atproto.repo.deleteRecord", body, by=person)

    def post(self, person: Person, text: str, *, at: datetime | None = None) -> Reference:
        return self._create(person, "app.bsky.feed.post", {"text": text}, at)

    def reply(self, person: Person, to: Reference, text: str, *, at: datetime | None = None) -> Reference:
        """To the first post of a thread."""
        thread = {"root": to.as_json(), "parent": to.as_json()}
        return self._create(person, "app.bsky.feed.post", {"text": text, "reply": thread}, at)

    def answer(self, person: Person, post: Reference, comment: Reference, text: str) -> Reference:
        """To a comment under a post."""
        thread = {"root": post.as_json(), "parent": comment.as_json()}
        return self._create(person, "app.bsky.feed.post", {"text": text, "reply": thread}, None)

    def like(self, person: Person, what: Reference, *, at: datetime | None = None) -> Reference:
        return self._create(person, "app.bsky.feed.like", {"subject": what.as_json()}, at)

    def repost(self, person: Person, what: Reference, *, at: datetime | None = None) -> Reference:
        return self._create(person, "app.bsky.feed.repost", {"subject": what.as_json()}, at)

    def rename(self, person: Person, handle: str) -> Person:
        self._call("com.atproto.identity.updateHandle", {"handle": handle}, by=person)
        return Person(did=person.did, handle=handle, access_token=person.access_token)

    def deactivate(self, person: Person) -> None:
        self._call("com.atproto.server.deactivateAccount", {}, by=person)

    def reactivate(self, person: Person) -> None:
        self._call("com.atproto.server.activateAccount", None, by=person)

    def delete(self, person: Person) -> None:
        answer = self._pds.post("com.atproto.admin.deleteAccount", json={"did": person.did}, auth=ADMIN)
        _checked(answer)

    def take_down(self, person: Person) -> None:
        """The AppView's moderators suspend the account; effective at once."""
        self._network.control("takedown", {"did": person.did})

    def restore(self, person: Person) -> None:
        self._network.control("untakedown", {"did": person.did})

    def close(self) -> None:
        self._pds.close()

    def _create(self, person: Person, collection: str, record: Mapping[str, Any], at: datetime | None) -> Reference:
        return self._write(person, collection, {**record, "createdAt": iso(at or datetime.now(UTC))})

    def _write(self, person: Person, collection: str, record: Mapping[str, Any], rkey: str | None = None) -> Reference:
        body = {"repo": person.did, "collection": collection, "record": {"$type": collection, **record}}
        method = "com.atproto.repo.createRecord" if rkey is None else "com.atproto.repo.putRecord"
        written = self._call(method, body if rkey is None else {**body, "rkey": rkey}, by=person)
        return Reference(uri=written["uri"], cid=written["cid"])

    def _upload_picture(self, person: Person) -> Any:  # noqa: ANN401 - a blob reference, opaque to us
        headers = {"authorization": f"Bearer {person.access_token}", "content-type": "image/png"}
        answer = self._pds.post("com.atproto.repo.uploadBlob", content=picture_of(person.did), headers=headers)
        return _checked(answer)["blob"]

    def _call(self, method: str, body: Mapping[str, Any] | None, *, by: Person | None = None) -> dict[str, Any]:
        """`body` None is no body at all: some methods insist on one, some refuse it."""
        headers = {} if by is None else {"authorization": f"Bearer {by.access_token}"}
        return _checked(self._pds.post(method, json=body, headers=headers))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def iso(moment: datetime) -> str:
    """As Bluesky writes it: UTC, milliseconds, `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def picture_of(did: str) -> bytes:
    """A PNG of one pixel whose colour differs from DID to DID, so that avatars get different CIDs."""
    pixel = b"\0" + zlib.crc32(did.encode()).to_bytes(4, "big")[:3]
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixel)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _checked(answer: httpx.Response) -> dict[str, Any]:
    if answer.is_error:
        raise NetworkError(f"{answer.request.url.path}: {answer.status_code} {answer.text}")
    result: dict[str, Any] = answer.json() if answer.content else {}
    return result
