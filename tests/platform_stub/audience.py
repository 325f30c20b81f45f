"""A made-up audience of any size: account number i is computed from the seed when somebody asks for it."""

import base64
import hashlib
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

FIRST = ("mira", "jonas", "aiko", "lena", "tomas", "noor", "pablo", "ines", "kofi", "greta", "yusuf", "chloe")
SECOND = (
    "bakes",
    "rides",
    "paints",
    "reads",
    "codes",
    "climbs",
    "gardens",
    "sings",
    "runs",
    "knits",
    "films",
    "writes",
)
BIOS = ("Coffee first.", "Mother of two, gardener.", "Trail runner from Leeds.", "Posts about old cameras.", "")
JUNK_BIOS = ("", "", "Follow back 100%", "DM for promo")
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
CREATOR = -1
INDEX_LETTERS = 7  # of a DID's 24: enough for 34 thousand million accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceOptions:
    """`spare_followers_count` is how many the profile counts beyond those that can be listed."""

    handle: str = "creator.test"
    population: int = 1000
    junk_share: float = 0.2
    junk_run_length: int = 1  # over 1, junk followed in bursts: so many in a row, two seconds apart
    no_avatar_share_of_genuine: float = 0.1
    posts: int = 20
    likers: int = 60  # of every post
    repliers: int = 5  # to every post
    spare_followers_count: int = 0
    followings: int = 212  # accounts that the creator follows, the newest followers first
    followed_back: int = 50  # of these, as many are followers
    followed_by_each: int = 40  # accounts that a follower follows, the creator among them
    strangers: int = 500  # whom the followers follow beside the creator
    labels: tuple[str, ...] = ()
    description: str = "I test kitchen things. #ad now and then"
    seed: int = 1
    anchored_at: datetime = datetime(2026, 7, 1, tzinfo=UTC)
    """The stub's present: the newest follow and the newest post happened then."""


@dataclass(frozen=True, slots=True)
class MadeUpAccount:
    number: int
    did: str
    handle: str
    is_junk: bool
    display_name: str
    description: str
    has_avatar: bool
    followers_count: int
    follows_count: int
    posts_count: int
    created_at: datetime
    labels: tuple[str, ...] = ()

    def brief(self) -> dict[str, Any]:
        """As in a list of likers or as a post's author."""
        view: dict[str, Any] = {
            "did": self.did,
            "handle": self.handle,
            "displayName": self.display_name,
            "labels": [self._self_label(value) for value in self.labels],
            "createdAt": iso(self.created_at),
        }
        if self.has_avatar:
            view["avatar"] = f"https://cdn.invalid/img/avatar/plain/{self.did}/{cid('avatar', self.did)}"
        return view

    def _self_label(self, value: str) -> dict[str, str]:
        profile = f"at://{self.did}/app.bsky.actor.profile/self"
        return {"src": self.did, "uri": profile, "val": value, "cts": iso(self.created_at)}

    def view(self) -> dict[str, Any]:
        """As in a list of followers: no counts."""
        described = {"description": self.description} if self.description else {}
        return {**self.brief(), **described, "indexedAt": iso(self.created_at)}

    def detailed(self) -> dict[str, Any]:
        counts = (self.followers_count, self.follows_count, self.posts_count)
        return {**self.view(), **dict(zip(("followersCount", "followsCount", "postsCount"), counts, strict=True))}


class MadeUpAudience:
    """Followers are numbered from 0, the newest; the creator has no number."""

    def __init__(self, options: AudienceOptions) -> None:
        self.options = options
        self._follow_gap = timedelta(days=700) / max(options.population, 1)

    @cached_property
    def subject(self) -> MadeUpAccount:
        options = self.options
        return MadeUpAccount(
            number=CREATOR,
            did=f"did:plc:{_letters('creator', options.handle, options.seed)[:24]}",
            handle=options.handle,
            is_junk=False,
            display_name=options.handle.partition(".")[0].title(),
            description=options.description,
            has_avatar=True,
            followers_count=options.population + options.spare_followers_count,
            follows_count=options.followings,
            posts_count=options.posts,
            created_at=options.anchored_at - timedelta(days=1100),
            labels=options.labels,
        )

    def is_junk(self, number: int) -> bool:
        return self._chance("junk", number // self.options.junk_run_length).random() < self.options.junk_share

    @cached_property
    def junk_count(self) -> int:
        """The truth that an assessment estimates; walks the whole population."""
        return sum(map(self.is_junk, range(self.options.population)))

    def follower(self, number: int) -> MadeUpAccount:
        make = self._junk if self.is_junk(number) else self._genuine
        return make(number, self._chance("account", number))

    def followed_at(self, number: int) -> datetime:
        """Strictly earlier for every higher number."""
        first_of_run = number - number % self.options.junk_run_length
        in_burst = self.options.junk_run_length > 1 and self.is_junk(number)
        gap = timedelta(seconds=2) if in_burst else self._follow_gap
        return self.options.anchored_at - first_of_run * self._follow_gap - (number - first_of_run) * gap

    def did(self, number: int) -> str:
        index = "".join(BASE32[number >> shift & 31] for shift in range(5 * (INDEX_LETTERS - 1), -1, -5))
        return f"did:plc:{_letters('did', self.options.handle, self.options.seed, number)[:17]}{index}"

    def number_of(self, did: str) -> int | None:
        """None for an account that is not of this audience."""
        letters = did.removeprefix("did:plc:")
        if len(letters) != 24 or not set(letters) <= set(BASE32):
            return None
        number = 0
        for letter in letters[-INDEX_LETTERS:]:
            number = number << 5 | BASE32.index(letter)
        return number if number < self.options.population and self.did(number) == did else None

    def followed_by(self, account: MadeUpAccount) -> list[int]:
        """Numbers of whom the creator or a follower follows; those beyond the population are strangers."""
        options = self.options
        if account.number == CREATOR:
            back = min(options.followed_back, options.followings, options.population)
            return [*range(back), *range(options.population + back, options.population + options.followings)]
        first = options.population + options.followings
        strangers = range(first, first + options.strangers)
        wanted = min(account.follows_count, options.followed_by_each) - 1
        return [CREATOR, *self._chance("follows", account.number).sample(strangers, max(wanted, 0))]

    def account(self, number: int) -> MadeUpAccount:
        return self.subject if number == CREATOR else self.follower(number)

    def account_of(self, actor: str) -> MadeUpAccount | None:
        """The creator by DID or handle, a follower by DID."""
        if actor in {self.subject.did, self.subject.handle}:
            return self.subject
        number = self.number_of(actor)
        return None if number is None else self.follower(number)

    def engaged(self, kind: str, post: int, how_many: int) -> list[int]:
        """Numbers of the followers who liked a post, or replied to it."""
        wanted = min(how_many, self.options.population)
        return self._chance(kind, post).sample(range(self.options.population), wanted)

    def _chance(self, *what: str | int) -> random.Random:
        return random.Random(_digest(self.options.handle, self.options.seed, *what))  # noqa: S311

    def _genuine(self, number: int, chance: random.Random) -> MadeUpAccount:
        age = timedelta(days=chance.uniform(60, 1100))
        name = (chance.choice(FIRST), chance.choice(SECOND))
        return MadeUpAccount(
            number=number,
            did=self.did(number),
            handle=f"{name[0]}{name[1]}-{_spelled(number)}.test",
            is_junk=False,
            display_name=" ".join(name).title(),
            description=chance.choice(BIOS),
            has_avatar=chance.random() >= self.options.no_avatar_share_of_genuine,
            followers_count=int(chance.lognormvariate(4.5, 1.2)),
            follows_count=int(chance.lognormvariate(5.0, 0.8)),
            posts_count=int(chance.lognormvariate(5.0, 1.3)),
            created_at=self.followed_at(number) - age,
        )

    def _junk(self, number: int, chance: random.Random) -> MadeUpAccount:
        """Few followers, follows thousands, no picture, a name from the signup form's template."""
        age = timedelta(days=chance.uniform(0, 10))
        handle = f"{chance.choice(FIRST)}{10_000_000 + number}.test"
        return MadeUpAccount(
            number=number,
            did=self.did(number),
            handle=handle,
            is_junk=True,
            display_name="",
            description=chance.choice(JUNK_BIOS),
            has_avatar=chance.random() < 0.1,
            followers_count=chance.randrange(6),
            follows_count=chance.randrange(1500, 7500),
            posts_count=chance.randrange(3),
            created_at=self.followed_at(number) - age,
        )


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def cid(*what: str | int) -> str:
    return f"bafyrei{_letters('cid', *what)}"


def _digest(*what: str | int) -> bytes:
    return hashlib.blake2b("\x1f".join(map(str, what)).encode(), digest_size=32).digest()


def _letters(*what: str | int) -> str:
    return base64.b32encode(_digest(*what)).decode().lower().rstrip("=")


def _spelled(number: int) -> str:
    """In letters, so that an ordinary handle carries no digits: 0 is `a`, 26 is `ba`."""
    more, last = divmod(number, 26)
    return (_spelled(more) if more else "") + chr(ord("a") + last)
