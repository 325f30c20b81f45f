"""How many of the creator's posts advertise, disclosed or not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.domain.creator import CreatorSignal
from app.domain.sponsorship import PromotionalLoad, WordingTally
from app.scoring.attention.tally import lowest, tally
from app.scoring.creator.adverts import POSTS_NAMED, ReadPost
from app.scoring.creator.wordings import ADVERT_CODES

OVERLOAD_ABOVE = 0.30
"""Sponsored above 30 % of recent posts is overload (Favikon)."""
ADVERT_FEED_ABOVE = 0.80
"""A feed where four of five posts advertise has nothing else to say (ours)."""
_POSTS_AT_LEAST = 5


def measure_promotion(posts: Sequence[ReadPost], level: float) -> PromotionalLoad | None:
    """Count posts that advertise among those with text; None without such posts."""
    own = [one for one in posts if one.has_text]
    if not own:
        return None
    adverts = [one for one in own if one.advertises]
    return PromotionalLoad(
        promotional=tally(len(adverts), len(own), level),
        disclosed=tally(sum(one.is_sponsored for one in adverts), len(adverts), level),
        wordings=count_wordings(own),
        post_ids=tuple(one.post.post_id for one in adverts[:POSTS_NAMED]),
    )


def count_wordings(posts: Iterable[ReadPost]) -> tuple[WordingTally, ...]:
    """Count the posts with each wording, in the order of `ADVERT_CODES`; those that stand nowhere are left out."""
    counts = Counter(code for one in posts for code in one.wordings)
    return tuple(WordingTally(wording=code, posts=counts[code]) for code in ADVERT_CODES if counts[code])


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
