"""Sponsored posts: how many, by which source, and when; and, apart from them, adverts without a disclosure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from scipy import stats

from app.domain.creator import CreatorSignal
from app.domain.sponsorship import (
    SourceTally,
    SponsoredPosts,
    SponsorshipRhythm,
    SponsorshipSource,
    UndisclosedAdverts,
    UndisclosedPost,
)
from app.scoring.attention.tally import tally
from app.scoring.columns import SECONDS_PER_DAY
from app.scoring.creator.adverts import POSTS_NAMED, ReadPost, is_advert
from app.scoring.creator.promotion import count_wordings
from app.scoring.creator.wordings import DISCLOSURE

MORE_LATELY_BELOW = 0.01
"""p of Fisher's exact test below which the newest quarter holds more sponsored posts than chance gives (ours)."""
UNDISCLOSED_AT_LEAST = 3
"""Posts without a disclosure, the creator's own goods left out, from which it is told as a signal (ours)."""
_POSTS_FOR_QUARTERS = 12
_DAYS_FOR_RATE = 7.0
_DAYS_OF_RATE = 30.0


def measure_sponsored(posts: Sequence[ReadPost], drawn_at: datetime, level: float) -> SponsoredPosts | None:
    """Count the posts that a mark of the platform or a label calls paid; None without any post that could tell."""
    if not posts:
        return None
    sponsored = [one for one in posts if one.is_sponsored]
    marked = sum(one.post.is_sponsored is True for one in posts)
    labelled = sum(DISCLOSURE in one.wordings for one in posts)
    return SponsoredPosts(
        sponsored=tally(len(sponsored), len(posts), level),
        sources=(
            SourceTally(source=SponsorshipSource.PLATFORM_MARK, posts=marked),
            SourceTally(source=SponsorshipSource.DISCLOSURE_WORD, posts=labelled),
        ),
        unpaid_posts=sum(one.is_unpaid for one in posts),
        rhythm=_rhythm(posts, drawn_at, level),
        post_ids=tuple(one.post.post_id for one in sponsored[:POSTS_NAMED]),
        text=(
            f"{len(sponsored):,} of {len(posts):,} posts are sponsored: {marked:,} by the platform's mark, "
            f"{labelled:,} by a label in the text."
        ),
    )


def measure_undisclosed(posts: Sequence[ReadPost], level: float) -> UndisclosedAdverts | None:
    """Count posts that advertise by their wordings while nothing discloses it; None without any text.

    A post that says that nobody paid for it discloses as much.
    """
    own = [one for one in posts if one.has_text]
    if not own:
        return None
    found = [one for one in own if not one.is_sponsored and not one.is_unpaid and is_advert(one.wordings)]
    wordings = count_wordings(found)
    own_goods = sum(one.own_goods for one in found)
    return UndisclosedAdverts(
        of_posts=tally(len(found), len(own), level),
        of_adverts=tally(len(found), sum(one.advertises for one in own), level),
        own_goods=own_goods,
        wordings=wordings,
        posts=tuple(
            UndisclosedPost(post_id=one.post.post_id, wordings=one.wordings, own_goods=one.own_goods)
            for one in found[:POSTS_NAMED]
        ),
        text=_undisclosed_text(len(found), len(own), own_goods, [one.wording for one in wordings]),
    )


def sponsorship_signals(
    sponsored: SponsoredPosts | None, undisclosed: UndisclosedAdverts | None
) -> Iterator[CreatorSignal]:
    """Tell of a recent rise, and of a suspicion of missing disclosure, which is no part of the sponsored share."""
    rhythm = sponsored.rhythm if sponsored is not None else None
    if rhythm is not None and rhythm.newest_p_value is not None and rhythm.newest_p_value < MORE_LATELY_BELOW:
        yield CreatorSignal(
            code="sponsored_more_lately",
            text=(
                f"{rhythm.newest.count:,} of the newest {rhythm.newest.n:,} posts are sponsored, and "
                f"{rhythm.rest.count:,} of the {rhythm.rest.n:,} before: more than chance gives. A season or one "
                "campaign does that as well."
            ),
        )
    if undisclosed is not None and undisclosed.of_posts.count - undisclosed.own_goods >= UNDISCLOSED_AT_LEAST:
        yield CreatorSignal(code="adverts_without_disclosure", text=undisclosed.text)


def _rhythm(posts: Sequence[ReadPost], drawn_at: datetime, level: float) -> SponsorshipRhythm | None:
    """Read times up to the draw; None without any."""
    timed = sorted(
        (one.post.created_at, one.is_sponsored)
        for one in posts
        if one.post.created_at is not None and one.post.created_at <= drawn_at
    )
    if not timed:
        return None
    marks = [is_sponsored for _, is_sponsored in timed]
    count = sum(marks)
    days = _days(timed[0][0], drawn_at)
    last_at = max((at for at, is_sponsored in timed if is_sponsored), default=None)
    quarter = len(marks) // 4
    newest, rest = marks[len(marks) - quarter :], marks[: len(marks) - quarter]
    return SponsorshipRhythm(
        posts=len(marks),
        days=days,
        per_30_days=count / days * _DAYS_OF_RATE if days >= _DAYS_FOR_RATE else None,
        longest_run=max((len(list(run)) for is_sponsored, run in groupby(marks) if is_sponsored), default=0),
        last_at=last_at,
        days_since_last=_days(last_at, drawn_at) if last_at is not None else None,
        newest=tally(sum(newest), len(newest), level),
        rest=tally(sum(rest), len(rest), level),
        newest_p_value=(
            float(stats.hypergeom.sf(sum(newest) - 1, len(marks), count, quarter))
            if len(marks) >= _POSTS_FOR_QUARTERS
            else None
        ),
    )


def _days(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / SECONDS_PER_DAY


def _undisclosed_text(count: int, posts: int, own_goods: int, wordings: Sequence[str]) -> str:
    if not count:
        return f"None of {posts:,} posts advertises by its wordings without a disclosure."
    named = ", ".join(wording.replace("_", " ") for wording in wordings)
    return (
        f"{count:,} of {posts:,} posts advertise by wordings ({named}), and no disclosure was found in their text. "
        f"{own_goods:,} of them speak of the creator's own goods, which is an innocent reading; a label in the picture "
        "or the video is not seen."
    )
