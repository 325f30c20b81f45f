"""The research collections in the folder that TRUEREACH_DATA names, and models trained without some of them."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.audience import Availability, Frame, FrameNote, Order, Role
from app.platforms.upload_row import parse_row
from app.platforms.upload_stream import UploadLimits, open_upload
from app.scoring.columns import AccountColumns, Floats
from app.scoring.model import Model
from app.training.fit import Flags, Material
from app.training.labelled import Labelled, TrainingDataError, read_labelled
from app.training.left_out import LeftOut
from app.training.train import model_document
from bench.authenticity.mixing import alike

DRAWN_AT: Final = datetime(2026, 11, 1, tzinfo=UTC)
NOTE: Final = FrameNote(
    role=Role.FOLLOWERS,
    frame=Frame.RANDOM,
    order=Order.UNORDERED,
    availability=Availability.OK,
    population=None,
    listed=2_000,
    drawn_at=DRAWN_AT,
)
"""A draw of 2,000 from an audience without end."""
LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Research:
    """Labelled accounts, as `truereach train` reads them; a source is a group of inauthentic ones (one seller)."""

    labelled: Labelled
    material: Material

    def people(self, publication: str, family: str = "") -> AccountColumns:
        """Genuine accounts of a publication, or of the groups of it that begin with `family`."""
        named = np.char.startswith(self.labelled.groups, family)
        return self._take((self.labelled.publications == publication) & ~self.labelled.is_inauthentic & named)

    def source(self, publication: str, group: str) -> AccountColumns:
        """Inauthentic accounts of a group."""
        named = (self.labelled.publications == publication) & (self.labelled.groups == group)
        return self._take(named & self.labelled.is_inauthentic)

    def publications(self) -> list[str]:
        """Every publication, sorted."""
        return [str(name) for name in np.unique(self.labelled.publications)]

    def sources(self) -> list[tuple[str, str]]:
        """Publication and group of every source."""
        bad = self.labelled.is_inauthentic
        pairs = zip(self.labelled.publications[bad], self.labelled.groups[bad], strict=True)
        return sorted({(str(publication), str(group)) for publication, group in pairs})

    def _take(self, chosen: Flags) -> AccountColumns:
        return self.labelled.columns.take(chosen)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unseen:
    """Probabilities of a collection's genuine and inauthentic accounts by a model that did not see its publication."""

    name: str
    genuine: Floats
    inauthentic: Floats
    model: Model
    pattern: int

    def mixture(self, share: float, size: int, random: np.random.Generator) -> Floats:
        """Draw probabilities of `size` accounts, the share of inauthentic ones as exact as it can be, those last."""
        bad = round(share * size)
        return np.concatenate((random.choice(self.genuine, size - bad), random.choice(self.inauthentic, bad)))


def data_folder() -> Path:
    if not os.environ.get("TRUEREACH_DATA"):
        sys.exit("set TRUEREACH_DATA to the folder with the research collections (docs/method.md)")
    return Path(os.environ["TRUEREACH_DATA"])


def read_research() -> Research:
    """Read every labelled account, and print which files they came from."""
    try:
        labelled = read_labelled(data_folder())
    except TrainingDataError as error:
        sys.exit(str(error))
    for file in labelled.files:
        print(f"{file.file}: {file.rows:,} rows, SHA-256 {file.sha256[:16]}")
    # The audiences made of them must not carry what is to be found out: labels would measure the share.
    unlabelled = replace(labelled.columns, label=np.full(len(labelled.columns), np.nan))
    labelled = replace(labelled, columns=unlabelled)
    return Research(labelled=labelled, material=Material.from_labelled(labelled))


@cache
def model_without(research: Research, publications: frozenset[str]) -> Model:
    """Train as `truereach train` does, terms, scales and references, on the accounts of all other publications."""
    labelled = research.labelled
    kept = ~np.isin(labelled.publications, sorted(publications))
    others = replace(
        labelled,
        columns=labelled.columns.take(kept),
        is_inauthentic=labelled.is_inauthentic[kept],
        publications=labelled.publications[kept],
        groups=labelled.groups[kept],
        scripts=labelled.scripts[kept],
    )
    return Model.from_document(model_document(others, version="without"))


def unseen_collections(research: Research) -> Iterator[Unseen]:
    """Score every collection by the model without its publication."""
    for collection in LeftOut(material=research.material, log_odds=()).collections():
        model = model_without(research, frozenset({collection.publication}))
        parts = [research.labelled.columns.take(own) for own in (collection.genuine, collection.inauthentic)]
        scores = model.score(alike(*parts))
        genuine, inauthentic = np.split(scores.inauthentic, [len(parts[0])])
        yield Unseen(
            name=collection.name, genuine=genuine, inauthentic=inauthentic, model=model, pattern=scores.pattern
        )


def follower_list() -> AccountColumns:
    """Read the one complete follower list, in its order; nothing is labelled."""
    path = next((data_folder() / "audiences").glob("*.ndjson.gz"))
    with path.open("rb") as file:
        accounts = [parse_row(line) for line in open_upload(file, UploadLimits())]
    return AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
