"""What deliveries say about the accounts of an audience: found in its list, or kept from when the list was at hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.assessment import Finding
from app.domain.audience import AudienceSample, FrameNote
from app.domain.post import Post
from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.delivery_findings import describe_deliveries, explained_regions
from app.scoring.group.follow_list import ACCOUNTS_AT_LEAST
from app.scoring.group.scanned import scan_audience


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Delivered:
    """`excess` float64[n]: by how much a delivery explains each account, NaN where none was looked for; findings."""

    excess: Floats
    findings: tuple[Finding, ...]

    def limits(self) -> Iterator[str]:
        """Say what was not looked for."""
        if np.isnan(self.excess).all():
            yield (
                f"Deliveries were not looked for: that takes {ACCOUNTS_AT_LEAST} accounts in follow order, and facts "
                "that tell a filled profile from an empty one."
            )
        else:
            yield (
                "Deliveries are looked for among empty profiles, against the follows before and after. Accounts that "
                "look alive, and a delivery spread evenly over the whole list, are not found."
            )


def look_for_deliveries(
    columns: AccountColumns, note: FrameNote, listing: AudienceSample | None, posts: Sequence[Post]
) -> Delivered:
    """Scan an audience, the whole list of it where there is one; a delivery that a post explains accuses nobody."""
    scanned = scan_audience(columns, note, listing)
    if scanned.deliveries.p_value is None:
        return Delivered(excess=np.full(len(columns), np.nan), findings=())
    explained = np.isin(scanned.region_of, sorted(explained_regions(scanned, posts)))
    return Delivered(excess=np.where(explained, 0.0, scanned.excess), findings=describe_deliveries(scanned, posts))
