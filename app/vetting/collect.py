"""Collect what one vetting needs from a platform, in an order that a restart repeats exactly."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from app.domain.account import Account
from app.domain.audience import AudienceSample, Availability, Frame, FrameNote, Order, Role
from app.domain.creator import Followings
from app.domain.followed import FollowedBy
from app.domain.post import Post
from app.domain.reading import Reading, Stopped
from app.platforms.connector import Connector, Page, Subject
from app.platforms.errors import PlatformError
from app.platforms.tariff import Operation
from app.scoring.stopping import Watch
from app.vetting.collected import Collected
from app.vetting.engagers import list_engagers, merge
from app.vetting.extent import ENGAGERS_AT_MOST, FOLLOWINGS_AT_MOST, POSTS_AT_MOST, Extent, engager_roles, operation_of
from app.vetting.followed import read_followed
from app.vetting.hydrate import Hydrated, Hydration
from app.vetting.ledger import Call, Ledger
from app.vetting.listing import Listing, list_followers, list_followings, whole_list
from app.vetting.parallel import OUT_OF_REACH


class Collection:
    """One creator's data on its way in. Draws are seeded by the vetting's id: a restart draws the same accounts.

    The main audience are the followers, or on a platform that lists none those who react to posts. Once a budget or
    the platform's limits end the reading, nothing more is asked, and what was read is used.
    """

    def __init__(
        self, ledger: Ledger, connector: Connector, extent: Extent, *, vetting_id: str, watch: Watch | None = None
    ) -> None:
        """Without a watch the whole draw is read, whatever it says."""
        self._ledger = ledger
        self._connector = connector
        self._can = connector.capabilities
        self._extent = extent.on(self._can)
        self._generator = np.random.default_rng(list(hashlib.sha256(vetting_id.encode()).digest()))
        self._watch = watch
        self._hydration = Hydration(ledger, connector)
        self._end: PlatformError | None = None
        self._notes: tuple[str, ...] = ()

    async def collect(self, name: str) -> Collected:
        """Read the creator's profile, posts, audiences and followings; raises PlatformError or VettingEndedError."""
        await self._ledger.open()
        await self._ledger.enter("profile", 1)
        call = Call(Operation.SUBJECT, partial(self._connector.fetch_subject, name))
        subject = await self._ledger.page("profile", 0, Subject, call)
        posts = await self._fetch_posts(subject)
        listing = await self._list_followers(subject)
        followers, main = await self._sample_followers(subject, listing)
        followed = await self._read_followed(subject, followers)
        followings = await self._list_followings(subject)
        engaged, reacting = list[AudienceSample](), dict[str, Account]()
        for role in engager_roles(self._can):
            sample, engagers, hydrated = await self._sample_engagers(role, subject, posts, is_main=main is None)
            main = main or _Main(len(engagers), hydrated)
            engaged.append(sample)
            merge(reacting, engagers)
        return Collected(
            platform=self._can.platform,
            subject=subject.account,
            posts=posts,
            samples=[followers, *engaged] if self._can.lists_followers else [*engaged, followers],
            reacting=tuple(reacting.values()),
            listing=whole_list(listing, followers) if self._can.lists_followers else None,
            reading=None if main is None else self._reading(main),
            followings=followings,
            followed=followed,
            notes=(*listing.notes, *self._notes, *self._end_notes()),
        )

    def _reading(self, main: "_Main") -> Reading:
        return Reading(
            accounts_listed=main.listed,
            accounts_planned=min(main.listed, self._extent.sample_size),
            accounts_read=main.hydrated.asked,
            platform_calls=self._ledger.pages,
            looks=main.hydrated.looks,
            stopped=main.hydrated.stopped,
        )

    async def _list_followers(self, subject: Subject) -> Listing:
        if not self._can.lists_followers:
            return Listing(accounts=(), complete=False, availability=self._can.availability)
        if self._end is not None:
            raise self._end
        listing = await list_followers(
            self._ledger,
            self._connector,
            subject,
            at_most=self._extent.listed_accounts,
            room=partial(self._has_room, Operation.FOLLOWERS, 1, self._can.follower_page_size),
        )
        return replace(listing, end=self._ended_by(listing.end, anything=bool(listing.accounts)))

    async def _sample_followers(self, subject: Subject, listing: Listing) -> tuple[AudienceSample, "_Main | None"]:
        note = _note(
            Role.FOLLOWERS,
            subject.account,
            frame=Frame.COMPLETE if listing.complete else Frame.NEWEST,
            order=self._can.follower_order,
            availability=listing.availability,
            population=subject.account.followers_count,
            listed=len(listing.accounts),
        )
        if not self._can.lists_followers:
            return AudienceSample(note=note, accounts=()), None
        sample, hydrated = await self._read_drawn("accounts", note, listing.accounts, is_main=True)
        return sample, _Main(len(listing.accounts), hydrated)

    async def _read_followed(self, subject: Subject, followers: AudienceSample) -> Sequence[FollowedBy]:
        if not self._can.lists_followed_profiles or self._end is not None:
            return ()
        at_most = self._extent.followed_members
        got = await read_followed(self._ledger, self._connector, subject.account, followers.accounts, at_most=at_most)
        self._ended_by(got.end)
        return got.values

    async def _list_followings(self, subject: Subject) -> Followings | None:
        if not self._can.lists_followings or self._end is not None:
            return None
        followings, end = await list_followings(self._ledger, self._connector, subject, at_most=FOLLOWINGS_AT_MOST)
        self._ended_by(end)
        return followings

    async def _fetch_posts(self, subject: Subject) -> Sequence[Post]:
        if not self._can.lists_posts:
            return ()
        await self._ledger.enter("posts", 1)
        call = Call(Operation.POSTS, partial(self._connector.fetch_posts, subject.key, None), POSTS_AT_MOST)
        try:
            page = await self._ledger.page("posts", 0, Page[Post], call)
        except OUT_OF_REACH as error:
            self._ended_by(error)
            return ()
        return page.items

    async def _sample_engagers(
        self, role: Role, subject: Subject, posts: Sequence[Post], *, is_main: bool
    ) -> tuple[AudienceSample, Sequence[Account], Hydrated]:
        """Draw from everybody who reacted, and give everybody as well."""
        if self._end is not None and is_main:
            raise self._end
        recent = posts[: self._extent.engaging_posts] if self._end is None else ()
        wanted = self._extent.sample_size if is_main else 0
        room = partial(self._has_room, operation_of(role), len(recent), self._can.engager_page_size)
        engagers = await list_engagers(self._ledger, self._connector, role, subject, recent, wanted=wanted, room=room)
        self._ended_by(engagers.end, anything=bool(engagers.accounts) or not is_main)
        self._notes += (engagers.note,) if engagers.note else ()
        note = _note(
            role,
            subject.account,
            frame=Frame.NEWEST,
            order=Order.UNORDERED,
            availability=engagers.availability,
            population=None,
            listed=len(engagers.accounts),
        )
        sample, hydrated = await self._read_drawn(f"{role}_accounts", note, engagers.accounts, is_main=is_main)
        return sample, engagers.accounts, hydrated

    async def _read_drawn(
        self, stage: str, note: FrameNote, accounts: Sequence[Account], *, is_main: bool
    ) -> tuple[AudienceSample, Hydrated]:
        """Draw uniformly without replacement (accounts of one page are alike, so no whole pages), and read the draw."""
        size = self._extent.sample_size if is_main else ENGAGERS_AT_MOST
        drawn = [accounts[index] for index in self._generator.permutation(len(accounts))[:size]]
        if self._end is not None and self._can.hydration_batch is not None:
            return AudienceSample(note=note, accounts=()), Hydrated(
                accounts=(), asked=0, stopped=Stopped.OUT_OF_REACH, end=self._end
            )
        look = partial(_look, self._watch, note, len(drawn)) if self._watch is not None and is_main else None
        hydrated = await self._hydration.read(stage, drawn, look)
        self._ended_by(hydrated.end, anything=bool(hydrated.accounts) or not is_main)
        return AudienceSample(note=note, accounts=hydrated.accounts), hydrated

    async def _has_room(self, operation: Operation, calls: int, size: int, listed: int) -> bool:
        """Whether the budget allows so many more pages of a list, and then to read the accounts that are drawn."""
        batch = self._can.hydration_batch
        if batch is None:
            return True
        drawn = min(listed + calls * size, self._extent.sample_size)
        return await self._ledger.has_room(
            (operation, calls, calls * size), (Operation.ACCOUNTS, -(-drawn // batch), drawn)
        )

    def _ended_by(self, end: PlatformError | None, *, anything: bool = True) -> PlatformError | None:
        """Remember what ended the reading; raise it where nothing of the main audience was read before."""
        if end is not None and not anything:
            raise end
        self._end = self._end or end
        return end

    def _end_notes(self) -> Sequence[str]:
        return () if self._end is None else (f"Reading ended early, and what was read is used. {self._end.detail}",)


@dataclass(frozen=True, slots=True)
class _Main:
    """How many accounts of the main audience were listed, and what was read of those that were drawn."""

    listed: int
    hydrated: Hydrated


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
