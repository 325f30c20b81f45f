"""How many accounts two lists share, told from a few thousand keyed hashes of each.

A sketch keeps the smallest hashes of a list (bottom-k: Bar-Yossef et al., 2002, RANDOM; Beyer et al., 2007, SIGMOD).
Up to the smaller of two sketches' largest hashes both lists are known whole. So the shorter list's hashes down there
are a uniform draw from it, and how many of them are in the other list is hypergeometric.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from app.domain.account import Account
from app.domain.audience import Frame
from app.domain.comparison import Lack, Overlap
from app.domain.estimate import Estimate
from app.domain.readings import Listed, Sketch

SKETCH_SIZE: Final = 4_096
"""32 KB a list; a half of a long list is then known within 1.6 points (ours)."""

_BYTES: Final = 8
_KEY_ID_BYTES: Final = 8


class Sketching:
    """Makes a sketch of a list as it goes by. Each account must come once; the key has at most 64 bytes."""

    def __init__(self, key: bytes, size: int = SKETCH_SIZE) -> None:
        self._keyed = hashlib.blake2b(digest_size=_BYTES, key=key)
        self._key_id = hashlib.blake2b(b"key id", digest_size=_KEY_ID_BYTES, key=key).hexdigest()
        self._size = size
        self._listed = 0
        self._smallest = np.empty(0, np.uint64)

    def watch(self, batches: Iterable[Sequence[Account]]) -> Iterator[Sequence[Account]]:
        """Pass the batches on."""
        for batch in batches:
            self.add(account.account_id for account in batch)
            yield batch

    def add(self, account_ids: Iterable[str]) -> None:
        """Take more of the list in."""
        hashes = np.frombuffer(b"".join(map(self._hash, account_ids)), "<u8")
        self._listed += hashes.size
        if self._smallest.size == self._size:
            hashes = hashes[hashes < self._smallest[-1]]
        self._smallest = np.unique(np.concatenate([self._smallest, hashes]))[: self._size]

    def sketch(self) -> Sketch:
        """Give the sketch of what was taken in so far."""
        hashes = self._smallest.astype("<u8").tobytes()
        return Sketch(key_id=self._key_id, size=self._size, listed=self._listed, hashes=hashes)

    def _hash(self, account_id: str) -> bytes:
        keyed = self._keyed.copy()  # half the time of keying anew
        keyed.update(account_id.encode("utf-8", "surrogatepass"))
        return keyed.digest()


def leave_out(sketch: Sketch, account_ids: Iterable[str], key: bytes) -> Sketch | None:
    """Take accounts out of a sketch; None when it was made with another key.

    Exact: what is left are the smallest hashes of the list without them, of a list longer than its sketch so many
    fewer. Of such a list, accounts whose hash is not in the sketch were not known by it; its length stays.
    """
    sketching = Sketching(key)
    sketching.add(account_ids)
    asked = sketching.sketch()
    if sketch.key_id != asked.key_id:
        return None
    hashes = np.frombuffer(sketch.hashes, "<u8")
    stays = ~np.isin(hashes, np.frombuffer(asked.hashes, "<u8"))
    gone = int(np.count_nonzero(~stays))
    is_whole = sketch.listed <= sketch.size
    return Sketch(
        key_id=sketch.key_id,
        size=sketch.size if is_whole else sketch.size - gone,
        listed=sketch.listed - gone,
        hashes=hashes[stays].tobytes(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One list: its smallest hashes, and how many accounts it speaks of; it holds `part` of these, in (0, 1]."""

    hashes: NDArray[np.uint64]
    is_whole: bool
    speaks_of: int
    part: float


def estimate_overlap(first: Listed | None, second: Listed | None, *, level: float) -> Overlap | Lack:
    """Estimate how many accounts two audiences of one platform share, as far as their lists tell.

    A complete list speaks of its audience, the newest part of itself only, and a random draw of the whole that it was
    drawn from: accounts in both are then as much rarer in the lists as the draws are smaller.
    """
    if first is None or second is None:
        return Lack(code="sample_deleted", text="The sample of one vetting was deleted, and its list with it.")
    if first.sketch is None or second.sketch is None:
        return Lack(code="not_listed", text="For one vetting no list of accounts was kept.")
    if first.sketch.key_id != second.sketch.key_id:
        return Lack(
            code="keys_differ", text="The service's secret changed between the vettings: vet one of them again."
        )
    if not first.sketch.listed or not second.sketch.listed:
        return Lack(code="list_empty", text="One list is empty.")
    sides = _side(first.sketch, first), _side(second.sketch, second)
    if sides[0] is None or sides[1] is None:
        text = "One list is a random draw from an audience of unknown size: vet it with its population."
        return Lack(code="population_unknown", text=text)
    return _estimate(sides[0], sides[1], level, (*_limits("first", first), *_limits("second", second)))


def _side(sketch: Sketch, listed: Listed) -> _Side | None:
    """Read a list; None for a draw from an unknown number."""
    speaks_of = sketch.listed
    if listed.note.frame is Frame.RANDOM:
        if listed.note.population is None:
            return None
        speaks_of = max(speaks_of, listed.note.population)
    return _Side(
        hashes=np.frombuffer(sketch.hashes, "<u8").astype(np.uint64),
        is_whole=sketch.listed <= sketch.size,
        speaks_of=speaks_of,
        part=sketch.listed / speaks_of,
    )


def _estimate(first: _Side, second: _Side, level: float, limits: tuple[str, ...]) -> Overlap | Lack:
    known = _below(first.hashes, first, second), _below(second.hashes, first, second)
    matches = np.intersect1d(known[0], known[1], assume_unique=True).size
    # From the shorter list: of its accounts a greater share is in the other one, and a greater share is known better.
    drawn, (asked, other) = min(
        (known[0].size, (first, second)), (known[1].size, (second, first)), key=lambda side: side[0]
    )
    if drawn == 0:
        text = "One list is so much longer than the other that its sketch tells nothing about the shorter one."
        return Lack(code="lists_too_unlike", text=text)
    low, high = _interval(matches, drawn, asked.speaks_of, other.part, 1 - level)
    most = min(first.speaks_of, second.speaks_of)
    middle = min(matches * asked.speaks_of / drawn / other.part, most)  # in this order exact where all are known
    low, high = min(low, middle), max(middle, min(high, most))
    both = first.speaks_of + second.speaks_of

    def of(size: float) -> Estimate:
        return Estimate(estimate=middle / size, low=low / size, high=high / size, level=level)

    return Overlap(
        accounts=of(1),
        share_of_first=of(first.speaks_of),
        share_of_second=of(second.speaks_of),
        jaccard=Estimate(
            estimate=middle / (both - middle), low=low / (both - low), high=high / (both - high), level=level
        ),
        matches=matches,
        n=drawn,
        is_exact=drawn == asked.speaks_of and other.part == 1,
        limits=limits,
    )


def _below(hashes: NDArray[np.uint64], *sides: _Side) -> NDArray[np.uint64]:
    """Keep the hashes up to which both lists are known whole."""
    for side in sides:
        if not side.is_whole:
            hashes = hashes[hashes <= side.hashes[-1]]
    return hashes


def _interval(matches: int, drawn: int, population: int, part: float, alpha: float) -> tuple[float, float]:
    """Accounts of `population` that are in the other audience, of which the other list holds `part`."""
    if part < 1:
        # Clopper and Pearson, 1934: drawing without replacement makes it a little too wide.
        found = stats.binomtest(matches, drawn).proportion_ci(1 - alpha)
        return max(matches, found.low * population / part), found.high * population / part
    # The same with the hypergeometric distribution: every number that two one-sided tests do not refuse.
    possible = range(matches, population - drawn + matches + 1)

    def is_enough(shared: int) -> bool:
        return bool(stats.hypergeom.sf(matches - 1, population, shared, drawn) > alpha / 2)

    def is_too_many(shared: int) -> bool:
        return bool(stats.hypergeom.cdf(matches, population, shared, drawn) <= alpha / 2)

    low = bisect_left(possible, True, key=is_enough)  # noqa: FBT003 - what is looked for
    high = bisect_left(possible, True, key=is_too_many) - 1  # noqa: FBT003
    return possible[low], possible[high]


def _limits(which: str, listed: Listed) -> Iterator[str]:
    note = listed.note
    if note.frame is Frame.NEWEST:
        yield f"Of the {which} audience only the newest {note.listed:,} could be listed: the overlap is of that part."
    if note.frame is Frame.RANDOM and note.population is not None and note.population > note.listed:
        yield (
            f"Of the {which} audience {note.listed:,} of {note.population:,} were drawn: the overlap is extrapolated."
        )
