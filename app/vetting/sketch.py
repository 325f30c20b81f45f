"""Sketch the list that a sample was drawn from, so that audiences can be compared while the sample is kept."""

import hmac
from collections.abc import Iterable

from app.domain.audience import AudienceSample, Availability
from app.domain.handle import Platform
from app.domain.readings import Sketch
from app.scoring.overlap import Sketching, leave_out


def derive_sketch_key(secret: bytes, tenant_id: str, platform: Platform) -> bytes:
    """Give each tenant and platform a key of its own: nobody's sketches can be held against another's."""
    return hmac.digest(secret, f"{tenant_id} {platform}".encode(), "sha256")


def sketch_listing(listing: AudienceSample | None, key: bytes) -> Sketch | None:
    """Sketch everybody who was listed, read or not; None when the platform gave no list."""
    if listing is None or listing.note.availability is not Availability.OK:
        return None
    sketching = Sketching(key)
    sketching.add(account.account_id for account in listing.accounts)
    return sketching.sketch()


def forget(sketch: Sketch | None, account_ids: Iterable[str], key: bytes) -> Sketch | None:
    """Take accounts out of a sketch.

    A sketch that was made under another secret is dropped: who is in it cannot be known any more.
    """
    return None if sketch is None else leave_out(sketch, account_ids, key)
