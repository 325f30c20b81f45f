"""Which labelled accounts were collected together, and what each weighs."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import Floats

_KNOWN: Final[Mapping[str, str]] = {
    "vendor": "bought",
    "E13": "bought",
    "genuine": "spambots",
    "social": "spambots",
    "traditional": "spambots",
}
"""Publications of the research collections by family of groups, where one spreads over files (Cresci et al.)."""

_INSTAGRAM: Final = frozenset({"instafake", "instagram-spammer"})
_COVERAGE_GAP: Final = 0.02
"""A field known more often in one group of a publication than in another tells the collection, not the account."""

Flags = NDArray[np.bool_]
Names = NDArray[np.str_]


def family_of(group: str) -> str:
    """Name the family of a group, which shares one weight: `social_spambots_1` and `_2` are `social`."""
    return group.partition("_")[0]


def publication_of(group: str | None, file: str) -> str:
    """Name the publication whose genuine and inauthentic accounts belong together."""
    if group is None:
        return file
    return _KNOWN.get(family_of(group), group if group in _INSTAGRAM else file)


def platform_of(publication: str) -> str:
    """Name the platform of a research publication; all but two are of X, when it was Twitter."""
    return "instagram" if publication in _INSTAGRAM else "x"


def even_weights(publications: Names, groups: Names, is_inauthentic: Flags, chosen: Flags) -> Floats:
    """Equal weight to each publication, class in it, family of groups and group; 0 for accounts not chosen.

    A publication counts once for each family of inauthentic accounts: it then holds as many collections.
    """
    weights = np.zeros(len(chosen))
    families = np.array([family_of(group) for group in groups])
    for publication in np.unique(publications[chosen]):
        own = chosen & (publications == publication)
        times = max(1, len(np.unique(families[own & is_inauthentic])))
        for label in (True, False):
            cell = own & (is_inauthentic == label)
            named = np.unique(families[cell])
            for family in named:
                members = np.unique(groups[cell & (families == family)])
                for group in members:
                    rows = cell & (groups == group)
                    weights[rows] = times / 2 / len(named) / len(members) / np.count_nonzero(rows)
    return weights


def without_leaks(readings: Floats, publications: Names, groups: Names, is_inauthentic: Flags) -> Floats:
    """Make a reading unknown in a whole publication where it is known more often in one group than in another."""
    kept = readings.copy()
    for publication in np.unique(publications):
        own = publications == publication
        parts = [(group, bad) for group in np.unique(groups[own]) for bad in (True, False)]
        cells = [own & (groups == group) & (is_inauthentic == bad) for group, bad in parts]
        known = [np.mean(~np.isnan(readings[cell])) for cell in cells if cell.any()]
        if max(known) - min(known) > _COVERAGE_GAP:
            kept[own] = np.nan
    return kept
