"""Which posts advertise, by words, prices, codes and links in several languages."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.domain.creator import CreatorSignal, PromotionalLoad, WordingTally
from app.domain.post import Post
from app.scoring.attention.folding import fold_letters
from app.scoring.attention.tally import lowest, tally
from app.scoring.creator.wordings import DISCLOSURE, WORDINGS

OVERLOAD_ABOVE = 0.30
"""Sponsored above 30 % of recent posts is overload (Favikon)."""
ADVERT_FEED_ABOVE = 0.80
"""A feed where four of five posts advertise has nothing else to say (ours)."""
_POSTS_AT_LEAST = 5
_POINTS_AT_LEAST = 2
_POSTS_NAMED = 50
_LONGEST = 5_000


def advert_wordings(text: str) -> tuple[str, ...]:
    """Name the wordings of adverts in a post; a link or a price alone does not make it one."""
    folded = fold_letters(text[:_LONGEST])
    return tuple(wording.code for wording in WORDINGS if wording.pattern.search(folded))


def is_advert(wordings: Sequence[str]) -> bool:
    """Whether the wordings add up: a disclosure, a code or a rebate, or two weaker ones together."""
    return sum(wording.points for wording in WORDINGS if wording.code in wordings) >= _POINTS_AT_LEAST


def measure_promotion(posts: Sequence[Post], level: float) -> PromotionalLoad | None:
    """Count adverts among posts with text that are no replies; None without such posts."""
    own = [post for post in posts if not post.is_reply and post.text and not post.text.isspace()]
    if not own:
        return None
    found = {post.post_id: advert_wordings(post.text or "") for post in own}
    adverts = [post_id for post_id, wordings in found.items() if is_advert(wordings)]
    counts = Counter(wording for wordings in found.values() for wording in wordings)
    return PromotionalLoad(
        promotional=tally(len(adverts), len(found), level),
        disclosed=tally(sum(DISCLOSURE in found[post_id] for post_id in adverts), len(adverts), level),
        wordings=tuple(
            WordingTally(wording=wording.code, posts=counts[wording.code])
            for wording in WORDINGS
            if counts[wording.code]
        ),
        post_ids=tuple(adverts[:_POSTS_NAMED]),
    )


def promotion_signals(load: PromotionalLoad | None) -> Iterator[CreatorSignal]:
    """Tell when even the lower end of the advertising share is above a mark; below five posts nothing is told."""
    if load is None or load.promotional.n < _POSTS_AT_LEAST:
        return
    counted = f"{load.promotional.count:,} of {load.promotional.n:,} posts advertise"
    if lowest(load.promotional) > ADVERT_FEED_ABOVE:
        yield CreatorSignal(
            code="advert_feed",
            text=f"The account matches the signal advert feed: {counted}, as shops and spam accounts do.",
        )
    elif lowest(load.promotional) > OVERLOAD_ABOVE:
        yield CreatorSignal(
            code="sponsored_overload",
            text=f"{counted}, surely more than {OVERLOAD_ABOVE:.0%}: one more advert gets little attention (Favikon).",
        )
