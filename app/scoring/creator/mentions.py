"""Names in the creator's posts: handles, hashtags and the words of the brief, and whether the posts advertise."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.domain.brief import Brief
from app.domain.sponsorship import BrandMentions, Mention, MentionKind
from app.scoring.creator.adverts import LONGEST_POST, ReadPost
from app.scoring.creator.disclosure import says_paid, says_unpaid

MENTIONS_AT_MOST = 20
POSTS_AT_LEAST = 2
"""A name in a single post that does not advertise is as likely a private person's, and is not kept."""
BRIEF_WORDS_AT_MOST = 50
_HANDLE = re.compile(r"(?<![\w.@/])@(\w[\w.-]{0,252})")
_HASHTAG = re.compile(r"(?<![\w&/])#(\w{1,100})")
_CAPITALISED = re.compile(r"(?<![\w'’])[^\W\d_a-z][\w&'’-]{1,60}")  # noqa: RUF001 - the apostrophe of phones
_SENTENCE = re.compile(r"[.!?:\n]\s*\Z")
_KINDS = {kind: rank for rank, kind in enumerate(MentionKind)}


def brand_words(brief: Brief | None) -> tuple[str, ...]:
    """Words of a brief that may name a brand: those it wants to find, and capitalised ones inside its sentences."""
    if brief is None:
        return ()
    words = [*brief.must_include]
    for found in _CAPITALISED.finditer(brief.text):
        before = brief.text[: found.start()]
        if found[0][0].isupper() and before.strip() and not _SENTENCE.search(before[-20:]):
            words.append(found[0])
    return tuple(dict.fromkeys(words))[:BRIEF_WORDS_AT_MOST]


def measure_mentions(
    posts: Sequence[ReadPost], words: Sequence[str] = (), *, handle: str | None = None
) -> BrandMentions | None:
    """Count posts that name a handle, a hashtag or one of `words`; None without any text.

    The creator's own `handle` and labels of paid posts are no mentions.
    """
    own = [one for one in posts if one.has_text]
    if not own:
        return None
    searched = [(word, _word_pattern(word)) for word in words if word.strip()]
    named: dict[tuple[MentionKind, str], list[ReadPost]] = defaultdict(list)
    for one in own:
        for name in dict.fromkeys(_names((one.post.text or "")[:LONGEST_POST], searched)):
            named[name].append(one)
    named.pop((MentionKind.HANDLE, _spelled(handle or "")), None)
    kept = [_mention(kind, name, found) for (kind, name), found in named.items() if _is_kept(kind, found)]
    left_out = len(named) - len(kept)
    kept.sort(key=lambda one: (-one.sponsored, -one.advertising, -one.posts, _KINDS[one.kind], one.name))
    return BrandMentions(
        posts=len(own),
        mentions=tuple(kept[:MENTIONS_AT_MOST]),
        left_out=left_out,
        text=(
            f"{len(kept):,} names stand in two or more of {len(own):,} posts, in one that advertises, or in the brief. "
            f"{left_out:,} others may be private people's and were not kept. A hashtag need not be a brand."
        ),
    )


def _names(text: str, searched: Sequence[tuple[str, re.Pattern[str]]]) -> Iterator[tuple[MentionKind, str]]:
    spelled = _spelled(text)
    for found in _HANDLE.finditer(spelled):
        yield MentionKind.HANDLE, found[1].rstrip(".-_")
    for found in _HASHTAG.finditer(spelled):
        if not found[1].isdigit() and not says_paid(found[0]) and not says_unpaid(found[0]):
            yield MentionKind.HASHTAG, found[1]
    for word, pattern in searched:
        if pattern.search(spelled):
            yield MentionKind.WORD, word


def _is_kept(kind: MentionKind, found: Sequence[ReadPost]) -> bool:
    return kind is MentionKind.WORD or len(found) >= POSTS_AT_LEAST or any(one.advertises for one in found)


def _mention(kind: MentionKind, name: str, found: Sequence[ReadPost]) -> Mention:
    times = [one.post.created_at for one in found if one.post.created_at is not None]
    return Mention(
        name=name,
        kind=kind,
        posts=len(found),
        sponsored=sum(one.is_sponsored for one in found),
        advertising=sum(one.advertises for one in found),
        first_at=min(times, default=None),
        last_at=max(times, default=None),
    )


def _word_pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#]){re.escape(_spelled(word.strip()))}(?!\w)")


def _spelled(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
