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
class SampleReadings:
    """A sample as it is stored: its frame, the ids of its accounts, and the facts that are scored, by their names.

    A fact that was added to the method later is absent, and then unknown.
    """

    note: FrameNote
    account_ids: tuple[str, ...]
    columns: Mapping[str, Column]
