"""What a Mastodon server answers about the made-up audience of `platform_stub`; every third member lives elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from platform_stub.audience import CREATOR, AudienceOptions, MadeUpAccount, MadeUpAudience, iso

DOMAIN = "stub.example"
HOST = f"social.{DOMAIN}"
ELSEWHERE = "elsewhere.example"
LARGEST_PAGE = 80
NEWEST = 10_000_000
"""Lists are paged by numbers that fall, of the follow or the favourite and not of the account."""


class RefusedError(Exception):
    """An answer that is not 2xx; the body is Mastodon's."""

    def __init__(self, status: int, error: str = "Record not found") -> None:
        super().__init__(error)
        self.status = status
        self.error = error


@dataclass(frozen=True, slots=True)
class Slice:
    """One page: what it holds, and the max_id of the next one."""

    entries: list[dict[str, Any]]
    next_max_id: int | None


class Server:
    """`profile` is put over the creator's own account; `closed` refuses every list to strangers, as GoToSocial does."""

    def __init__(self, options: AudienceOptions, profile: dict[str, Any], *, closed: bool = False) -> None:
        self._audience = MadeUpAudience(options)
        self._profile = profile
        self._closed = closed

    def webfinger(self, resource: str) -> dict[str, Any]:
        if resource.lower() != f"acct:{self._user}@{DOMAIN}":
            raise RefusedError(404)
        actor = f"https://{HOST}/users/{self._user}"
        return {
            "subject": f"acct:{self._user}@{DOMAIN}",
            "aliases": [f"https://{HOST}/@{self._user}", actor],
            "links": [{"rel": "self", "type": "application/activity+json", "href": actor}],
        }

    def lookup(self, acct: str) -> dict[str, Any]:
        if acct not in {self._user, f"{self._user}@{DOMAIN}"}:
            raise RefusedError(404)
        return self._account(CREATOR)

    def listed(self, account: str, what: str, limit: int, max_id: int) -> Slice:
        """Followers, or whom the creator follows; empty where the profile hides both."""
        self._open_to_strangers()
        if account != _id(CREATOR):
            raise RefusedError(404)
        if self._profile.get("hide_collections"):
            return Slice([], None)
        if what == "followers":
            return self._slice(range(self._audience.options.population), limit, max_id)
        return self._slice(self._audience.followed_by(self._audience.subject), limit, max_id)

    def statuses(self, account: str, limit: int, max_id: int) -> Slice:
        self._open_to_strangers()
        if account != _id(CREATOR):
            raise RefusedError(404)
        start = max(NEWEST - max_id + 1, 0)
        stop = min(start + limit, self._audience.options.posts)
        return Slice([self._status(number) for number in range(start, stop)], NEWEST - stop + 1)

    def favourited_by(self, status: str, limit: int, max_id: int) -> Slice:
        self._open_to_strangers()
        number = self._number_of(status)
        return self._slice(self._audience.engaged("like", number, self._audience.options.likers), limit, max_id)

    def context(self, status: str) -> dict[str, Any]:
        """The creator answers the first reply."""
        self._open_to_strangers()
        number = self._number_of(status)
        repliers = self._audience.engaged("reply", number, self._audience.options.repliers)
        replies = [self._reply(number, member, place) for place, member in enumerate(repliers)]
        answers = [{**self._status(number), "id": f"{status}9", "in_reply_to_id": reply["id"]} for reply in replies[:1]]
        return {"ancestors": [], "descendants": replies + answers}

    @property
    def _user(self) -> str:
        return self._audience.options.handle.partition(".")[0]

    def _open_to_strangers(self) -> None:
        if self._closed:
            raise RefusedError(401, "Unauthorized: token not supplied")

    def _slice(self, numbers: Sequence[int], limit: int, max_id: int) -> Slice:
        start = max(NEWEST - max_id + 1, 0)
        page = numbers[start : start + min(limit, LARGEST_PAGE)]
        next_max_id = NEWEST - start - len(page) + 1 if len(page) == limit else None
        return Slice([self._account(number) for number in page], next_max_id)

    def _number_of(self, status: str) -> int:
        number = NEWEST - int(status)
        if not 0 <= number < self._audience.options.posts:
            raise RefusedError(404)
        return number

    def _account(self, number: int) -> dict[str, Any]:
        account = self._audience.account(number)
        return {**_account(account), **(self._profile if number == CREATOR else {})}

    def _status(self, number: int) -> dict[str, Any]:
        options, user = self._audience.options, self._user
        status = str(NEWEST - number)
        return {
            "id": status,
            "created_at": iso(options.anchored_at - timedelta(days=1.5 * number)),
            "in_reply_to_id": None,
            "visibility": "public",
            "language": "en",
            "url": f"https://{HOST}/@{user}/{status}",
            "replies_count": min(options.repliers, options.population),
            "reblogs_count": min(options.repliers, options.population),
            "favourites_count": min(options.likers, options.population),
            "content": f"<p>Kitchen test {number}{' #ad' if number % 5 == 0 else ''}</p>",
            "reblog": None,
            "account": self._account(CREATOR),
        }

    def _reply(self, number: int, member: int, place: int) -> dict[str, Any]:
        author = self._audience.follower(member)
        text = "nice" if author.is_junk else f"Tried this twice, it works ({author.display_name})"
        mention = f'<span class="h-card"><a href="https://{HOST}/@{self._user}">@<span>{self._user}</span></a></span>'
        return {
            **self._status(number),
            "id": f"{NEWEST - number}{place}",
            "in_reply_to_id": str(NEWEST - number),
            "content": f"<p>{mention} {text}</p>",
            "account": _account(author),
        }


def _id(number: int) -> str:
    return str(109_000_000_000_000_000 + number)


def _account(account: MadeUpAccount) -> dict[str, Any]:
    user = account.handle.removesuffix(".test").replace("-", "_")
    missing = f"https://{HOST}/avatars/original/missing.png"
    return {
        "id": _id(account.number),
        "username": user,
        "acct": f"{user}@{ELSEWHERE}" if account.number % 3 == 1 else user,
        "display_name": account.display_name,
        "locked": False,
        "bot": "bot" in account.labels,
        "discoverable": True,
        "noindex": False,
        "indexable": True,
        "hide_collections": False,
        "created_at": f"{account.created_at:%Y-%m-%d}T00:00:00.000Z",
        "note": f"<p>{account.description}</p>" if account.description else "",
        "url": f"https://{HOST}/@{user}",
        "avatar": f"https://files.{HOST}/avatars/{user}.png" if account.has_avatar else missing,
        "followers_count": account.followers_count,
        "following_count": account.follows_count,
        "statuses_count": account.posts_count,
        "last_status_at": None,
        "emojis": [],
        "fields": [],
    }
