"""What another model says otherwise about the same accounts."""

from collections import Counter

from app.domain.estimate import Share
from app.domain.rescore import KindChange, ShareChange
from app.scoring.columns import AccountColumns
from app.scoring.kinds import KINDS, account_kinds
from app.scoring.model import Model


def share_change(name: str, before: Share | None, after: Share | None) -> ShareChange:
    """Compare two statements about one share; the interval that counts is the one that was stated before."""
    difference = exceeds = None
    if before is not None and after is not None and before.estimate is not None and after.estimate is not None:
        difference = after.estimate - before.estimate
        exceeds = not before.low <= after.estimate <= before.high
    return ShareChange(name=name, before=before, after=after, difference=difference, exceeds_interval=exceeds)


def kind_changes(columns: AccountColumns, before: Model, after: Model) -> tuple[KindChange, ...]:
    """Count the accounts whose kind is another one, the commonest change first."""
    kinds = [
        account_kinds(columns, model.score(columns), suspicious_at=model.suspicious_at).tolist()
        for model in (before, after)
    ]
    changed = Counter((old, new) for old, new in zip(*kinds, strict=True) if old != new)
    return tuple(
        KindChange(before=KINDS[old], after=KINDS[new], accounts=count)
        for (old, new), count in sorted(changed.items(), key=lambda change: (-change[1], change[0]))
    )
