"""Scores of accounts by models that did not see their publication: what error rates and references are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.scoring.columns import Floats
from app.scoring.families import PATTERNS
from app.scoring.reference import Reference, make_reference
from app.training.fit import Fit, Material
from app.training.publications import family_of

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The genuine accounts of a publication with one family of its inauthentic ones, as bool[n] of all accounts."""

    name: str
    publication: str
    genuine: Flags
    inauthentic: Flags


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LeftOut:
    """Log-odds float64[n] of every account by the fit that left its publication out, for each pattern."""

    material: Material
    log_odds: tuple[Floats, ...]

    @classmethod
    def from_material(cls, material: Material, *, besides: str | None = None) -> Self:
        """Fit once for each publication, on all the others; `besides` names one that no fit sees."""
        publications = material.labelled.publications
        log_odds = tuple(np.full(len(publications), np.nan) for _ in range(PATTERNS))
        for publication in np.unique(publications):
            own = publications == publication
            fit = Fit.from_material(material, ~own & (publications != besides))
            for pattern, values in enumerate(log_odds):
                values[own] = fit.log_odds(material, own, pattern)
        return cls(material=material, log_odds=log_odds)

    def reference(self, pattern: int, *, besides: frozenset[str] = frozenset()) -> Reference:
        """Shapes of the sources in publications that hold both classes, leaving out those in `besides`."""
        labelled, scores = self.material.labelled, self.log_odds[pattern]
        genuine: dict[str, Floats] = {}
        inauthentic: list[tuple[str, Floats]] = []
        for publication in np.unique(labelled.publications).tolist():
            own = labelled.publications == publication
            bad = own & labelled.is_inauthentic
            if publication in besides or not bad.any() or not (own & ~bad).any():
                continue
            genuine[publication] = scores[own & ~bad]
            groups = _names(labelled.groups[bad])
            inauthentic += [(publication, scores[bad & (labelled.groups == group)]) for group in groups]
        return make_reference(genuine, inauthentic)

    def collections(self) -> Iterator[Collection]:
        """Every family of inauthentic accounts with the genuine accounts of its publication."""
        labelled = self.material.labelled
        families = np.array([family_of(group) for group in labelled.groups])
        for publication in _names(labelled.publications):
            own = labelled.publications == publication
            genuine, bad = own & ~labelled.is_inauthentic, own & labelled.is_inauthentic
            found = _names(families[bad])
            for family in found:
                name = publication if len(found) == 1 else family
                yield Collection(
                    name=name, publication=publication, genuine=genuine, inauthentic=bad & (families == family)
                )


def _names(values: NDArray[np.str_]) -> list[str]:
    names: list[str] = np.unique(values).tolist()
    return names
