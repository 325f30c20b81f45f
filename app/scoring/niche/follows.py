"""Whom members follow: what those care about who write nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.stats import binom

from app.domain.followed import FollowedBy
from app.domain.niche import FollowedAccount, FollowsEvidence
from app.scoring.attention.tally import tally
from app.scoring.niche.background import MARK
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.model import NicheModel
from app.scoring.niche.query import Query
from app.scoring.niche.reader import AccountReader

FOLLOWED_AT_LEAST: Final = 10
"""Accounts with words that a member must follow to be assessed."""

CHANCE: Final = 1.5 * (1.0 - MARK)
"""Part of anybody's followed accounts that stands out towards a brief, with room for a background unlike ours."""

SURPRISE_BELOW: Final = 0.01
"""Binomial chance of so many standing out below which a member counts as interested."""

NAMED_AT_MOST: Final = 10
MEMBERS_AT_LEAST: Final = 3
"""Members that must follow an account for it to be named."""


def measure_follows(
    followed: Sequence[FollowedBy], authentic: dict[str, float], query: Query, model: NicheModel, level: float
) -> FollowsEvidence | None:
    """Look at members that are rather authentic than not; None when whom members follow was not read.

    `authentic` is each member's probability of being authentic. Beside the niche share, never part of it: no labelled
    data say how far follows and interest go together.
    """
    asked = [one for one in followed if authentic.get(one.account_id, 0.0) > 0.5]  # noqa: PLR2004 - even odds
    if not asked or not query.facets.size:
        return None
    reader = AccountReader(model, query)
    mark = model.yardstick(query, ENGLISH).mark
    interested = assessable = standing_out = told = 0
    for member in asked:
        columns = reader.read(member.followed)
        known = np.isfinite(columns.score)
        above, count = int(np.count_nonzero(columns.score[known] > mark)), int(np.count_nonzero(known))
        standing_out += above
        told += count
        if count >= FOLLOWED_AT_LEAST:
            assessable += 1
            interested += bool(binom.sf(above - 1, count, CHANCE) < SURPRISE_BELOW)
    return FollowsEvidence(
        asked=len(asked),
        assessable=assessable,
        interested=tally(interested, assessable, level),
        followed_share=tally(standing_out, told, level),
        most_followed=_most_followed(asked),
    )


def _most_followed(members: Sequence[FollowedBy]) -> tuple[FollowedAccount, ...]:
    counts = Counter(account_id for one in members for account_id in {account.account_id for account in one.followed})
    often = sorted(
        (item for item in counts.items() if item[1] >= MEMBERS_AT_LEAST), key=lambda item: (-item[1], item[0])
    )
    return tuple(FollowedAccount(account_id=account_id, members=count) for account_id, count in often[:NAMED_AT_MOST])
