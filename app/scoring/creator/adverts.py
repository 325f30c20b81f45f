"""Each post read once: whether it is sponsored, says that it is not, or advertises by its wordings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.post import Post
from app.scoring.attention.folding import fold_letters
from app.scoring.creator.disclosure import says_paid, says_unpaid
from app.scoring.creator.wordings import DISCLOSURE, OWN_GOODS, WORDINGS

LONGEST_POST = 5_000
"""Characters of a post that are read; Instagram allows 2,200, TikTok 4,000."""
POSTS_NAMED = 50
_POINTS_AT_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPost:
    """A post and what its text says: `wordings` of adverts, `is_unpaid` when it says that nobody paid for it."""

    post: Post
    wordings: tuple[str, ...]
    is_unpaid: bool
    own_goods: bool

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return _has_text(self.post)

    @property
    def is_sponsored(self) -> bool:
        """Whether the platform marks it as paid, or a label says so."""
        return self.post.is_sponsored is True or DISCLOSURE in self.wordings

    @property
    def advertises(self) -> bool:
        """Whether it is sponsored, or reads as an advert."""
        return self.is_sponsored or is_advert(self.wordings)


def advert_wordings(text: str, language: str | None = None) -> tuple[str, ...]:
    """Name the wordings of adverts in a post; a link or a price alone does not make it one."""
    return _wordings(fold_letters(text[:LONGEST_POST]), language)


def is_advert(wordings: Sequence[str]) -> bool:
    """Whether the wordings add up: a disclosure, a code or a rebate, or two weaker ones together."""
    points = sum(wording.points for wording in WORDINGS if wording.code in wordings)
    return DISCLOSURE in wordings or points >= _POINTS_AT_LEAST


def read_posts(posts: Sequence[Post], handle: str | None = None) -> tuple[ReadPost, ...]:
    """Read the posts that are no replies and have a text or a mark of the platform, in their order.

    `handle` is the creator's: where it is a domain, links to it are to goods of the creator's own.
    """
    domain = _own_domain(handle)
    return tuple(_read(post, domain) for post in posts if not post.is_reply and _tells(post))


def _tells(post: Post) -> bool:
    return _has_text(post) or post.is_sponsored is not None


def _has_text(post: Post) -> bool:
    return bool(post.text) and not (post.text or "").isspace()


def _read(post: Post, own_domain: re.Pattern[str] | None) -> ReadPost:
    folded = fold_letters((post.text or "")[:LONGEST_POST])
    return ReadPost(
        post=post,
        wordings=_wordings(folded, post.language),
        is_unpaid=says_unpaid(folded),
        own_goods=bool(OWN_GOODS.search(folded) or (own_domain and own_domain.search(folded))),
    )


def _wordings(folded: str, language: str | None) -> tuple[str, ...]:
    disclosed = (DISCLOSURE,) if says_paid(folded, language) else ()
    return (*disclosed, *(wording.code for wording in WORDINGS if wording.pattern.search(folded)))


def _own_domain(handle: str | None) -> re.Pattern[str] | None:
    """Find links to the creator's own domain; the hosts of a platform, with three labels, are nobody's own."""
    if handle is None or handle.count(".") != 1:
        return None
    return re.compile(rf"(?<![\w@.-])(?:https?://)?(?:www\.)?{re.escape(fold_letters(handle))}(?![\w.-]*\w)")
