"""A made-up channel of any size: commenter number i is computed from the seed when somebody asks for it."""

import hashlib
import random
import string
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

FIRST = ("mira", "jonas", "aiko", "lena", "tomas", "noor", "pablo", "ines", "kofi", "greta", "yusuf", "chloe")
SECOND = ("bakes", "rides", "paints", "reads", "codes", "climbs", "sings", "runs", "knits", "films", "writes", "sails")
BIOS = ("Coffee first.", "Mother of two, gardener.", "Trail runner from Leeds.", "I film old cameras.", "")
INDEX_DIGITS = 8  # hexadecimal, of the 22 characters of a channel id that follow UC


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOptions:
    """`commenters` are people, of whom `comments_per_video` comment on each video."""

    handle: str = "creator"
    subscribers: int = 12_300
    hides_subscribers: bool = False
    videos: int = 12
    commenters: int = 400
    comments_per_video: int = 60
    junk_share: float = 0.25
    sponsored_every: int = 5  # every nth video bears YouTube's own mark; 0: none
    comments_disabled_every: int = 0  # on every nth video; 0: on none
    description: str = "I test kitchen things. Write to me about adverts"
    seed: int = 1
    anchored_at: datetime = datetime(2026, 7, 1, tzinfo=UTC)
    """The stub's present: the newest video was published then."""


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    channel_id: str
    handle: str
    is_junk: bool
    title: str
    description: str
    subscribers: int
    videos: int
    created_at: datetime


class MadeUpChannel:
    """Videos are numbered from 0, the newest; so are the commenters, in no order that means anything."""

    def __init__(self, options: ChannelOptions) -> None:
        self.options = options

    @cached_property
    def creator(self) -> MadeUpPerson:
        options = self.options
        return MadeUpPerson(
            channel_id="UC" + _letters("creator", options.handle, options.seed)[:22],
            handle=options.handle,
            is_junk=False,
            title=options.handle.title(),
            description=options.description,
            subscribers=options.subscribers,
            videos=options.videos,
            created_at=options.anchored_at - timedelta(days=2_100),
        )

    @property
    def uploads(self) -> str:
        return "UU" + self.creator.channel_id[2:]

    def video_id(self, number: int) -> str:
        return f"{_letters('video', self.options.handle, self.options.seed)[:7]}{number:04d}"

    def number_of_video(self, video_id: str) -> int | None:
        number = video_id[-4:]
        known = number.isdigit() and int(number) < self.options.videos and self.video_id(int(number)) == video_id
        return int(number) if known else None

    def published_at(self, number: int) -> datetime:
        return self.options.anchored_at - timedelta(days=3 * number)

    def has_comments(self, number: int) -> bool:
        every = self.options.comments_disabled_every
        return not every or number % every != 0

    def commenters_of(self, video: int) -> list[int]:
        """Numbers of who commented on a video, the newest comment first; nobody where comments are off."""
        if not self.has_comments(video):
            return []
        wanted = min(self.options.comments_per_video, self.options.commenters)
        return self._chance("comments", video).sample(range(self.options.commenters), wanted)

    def is_junk(self, number: int) -> bool:
        return self._chance("junk", number).random() < self.options.junk_share

    def person(self, number: int) -> MadeUpPerson:
        make = self._junk if self.is_junk(number) else self._genuine
        return make(number, self._chance("person", number))

    def person_of(self, channel_id: str) -> MadeUpPerson | None:
        """The creator or a commenter; None for a channel that is not of this audience."""
        if channel_id == self.creator.channel_id:
            return self.creator
        index = channel_id[-INDEX_DIGITS:]
        if not index or not set(index) <= set("0123456789abcdef"):
            return None
        number = int(index, 16)
        is_known = number < self.options.commenters and self.channel_id(number) == channel_id
        return self.person(number) if is_known else None

    def channel_id(self, number: int) -> str:
        letters = _letters("person", self.options.handle, self.options.seed, number)[: 22 - INDEX_DIGITS]
        return f"UC{letters}{number:0{INDEX_DIGITS}x}"

    def _genuine(self, number: int, chance: random.Random) -> MadeUpPerson:
        first, second = chance.choice(FIRST), chance.choice(SECOND)
        return MadeUpPerson(
            channel_id=self.channel_id(number),
            handle=f"{first}{second}{_spelled(number)}",
            is_junk=False,
            title=f"{first} {second}".title(),
            description=chance.choice(BIOS),
            subscribers=int(chance.lognormvariate(2.5, 1.5)),
            videos=int(chance.lognormvariate(1.0, 1.2)),
            created_at=self.options.anchored_at - timedelta(days=chance.uniform(90, 5_000)),
        )

    def _junk(self, number: int, chance: random.Random) -> MadeUpPerson:
        """Made within the same day as all the others of its sort, without a video, under a random name."""
        letters = "".join(chance.choices(string.ascii_lowercase, k=7))
        handle = f"user-{letters}{chance.randrange(10_000):04d}"
        day = self.options.anchored_at - timedelta(days=40)
        return MadeUpPerson(
            channel_id=self.channel_id(number),
            handle=handle,
            is_junk=True,
            title=letters.title(),
            description="",
            subscribers=chance.randrange(3),
            videos=0,
            created_at=day + timedelta(hours=chance.uniform(0, 20)),
        )

    def _chance(self, *what: str | int) -> random.Random:
        return random.Random(_digest(self.options.handle, self.options.seed, *what))  # noqa: S311 - it makes up people


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _digest(*what: str | int) -> bytes:
    return hashlib.blake2b("\x1f".join(map(str, what)).encode(), digest_size=32).digest()


def _letters(*what: str | int) -> str:
    return urlsafe_b64encode(_digest(*what)).decode().rstrip("=")


def _spelled(number: int) -> str:
    """In letters, so that an ordinary handle carries no digits: 0 is `a`, 26 is `ba`."""
    more, last = divmod(number, 26)
    return (_spelled(more) if more else "") + chr(ord("a") + last)
