"""Readings of a sample, kept to be scored again: ids and numbers; no names, no words, no pictures."""

import zlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account
from app.domain.readings import Column, SampleReadings, Sketch
from app.scoring.assess import Audience
from app.scoring.columns import AccountColumns, Floats, Hashes, fact_names
from app.scoring.group.delivered import Delivered
from app.scoring.niche.columns import TextColumns
from app.scoring.niche.columns import names as text_names

_IDS = "account_ids"
_EXCESS = "delivery_excess"
_FACTS = tuple(name for name in fact_names(AccountColumns) if name != _IDS)
_TEXTS = "texts_"
_TEXT_FACTS = tuple(name for name in text_names(TextColumns) if name != "vectors")
"""Directions of texts are left out: words could be guessed from them."""


def retain(audience: Audience, delivered: Delivered | None = None, sketch: Sketch | None = None) -> SampleReadings:
    """Give an audience the form that may be stored; hashes of texts become numbers of groups of equal ones.

    What deliveries said of its accounts is kept as well: the list that they were found in is not, only its sketch.
    """
    columns = audience.columns
    found = {} if delivered is None else {_EXCESS: _pack(delivered.excess)}
    return SampleReadings(
        note=audience.note,
        account_ids=tuple(columns.account_ids.tolist()),
        columns={name: _pack(_storable(name, getattr(columns, name))) for name in _FACTS}
        | {_TEXTS + name: _pack(getattr(columns.texts, name)) for name in _TEXT_FACTS}
        | found,
        sketch=sketch,
    )


def restore(readings: SampleReadings) -> Audience:
    """Read a stored sample; a fact that it lacks is as unknown as about an account of which only the id is known."""
    nobody = AccountColumns.from_accounts([Account(account_id="")], drawn_at=readings.note.drawn_at)
    count = len(readings.account_ids)

    def column(name: str, unknown: NDArray[Any]) -> NDArray[Any]:
        stored = readings.columns.get(name)
        return np.repeat(unknown, count) if stored is None else _unpack(stored, unknown.dtype)

    values = {name: column(name, getattr(nobody, name)) for name in _FACTS}
    texts = {name: column(_TEXTS + name, getattr(nobody.texts, name)) for name in _TEXT_FACTS}
    columns = AccountColumns(
        account_ids=np.array(readings.account_ids, dtype=np.object_),
        texts=TextColumns(**texts, vectors=np.zeros((count, 0), np.int8)),
        **values,
    )
    return Audience(note=readings.note, columns=columns)


def restore_excess(readings: SampleReadings) -> Floats:
    """Read by how much a delivery explained each account; NaN where none was looked for."""
    stored = readings.columns.get(_EXCESS)
    return np.full(len(readings.account_ids), np.nan) if stored is None else _unpack(stored, np.dtype(np.float64))


def leave_out(readings: SampleReadings, account_ids: AbstractSet[str]) -> SampleReadings:
    """Take accounts out of a stored sample with everything that stands at their places; its frame stays as it was."""
    gone = [place for place, account_id in enumerate(readings.account_ids) if account_id in account_ids]
    if not gone:
        return readings
    return replace(
        readings,
        account_ids=tuple(account_id for account_id in readings.account_ids if account_id not in account_ids),
        columns={name: _without(column, gone) for name, column in readings.columns.items()},
    )


def _without(column: Column, gone: Sequence[int]) -> Column:
    values = np.frombuffer(zlib.decompress(column.body), dtype=column.dtype)
    return _pack(np.delete(values, gone))


def _storable(name: str, values: NDArray[Any]) -> NDArray[Any]:
    return _groups(values) if name.endswith("_hash") else values


def _groups(hashes: Hashes) -> Hashes:
    """Give equal hashes the same number, from 1 in the order of the accounts: what was equal stays so, nothing else.

    0 stays unknown. A hash of a text could be tried against guesses, a number of a group cannot.
    """
    known = hashes != 0
    _, first, group = np.unique(hashes[known], return_index=True, return_inverse=True)
    numbers = np.zeros_like(hashes)
    numbers[known] = 1 + np.argsort(np.argsort(first))[group]
    return numbers


def _pack(values: NDArray[Any]) -> Column:
    little = values.astype(values.dtype.newbyteorder("<"))
    return Column(dtype=little.dtype.str, body=zlib.compress(little.tobytes(), level=1))


def _unpack(column: Column, dtype: np.dtype[Any]) -> NDArray[Any]:
    return np.frombuffer(zlib.decompress(column.body), dtype=column.dtype).astype(dtype)
