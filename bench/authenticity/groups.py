"""Repeats that are found in each collection's genuine accounts, in each source, and in the complete follower list."""

import numpy as np

from app.scoring.columns import AccountColumns
from app.scoring.group.repeats import find_repeats
from bench.authenticity.research import follower_list, read_research


def main(*, quick: bool) -> None:
    del quick
    research = read_research()
    labelled = research.labelled
    for publication in research.publications():
        for is_bad in (False, True):
            own = (labelled.publications == publication) & (labelled.is_inauthentic == is_bad)
            for group in np.unique(labelled.groups[own]).tolist():
                kind = "inauthentic" if is_bad else "genuine"
                _show(f"{publication}, {group}, {kind}", labelled.columns.take(own & (labelled.groups == group)))
    _show("follower list", follower_list())


def _show(name: str, columns: AccountColumns) -> None:
    found = find_repeats(columns)
    told = "; ".join(f"{one.code}: {one.accounts:,} accounts, {one.lift:.1f} times" for one in found)
    print(f"{name:50}{len(columns):>7,}  {told or 'none'}")
