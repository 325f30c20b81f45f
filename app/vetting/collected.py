"""What was read for one vetting, ready to be assessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.account import Account
from app.domain.audience import AudienceSample
from app.domain.creator import Followings
from app.domain.followed import FollowedBy
from app.domain.handle import Platform
from app.domain.post import Post
from app.domain.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Everything that was read for one vetting: the creator, the posts, and a sample of each audience.

    `reacting` is everybody who reacted to the posts, with the words of comments: no result holds these. `listing` is
    the whole follower list, the ones read with their counts; None, as is `reading`, where followers cannot be listed.
    `followings` is whom the creator follows; None where that cannot be listed. `followed` is whom some members of the
    follower sample follow, with bios that no result holds; empty where that cannot be listed or was not asked for.
    """

    platform: Platform
    subject: Account
    posts: Sequence[Post]
    samples: Sequence[AudienceSample]
    reacting: Sequence[Account]
    listing: AudienceSample | None
    reading: Reading | None
    followings: Followings | None
    followed: Sequence[FollowedBy]
    notes: Sequence[str]
