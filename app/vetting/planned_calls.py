"""How many calls a vetting makes, reckoned from what the profile and the newest posts say; pure arithmetic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from app.domain.account import Account
from app.domain.audience import Availability, Role
from app.domain.plan import PlannedAudience
from app.domain.post import Post
from app.platforms.capabilities import Capabilities
from app.platforms.tariff import Operation
from app.vetting.engagers import ROUNDS_AT_MOST
from app.vetting.extent import ENGAGERS_AT_MOST, FOLLOWINGS_AT_MOST, Extent, engager_roles, operation_of
from app.vetting.parallel import CONCURRENT_CALLS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCalls:
    """Calls of one kind and the items that they give: as expected, at least and at most."""

    operation: Operation
    expected: tuple[int, int]
    at_least: tuple[int, int]
    at_most: tuple[int, int]


def plan_calls(
    platform: Capabilities, subject: Account, posts: Sequence[Post], extent: Extent, *, may_stop: bool
) -> tuple[tuple[PlannedAudience, ...], tuple[PlannedCalls, ...]]:
    """Reckon audiences and calls; `extent` is as it is on this platform, `may_stop` whether a clear verdict ends it."""
    followers = _followers(platform, subject, extent)
    engaged = tuple(_engagers(platform, posts[: extent.engaging_posts], extent))
    audiences = (followers, *(one.audience for one in engaged))
    calls = list(_fixed(platform, subject, posts))
    if platform.lists_followers:
        pages = max(1, ceil(followers.listed / platform.follower_page_size))
        calls.append(_surely(Operation.FOLLOWERS, pages, followers.listed))
    if platform.lists_followed_profiles and extent.followed_members:
        members = min(extent.followed_members, followers.drawn)
        calls.append(_surely(Operation.FOLLOWED, members, members * platform.follower_page_size))
    calls += [_surely(one.operation, one.pages, one.audience.listed) for one in engaged]
    if platform.hydration_batch is not None:
        calls.append(_hydration(platform.hydration_batch, followers, audiences, may_stop=may_stop))
    return audiences, tuple(calls)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Engaged:
    audience: PlannedAudience
    operation: Operation
    pages: int


def _followers(platform: Capabilities, subject: Account, extent: Extent) -> PlannedAudience:
    population = subject.followers_count
    listed = 0
    if platform.lists_followers:
        listed = extent.listed_accounts if population is None else min(population, extent.listed_accounts)
    return PlannedAudience(
        role=Role.FOLLOWERS,
        availability=platform.availability if not platform.lists_followers else Availability.OK,
        population=population,
        listed=listed,
        drawn=min(listed, extent.sample_size),
    )


def _engagers(platform: Capabilities, posts: Sequence[Post], extent: Extent) -> Iterator[_Engaged]:
    size = platform.engager_page_size
    for number, role in enumerate(engager_roles(platform)):
        is_main = number == 0 and not platform.lists_followers
        wanted = extent.sample_size if is_main else 0
        counts = [(post.likes_count if role is Role.LIKERS else post.comments_count) or 0 for post in posts]
        pages, listed = _rounds(counts, size, wanted)
        yield _Engaged(
            audience=PlannedAudience(
                role=role,
                availability=Availability.OK,
                population=None,
                listed=listed,
                drawn=min(listed, extent.sample_size if is_main else ENGAGERS_AT_MOST),
            ),
            operation=operation_of(role),
            pages=pages,
        )


def _rounds(counts: Sequence[int], size: int, wanted: int) -> tuple[int, int]:
    """Pages and accounts of a walk over posts in rounds: the first of each, then on while fewer than `wanted` came."""
    left = list(counts)
    pages = listed = 0
    for turn in range(ROUNDS_AT_MOST):
        reading = [post for post, count in enumerate(left) if count > 0 or turn == 0]
        if not reading or (turn and listed >= wanted):
            break
        pages += len(reading)
        for post in reading:
            given = min(size, left[post])
            listed += given
            left[post] -= given
    return pages, listed


def _fixed(platform: Capabilities, subject: Account, posts: Sequence[Post]) -> Iterator[PlannedCalls]:
    yield _surely(Operation.SUBJECT, 1, 1)
    if platform.lists_posts:
        yield _surely(Operation.POSTS, 1, len(posts))
    if platform.lists_followings:
        followings = min(subject.following_count or 0, FOLLOWINGS_AT_MOST)
        yield _surely(Operation.FOLLOWINGS, max(1, ceil(followings / platform.follower_page_size)), followings)


def _hydration(
    batch: int, followers: PlannedAudience, audiences: Sequence[PlannedAudience], *, may_stop: bool
) -> PlannedCalls:
    """Reckon the calls that add counts: engagers are expected to be followers, of whom the draw knows a part."""
    main = followers if followers.listed else next((one for one in audiences if one.listed), followers)
    others = [one.drawn for one in audiences if one is not main]
    known = main.drawn / main.listed if main is followers and main.listed else 0.0
    batches = ceil(main.drawn / batch)
    most = [batches, *(ceil(drawn / batch) for drawn in others)]
    expected = [batches, *(ceil(drawn * (1 - known) / batch) for drawn in others)]
    first_look = min(batches, CONCURRENT_CALLS) if may_stop else batches
    return PlannedCalls(
        operation=Operation.ACCOUNTS,
        expected=(sum(expected), sum(expected) * batch),
        at_least=(first_look, first_look * batch),
        at_most=(sum(most), sum(most) * batch),
    )


def _surely(operation: Operation, calls: int, items: int) -> PlannedCalls:
    return PlannedCalls(operation=operation, expected=(calls, items), at_least=(calls, items), at_most=(calls, items))
