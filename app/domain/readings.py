"""What is kept of a sample: enough to score it again under another model, without a word of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.audience import FrameNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One fact about each account of a sample: little-endian numbers, deflated; `dtype` as NumPy writes it (`<f8`)."""

    dtype: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A list of accounts as its smallest keyed hashes, to tell how many accounts two lists share.

    `hashes` are at most `size` little-endian 64-bit numbers, ascending, of `listed` accounts. Only sketches with the
    same `key_id` can be compared. A keyed hash of an id is still personal data.
    """

    key_id: str
    size: int
    listed: int
    hashes: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Who could be listed of an audience: its frame, and a sketch of all, read or not; None where none was made."""

    note: FrameNote
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReadings:
    """A sample as it is stored: its frame, the ids of its accounts, and the facts that are scored, by their names.

    A fact that was added to the method later is absent, and then unknown. `sketch` is of the whole list that the
    sample was drawn from, None for samples that were stored before there were any.
    """

    note: FrameNote
    account_ids: tuple[str, ...]
    columns: Mapping[str, Column]
    sketch: Sketch | None = None
