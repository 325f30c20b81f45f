"""Collect what one vetting needs from a platform, in an order that a restart repeats exactly."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from app.domain.account import Account
from app.domain.audience import AudienceSample, Availability, Frame, FrameNote, Order, Role
from app.domain.followed import FollowedBy
from app.domain.post import Post
from app.domain.reading import Reading, Stopped
from app.platforms.connector import Connector, Page, Subject
from app.scoring.stopping import Watch
from app.vetting.collected import Collected
from app.vetting.followed import read_followed
from app.vetting.hydrate import CONCURRENT_CALLS, Hydrated, Hydration
from app.vetting.ledger import Ledger
from app.vetting.listing import Listing, list_followers, list_followings
from app.vetting.parallel import in_parallel

ENGAGERS_AT_MOST: Final = 200
"""Likers, and commenters, whose counts are fetched: enough for a share within 7 points."""

FOLLOWINGS_AT_MOST: Final = 10_000
"""Accounts that the creator follows, the newest: a hundred calls, which can only be made one after the other."""

NOT_LISTED = Listing(accounts=(), complete=False, availability=Availability.UNSUPPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a vetting reads at most; `followed_members` is of how many followers it reads whom they follow."""

    sample_size: int
    listed_accounts: int
    engaging_posts: int
    followed_members: int


class Collection:
    """One creator's data on its way in. Draws are seeded by the vetting's id: a restart draws the same accounts."""

    def __init__(
        self, ledger: Ledger, connector: Connector, extent: Extent, *, vetting_id: str, watch: Watch | None = None
    ) -> None:
        """Without a watch the whole draw is read, whatever it says."""
        self._ledger = ledger
        self._connector = connector
        self._can = connector.capabilities
        self._extent = extent
        self._generator = np.random.default_rng(list(hashlib.sha256(vetting_id.encode()).digest()))
        self._watch = watch
        self._hydration = Hydration(ledger, connector)

    async def collect(self, name: str) -> Collected:
        """Read the creator's profile, followers, posts and engagers; raises PlatformError or VettingEndedError."""
        await self._ledger.open()
        await self._ledger.enter("profile", 1)
        found = await self._ledger.page("profile", 0, Subject, partial(self._connector.fetch_subject, name))
        subject = found.account
        listing = NOT_LISTED
        if self._can.lists_followers:
            listing = await list_followers(self._ledger, self._connector, found, at_most=self._extent.listed_accounts)
        followers, hydrated = await self._sample_followers(subject, listing)
        followed = await self._read_followed(subject, followers)
        samples, reacting = [followers], list[Account]()
        followings = None
        if self._can.lists_followings:
            followings = await list_followings(self._ledger, self._connector, found, at_most=FOLLOWINGS_AT_MOST)
        posts = await self._fetch_posts(found)
        recent = posts[: self._extent.engaging_posts]
        if self._can.lists_likers:
            fetch = self._connector.fetch_likers
            sample, engagers = await self._sample_engagers(Role.LIKERS, subject, recent, fetch)
            samples.append(sample)
            reacting += engagers
        if self._can.lists_commenters:
            fetch = self._connector.fetch_commenters
            sample, engagers = await self._sample_engagers(Role.COMMENTERS, subject, recent, fetch)
            samples.append(sample)
            reacting += engagers
        return Collected(
            platform=self._can.platform,
            subject=subject,
            posts=posts,
            samples=samples,
            reacting=tuple(_merge(reacting).values()),
            listing=_whole(listing, followers) if self._can.lists_followers else None,
            reading=self._reading(listing, hydrated) if self._can.lists_followers else None,
            followings=followings,
            followed=followed,
            notes=listing.notes,
        )

    def _reading(self, listing: Listing, hydrated: Hydrated) -> Reading:
        return Reading(
            accounts_listed=len(listing.accounts),
            accounts_planned=min(len(listing.accounts), self._extent.sample_size),
            accounts_read=hydrated.asked,
            platform_calls=self._ledger.calls,
            looks=hydrated.looks,
            stopped=hydrated.stopped,
        )

    async def _sample_followers(self, subject: Account, listing: Listing) -> tuple[AudienceSample, Hydrated]:
        drawn = self._draw(listing.accounts, self._extent.sample_size)
        note = _note(
            Role.FOLLOWERS,
            subject,
            frame=Frame.COMPLETE if listing.complete else Frame.NEWEST,
            order=self._can.follower_order,
            availability=listing.availability,
            population=subject.followers_count,
            listed=len(listing.accounts),
        )
        look = None if self._watch is None else partial(_look, self._watch, note, len(drawn))
        hydrated = await self._hydration.read("accounts", drawn, look)
        return AudienceSample(note=note, accounts=hydrated.accounts), hydrated

    async def _read_followed(self, subject: Account, followers: AudienceSample) -> Sequence[FollowedBy]:
        if not self._can.lists_followed_profiles:
            return ()
        at_most = self._extent.followed_members
        return await read_followed(self._ledger, self._connector, subject, followers.accounts, at_most=at_most)

    async def _fetch_posts(self, subject: Subject) -> Sequence[Post]:
        if not self._can.lists_posts:
            return ()
        await self._ledger.enter("posts", 1)
        fetch = partial(self._connector.fetch_posts, subject.key, None)
        page = await self._ledger.page("posts", 0, Page[Post], fetch)
        return page.items

    async def _sample_engagers(
        self,
        role: Role,
        subject: Account,
        posts: Sequence[Post],
        fetch: Callable[[str, str | None], Awaitable[Page[Account]]],
    ) -> tuple[AudienceSample, Iterable[Account]]:
        """Draw from everybody who reacted, and give everybody as well."""
        await self._ledger.enter(role, len(posts))
        pages = await in_parallel(
            [
                partial(self._ledger.page, role, number, Page[Account], partial(fetch, post.post_id, None))
                for number, post in enumerate(posts)
            ],
            at_once=CONCURRENT_CALLS,
        )
        engagers = _merge(account for page in pages for account in page.items)
        engagers.pop(subject.account_id, None)
        drawn = self._draw(tuple(engagers.values()), ENGAGERS_AT_MOST)
        note = _note(
            role,
            subject,
            frame=Frame.NEWEST,
            order=Order.UNORDERED,
            availability=Availability.OK,
            population=None,
            listed=len(engagers),
        )
        hydrated = await self._hydration.read(f"{role}_accounts", drawn)
        return AudienceSample(note=note, accounts=hydrated.accounts), engagers.values()

    def _draw(self, accounts: Sequence[Account], size: int) -> Sequence[Account]:
        """Draw uniformly without replacement: accounts of one page are alike, so no whole pages."""
        chosen = self._generator.permutation(len(accounts))[:size]
        return [accounts[index] for index in chosen]


async def _look(watch: Watch, note: FrameNote, planned: int, read: Sequence[Account]) -> Stopped | None:
    """Ask in a thread: it measures all accounts read so far."""
    return await asyncio.to_thread(watch.look, AudienceSample(note=note, accounts=read), planned)


def _note(
    role: Role,
    subject: Account,
    *,
    frame: Frame,
    order: Order,
    availability: Availability,
    population: int | None,
    listed: int,
) -> FrameNote:
    if subject.observed_at is None:
        message = "a connector gave a subject without observed_at"
        raise ValueError(message)
    return FrameNote(
        role=role,
        frame=frame,
        order=order,
        availability=availability,
        population=population,
        listed=listed,
        drawn_at=subject.observed_at,
    )


def _whole(listing: Listing, drawn: AudienceSample) -> AudienceSample:
    """Give the whole list in its order, those that were drawn with their counts."""
    known = {account.account_id: account for account in drawn.accounts}
    return AudienceSample(
        note=drawn.note, accounts=[known.get(account.account_id, account) for account in listing.accounts]
    )


def _merge(accounts: Iterable[Account]) -> dict[str, Account]:
    """Each account once, with its reactions to all posts."""
    merged: dict[str, Account] = {}
    for account in accounts:
        known = merged.get(account.account_id)
        if known is not None:
            account = replace(  # noqa: PLW2901 - the account so far, with one more reaction
                account, engagements=known.engagements + account.engagements, texts=known.texts + account.texts
            )
        merged[account.account_id] = account
    return merged
