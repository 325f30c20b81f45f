"""Reactions of many accounts to the creator's posts, as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.post import Post
from app.scoring.columns import Floats

KINDS = tuple(EngagementKind)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reactions:
    """n reactions: index of account, post and kind (in `KINDS`) int64[n], and seconds after the post float64[n].

    Seconds are NaN when a time is unknown or before the post. `answered` float64[n] is 1 where the creator replied,
    NaN where that is unknown. The same reaction reported twice stands here once;
    posts are those that anybody reacted to and those given, so that `post_ids` may be longer than the posts read.
    """

    account_ids: tuple[str, ...]
    post_ids: tuple[str, ...]
    account: NDArray[np.int64]
    post: NDArray[np.int64]
    kind: NDArray[np.int64]
    seconds: Floats
    answered: Floats
    texts: tuple[str | None, ...]

    def __len__(self) -> int:
        """Count the reactions."""
        return len(self.texts)

    @classmethod
    def from_accounts(cls, accounts: Iterable[Account], posts: Sequence[Post] = ()) -> "Reactions":
        """Gather the engagements of likers, commenters and followers; reactions to the creator's replies stay out."""
        left_out = {post.post_id for post in posts if post.is_reply}
        published = {post.post_id: post.created_at for post in posts if not post.is_reply}
        rows: dict[tuple[str, Engagement], None] = {}
        for account in accounts:
            for engagement in account.engagements:
                if engagement.post_id not in left_out:
                    rows[account.account_id, engagement] = None
        account_at = _positions(name for name, _ in rows)
        post_at = _positions(chain(published, (engagement.post_id for _, engagement in rows)))
        seconds = [_seconds(engagement, published.get(engagement.post_id)) for _, engagement in rows]
        return cls(
            account_ids=tuple(account_at),
            post_ids=tuple(post_at),
            account=_indices([account_at[name] for name, _ in rows]),
            post=_indices([post_at[engagement.post_id] for _, engagement in rows]),
            kind=_indices([KINDS.index(engagement.kind) for _, engagement in rows]),
            seconds=np.array(seconds, dtype=np.float64),
            answered=np.array([engagement.is_answered for _, engagement in rows], dtype=np.float64),
            texts=tuple(engagement.text for _, engagement in rows),
        )

    def take(self, chosen: NDArray[np.bool_]) -> "Reactions":
        """Choose reactions by mask; accounts and posts keep their index."""
        return Reactions(
            account_ids=self.account_ids,
            post_ids=self.post_ids,
            account=self.account[chosen],
            post=self.post[chosen],
            kind=self.kind[chosen],
            seconds=self.seconds[chosen],
            answered=self.answered[chosen],
            texts=tuple(text for text, is_chosen in zip(self.texts, chosen.tolist(), strict=True) if is_chosen),
        )

    def of_kind(self, kind: EngagementKind) -> "Reactions":
        """Choose likes, comments or shares."""
        return self.take(self.kind == KINDS.index(kind))


def _positions(names: Iterable[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(dict.fromkeys(names))}


def _indices(values: list[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def _seconds(engagement: Engagement, published: datetime | None) -> float | None:
    if engagement.at is None or published is None:
        return None
    seconds = engagement.at.timestamp() - published.timestamp()
    return seconds if seconds >= 0 else None
