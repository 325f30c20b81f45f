"""Repeated account ids over millions of rows: 12 bytes a row, and no id is kept."""

from array import array
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class SeenIds:
    """Remembers ids as 64-bit keyed hashes (Python's SipHash, keyed anew in every process), with their first line.

    A pair of different ids is taken for a repetition with probability n^2 / 2^65: below one in a million uploads at
    five million rows.
    """

    def __init__(self, batch_rows: int = 1 << 18) -> None:
        self._batch_rows = batch_rows
        self._hashes = array("q")
        self._lines = array("Q")
        self._seen: NDArray[np.int64] = np.empty(0, np.int64)
        self._seen_lines: NDArray[np.uint32] = np.empty(0, np.uint32)

    def add(self, account_id: str, line: int) -> bool:
        """Note one id; True when enough are noted for `list_repeats` to be worth its while."""
        self._hashes.append(hash(account_id))
        self._lines.append(line)
        return len(self._hashes) >= self._batch_rows

    def list_repeats(self) -> list[tuple[int, int]]:
        """List the repetitions among the ids noted since the last call, as (line, line of the first)."""
        hashes = np.asarray(self._hashes, np.int64)
        lines = np.asarray(self._lines, np.uint32)
        self._hashes, self._lines = array("q"), array("Q")
        order = np.argsort(hashes, kind="stable")
        hashes, lines = hashes[order], lines[order]

        place = np.searchsorted(self._seen, hashes)
        known = np.zeros(len(hashes), np.bool_)
        inside = place < len(self._seen)
        known[inside] = self._seen[place[inside]] == hashes[inside]
        first = np.zeros(len(hashes), np.bool_)
        first[:1] = True
        first[1:] = hashes[1:] != hashes[:-1]
        first_lines = lines[np.maximum.accumulate(np.where(first, np.arange(len(hashes)), 0))]
        first_lines[known] = self._seen_lines[place[known]]
        repeated = known | ~first
        found = np.column_stack((lines[repeated], first_lines[repeated])).tolist()

        new = ~repeated
        self._seen = np.insert(self._seen, place[new], hashes[new])
        self._seen_lines = np.insert(self._seen_lines, place[new], lines[new])
        return sorted((line, first_line) for line, first_line in found)
