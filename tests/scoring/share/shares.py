"""What every share must be."""

from app.domain.estimate import Share


def holds(share: Share) -> bool:
    return 0 <= share.low <= (share.low if share.estimate is None else share.estimate) <= share.high <= 1
