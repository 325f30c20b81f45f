"""Judge overlaps told from sketches: error and coverage of the interval by size and overlap, and ids a second.

Lists are made up with fixed seeds; each of RUNS pairs is hashed with another key. Times are CPU time.

Run: python bench/overlap.py [error|draws|speed]; without a word all of them.
"""

import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np

from app.domain.audience import Availability, Frame, FrameNote, Order, Role
from app.domain.comparison import Overlap
from app.domain.readings import Listed
from app.scoring.overlap import Sketching, estimate_overlap

DRAWN_AT = datetime(2026, 11, 25, tzinfo=UTC)
RUNS = 200
IDS = [f"did:plc:{number:024x}" for number in range(200_000)]


def listed(ids: Sequence[str], key: bytes, frame: Frame = Frame.COMPLETE, population: int | None = None) -> Listed:
    sketching = Sketching(key)
    sketching.add(ids)
    note = FrameNote(
        role=Role.FOLLOWERS,
        frame=frame,
        order=Order.UNORDERED,
        availability=Availability.OK,
        population=population or len(ids),
        listed=len(ids),
        drawn_at=DRAWN_AT,
    )
    return Listed(note=note, sketch=sketching.sketch())


def judge(name: str, make: Callable[[bytes], tuple[Listed, Listed]], shared: int, first: int) -> None:
    """Print how far off the share of the first audience is, how wide its interval, how often it holds."""
    errors, widths, held, spent = [], [], 0, 0.0
    for run in range(RUNS):
        pair = make(run.to_bytes(2, "little"))
        started = time.process_time()
        found = estimate_overlap(*pair, level=0.95)
        spent += time.process_time() - started
        assert isinstance(found, Overlap), found
        share = found.share_of_first
        errors.append(abs(share.estimate - shared / first))
        widths.append(share.high - share.low)
        held += found.accounts.low <= shared <= found.accounts.high
    print(
        f"{name}: mean error {np.mean(errors):.2%}, width {np.mean(widths):.2%}, "
        f"interval holds {held / RUNS:.1%}, {1_000 * spent / RUNS:.1f} ms"
    )


def error() -> None:
    for first, second in ((5_000, 5_000), (20_000, 20_000), (5_000, 50_000), (1_000, 50_000)):
        for share in (0.0, 0.01, 0.1, 0.5, 0.95):
            shared = round(share * first)
            one, other = IDS[:first], IDS[first - shared : first - shared + second]
            name = f"{first:,} and {second:,} accounts, {share:.0%} of the first shared"
            judge(name, lambda key, one=one, other=other: (listed(one, key), listed(other, key)), shared, first)  # type: ignore[misc]


def draws() -> None:
    """Random draws of audiences of 50,000, or of one of them, beside each other."""
    random = np.random.default_rng(2026)
    size = 50_000
    for parts in ((0.04, 1.0), (0.04, 0.04), (0.2, 0.2)):
        for share in (0.0, 0.1, 0.5):
            shared = round(share * size)
            audiences = IDS[:size], IDS[size - shared : 2 * size - shared]

            def make(
                key: bytes, audiences: Sequence[list[str]] = audiences, parts: Sequence[float] = parts
            ) -> tuple[Listed, Listed]:
                one, other = (
                    listed([ids[n] for n in random.permutation(size)[: int(part * size)]], key, Frame.RANDOM, size)
                    for ids, part in zip(audiences, parts, strict=True)
                )
                return one, other

            judge(f"{parts[0]:.0%} and {parts[1]:.0%} of 50,000 drawn, {share:.0%} shared", make, shared, size)


def speed() -> None:
    for batch in (1_000, len(IDS)):
        sketching = Sketching(b"key")
        started = time.process_time()
        for start in range(0, len(IDS), batch):
            sketching.add(IDS[start : start + batch])
        print(f"batches of {batch:,}: {len(IDS) / (time.process_time() - started):,.0f} ids per CPU second")
    started = time.process_time()
    for one in IDS:
        hashlib.blake2b(one.encode(), digest_size=8, key=b"key").digest()
    print(f"bare keyed BLAKE2b, one by one: {len(IDS) / (time.process_time() - started):,.0f} ids per CPU second")


PARTS = {"error": error, "draws": draws, "speed": speed}


def main(names: Sequence[str]) -> None:
    for name in names or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
