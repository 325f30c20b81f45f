"""A platform of made-up people that lives in memory, counts its calls and fails when it is told to."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from factories import DRAWN_AT, days_ago, make_account

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.audience import Order
from app.domain.handle import Platform
from app.domain.post import Post
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Page, Subject
from app.platforms.tariff import RateLimit, Tariff
from app.platforms.undeclared import Undeclared

CREATOR = "creator-id"
FAST = RateLimit(name="all calls", calls=100_000, per_seconds=1.0)
HYDRATION_BATCH = 25


def people(count: int, start: int = 0) -> list[Account]:
    return [make_account(number) for number in range(start, start + count)]


def as_listed(account: Account) -> Account:
    """An account as a list shows it: without its counts."""
    return replace(account, followers_count=None, following_count=None, posts_count=None, last_posted_at=None)


class FakeConnector(Undeclared):
    """`pages` replaces the follower list, by cursor; `on_call` gets the method and its call from 1, and may raise.

    `followed` is whom each follower follows. A commenter's first text is the comment; reactions
    come ten minutes after the post.
    """

    def __init__(
        self,
        followers: Sequence[Account] = (),
        *,
        likers: Sequence[Sequence[Account]] = (),
        commenters: Sequence[Sequence[Account]] = (),
        followings: Sequence[str] | None = None,
        followed: Mapping[str, Sequence[Account]] | None = None,
        followers_count: int | None = None,
        pages: Mapping[str | None, Page[Account]] | None = None,
        page_size: int = 50,
        hydrates: bool = True,
        on_call: Callable[[str, int], None] = lambda _method, _call: None,
    ) -> None:
        self.calls: Counter[str] = Counter()
        self.hydrated: list[str] = []
        self._followers = followers
        self._likers = likers
        self._commenters = commenters
        self._followings = followings
        self._followed = followed
        self._followers_count = len(followers) if followers_count is None else followers_count
        self._pages = pages
        self._page_size = page_size
        self._on_call = on_call
        everybody = [*followers, *(one for post in (*likers, *commenters) for one in post)]
        self._accounts = {account.account_id: replace(account, engagements=()) for account in everybody}
        self.capabilities = Capabilities(
            platform=Platform.BLUESKY,
            title="Fake",
            lists_followers=True,
            follower_order=Order.NEWEST_FIRST,
            follower_page_size=page_size,
            engager_page_size=page_size,
            hydration_batch=HYDRATION_BATCH if hydrates else None,
            lists_posts=True,
            lists_likers=bool(likers),
            lists_commenters=bool(commenters),
            lists_followings=followings is not None,
            lists_followed_profiles=followed is not None,
            tariff=Tariff(limits=(FAST,)),
            terms="",
        )

    async def fetch_subject(self, name: str) -> Subject:
        self._count("subject")
        account = Account(
            account_id=CREATOR,
            handle=name,
            followers_count=self._followers_count,
            following_count=None if self._followings is None else len(self._followings),
            observed_at=DRAWN_AT,
        )
        return Subject(account, CREATOR)

    async def fetch_followers(self, key: str, cursor: str | None, size: int) -> Page[Account]:
        assert key == CREATOR
        assert 0 < size <= self._page_size
        self._count("followers")
        if self._pages is not None:
            return self._pages[cursor]
        start = int(cursor or 0)
        end = start + self._page_size
        items = tuple(as_listed(account) for account in self._followers[start:end])
        return Page(items, str(end) if end < len(self._followers) else None)

    async def fetch_followings(self, key: str, cursor: str | None) -> Page[str]:
        assert key == CREATOR
        self._count("followings")
        followings = self._followings or ()
        start = int(cursor or 0)
        end = start + self._page_size
        return Page(tuple(followings[start:end]), str(end) if end < len(followings) else None)

    async def fetch_followed(self, account_id: str) -> Page[Account]:
        self._count("followed")
        return Page(tuple((self._followed or {}).get(account_id, ())), None)

    async def fetch_accounts(self, account_ids: Sequence[str]) -> tuple[Account, ...]:
        assert 0 < len(account_ids) <= HYDRATION_BATCH
        self._count("accounts")
        self.hydrated += account_ids
        return tuple(self._accounts[one] for one in account_ids if one in self._accounts)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        assert (key, cursor) == (CREATOR, None)
        self._count("posts")
        count = max(len(self._likers), len(self._commenters))
        return Page(tuple(self._post(number) for number in range(count)), None)

    def _post(self, number: int) -> Post:
        """A post with the likes and comments that its lists hold; three likes where likers are not listed."""
        likes = len(self._likers[number]) if number < len(self._likers) else 3
        comments = len(self._commenters[number]) if number < len(self._commenters) else None
        return Post(
            post_id=str(number),
            text="A post about trails.",
            created_at=days_ago(1 + number),
            likes_count=likes,
            comments_count=comments,
        )

    async def fetch_likers(self, post_id: str, cursor: str | None) -> Page[Account]:
        assert cursor is None
        self._count("likers")
        return Page(_engaged(self._likers, post_id, EngagementKind.LIKE), None)

    async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:
        assert cursor is None
        self._count("commenters")
        return Page(_engaged(self._commenters, post_id, EngagementKind.COMMENT), None)

    def forget(self, account_id: str) -> None:
        """Let an account be gone since it was listed."""
        del self._accounts[account_id]

    def _count(self, method: str) -> None:
        self.calls[method] += 1
        self._on_call(method, self.calls[method])


def _engaged(posts: Sequence[Sequence[Account]], post_id: str, kind: EngagementKind) -> tuple[Account, ...]:
    at = days_ago(1 + int(post_id)) + timedelta(minutes=10)
    engaged = posts[int(post_id)] if int(post_id) < len(posts) else ()
    return tuple(
        replace(
            as_listed(account),
            engagements=(Engagement(kind, post_id, at, next(iter(account.texts), None)),),
        )
        for account in engaged
    )
