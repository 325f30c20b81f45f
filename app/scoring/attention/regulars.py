"""Accounts that comment under nearly every post: an engagement pod, or loyal fans."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from app.domain.account import EngagementKind
from app.domain.attention import Regulars, RegularsKind, Tally
from app.scoring.attention.comments import is_specific
from app.scoring.attention.folding import fold
from app.scoring.attention.reactions import Reactions
from app.scoring.attention.tally import highest, lowest, tally

POSTS_AT_LEAST = 4
"""Under fewer posts, coming back is no habit (ours)."""
ACCOUNTS_AT_LEAST = 5
"""Pods that Weerasinghe et al. (2020, WWW) observed have tens to hundreds of members; fewer are friends (ours)."""
_REGULAR_SHARE = 0.5
_HALF = 0.5
_HOUR = 3_600.0


def find_regulars(reactions: Reactions, level: float, answered: Collection[str] | None = None) -> Regulars | None:
    """Look for the group that is under at least half of the posts; None below four posts with comments.

    `answered` are accounts under whose posts the creator comments too; None = not fetched. Pods trade comments soon
    after the post and in general words (Weerasinghe et al., 2020). `pod_like` asks for both, or for reciprocity and one
    of them; `loyal_fans` for specific words that do not come at once. Whatever is neither stays `undecided`.
    """
    comments = reactions.of_kind(EngagementKind.COMMENT)
    posts = np.unique(comments.post)
    if posts.size < POSTS_AT_LEAST:
        return None
    pairs = np.unique(np.stack((comments.account, comments.post), axis=1), axis=0)
    attended = np.bincount(pairs[:, 0], minlength=len(comments.account_ids))
    is_regular = attended >= max(POSTS_AT_LEAST - 1, _REGULAR_SHARE * posts.size)
    own = comments.take(is_regular[comments.account])
    accounts = int(np.count_nonzero(is_regular))
    specific, within_hour = _specific(own, level), _within_hour(own, level)
    reciprocal = _reciprocal(comments.account_ids, is_regular, answered, level)
    kind = _kind(accounts, specific, within_hour, reciprocal)
    return Regulars(
        posts=int(posts.size),
        accounts=accounts,
        comment_share=tally(len(own), len(comments), level),
        specific=specific,
        within_hour=within_hour,
        reciprocal=reciprocal,
        kind=kind,
        text=_text(accounts, int(posts.size), len(own), len(comments), kind),
    )


def _specific(own: Reactions, level: float) -> Tally:
    texts = [text for text in own.texts if text]
    return tally(sum(is_specific(fold(text)) for text in texts), len(texts), level)


def _within_hour(own: Reactions, level: float) -> Tally | None:
    seconds = own.seconds[~np.isnan(own.seconds)]
    return tally(int(np.count_nonzero(seconds <= _HOUR)), seconds.size, level) if seconds.size else None


def _reciprocal(
    ids: tuple[str, ...], is_regular: NDArray[np.bool_], answered: Collection[str] | None, level: float
) -> Tally | None:
    if answered is None:
        return None
    names = [ids[index] for index in np.flatnonzero(is_regular)]
    return tally(sum(name in answered for name in names), len(names), level)


def _kind(accounts: int, specific: Tally, within_hour: Tally | None, reciprocal: Tally | None) -> RegularsKind:
    if accounts < ACCOUNTS_AT_LEAST:
        return RegularsKind.NONE
    empty = specific.n > 0 and highest(specific) < _HALF
    at_once = within_hour is not None and lowest(within_hour) > _HALF
    mutual = reciprocal is not None and lowest(reciprocal) > _HALF
    if (empty and at_once) or (mutual and (empty or at_once)):
        return RegularsKind.POD_LIKE
    if not (at_once or mutual) and lowest(specific) > _HALF:
        return RegularsKind.LOYAL_FANS
    return RegularsKind.UNDECIDED


def _text(accounts: int, posts: int, own: int, comments: int, kind: RegularsKind) -> str:
    text = (
        f"{accounts:,} accounts comment under at least half of {posts} posts "
        f"and wrote {own:,} of {comments:,} comments."
    )
    says = {
        RegularsKind.NONE: "That is no group.",
        RegularsKind.LOYAL_FANS: "They use words of their own and do not come at once, as loyal fans do.",
        RegularsKind.POD_LIKE: "They match signals of a pod: general words, soon after the post, or in exchange.",
        RegularsKind.UNDECIDED: "Whether they are loyal fans or a pod cannot be told from their words and times.",
    }
    return f"{text} {says[kind]}"
