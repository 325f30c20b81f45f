"""Flags of a creator's posts, the creator's risk in each category, and where it meets what an advertiser bears."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from app.domain.brand_safety import (
    BrandSafety,
    BrandSensitivity,
    CategoryRisk,
    SafetyCategory,
    SafetyConcern,
    SafetyFlag,
    Severity,
)
from app.domain.post import Post
from app.scoring.attention.located import locate_letters
from app.scoring.attention.tally import tally
from app.scoring.creator.adverts import LONGEST_POST
from app.scoring.creator.safety.vocabulary import LANGUAGES, load_vocabulary

FLAGS_AT_MOST = 50
_ACCENTS = re.compile("[\u0300-\u036f\u0131]")


def measure_safety(
    posts: Sequence[Post], sensitivity: BrandSensitivity | None = None, *, level: float
) -> BrandSafety | None:
    """Look for wordings of sensitive content in all posts with text, replies included; None without any.

    A wording counts once a post, where it is gravest. `sensitivity` None is the usual one; it decides on nothing but
    the concerns. Nothing that is found is a judgement: jokes, quotes and reports use the same words.
    """
    own = [post for post in posts if post.text and not post.text.isspace()]
    if not own:
        return None
    flags = [flag for post in own for flag in find_flags(post)]
    risks = tuple(_risk(category, flags, len(own), level) for category in SafetyCategory)
    flagged = len({flag.post_id for flag in flags})
    return BrandSafety(
        posts=len(own),
        flags_count=len(flags),
        flags=tuple(sorted(flags, key=lambda flag: -flag.severity.rank)[:FLAGS_AT_MOST]),
        categories=risks,
        concerns=tuple(_concerns(flags, sensitivity or BrandSensitivity())),
        text=(
            f"{flagged:,} of {len(own):,} posts match wordings of sensitive content in "
            f"{sum(risk.posts.count > 0 for risk in risks)} of {len(risks)} categories. A match is a wording and no "
            "judgement: jokes, quotes and reports match as well."
        ),
    )


def find_flags(post: Post) -> list[SafetyFlag]:
    """Flag each wording of a post once, in the order of the text; a word that languages share is taken mildly."""
    text = (post.text or "")[:LONGEST_POST]
    located = locate_letters(text)
    vocabularies = [load_vocabulary(language) for language in sorted(LANGUAGES, key=lambda one: one != post.language)]
    harmless = bytearray(len(located.text))
    for vocabulary in vocabularies:
        for start, end in vocabulary.harmless(located.text):
            harmless[start:end] = b"\x01" * (end - start)
    places: dict[tuple[str, int], SafetyFlag] = {}
    for vocabulary in vocabularies:
        for match in vocabulary.find(located.text):
            start, end = located.span(match.start, match.end)
            if any(harmless[match.start : match.end]) or (
                vocabulary.language == "en" and _has_accents(text[start:end])
            ):
                continue
            flag = SafetyFlag(
                category=match.code.category,
                severity=match.severity,
                wording=match.code.code,
                language=vocabulary.language,
                post_id=post.post_id,
                start=start,
                end=end,
            )
            other = places.setdefault((flag.wording, start), flag)
            if flag.severity.rank < other.severity.rank:
                places[flag.wording, start] = flag
    gravest: dict[str, SafetyFlag] = {}
    for flag in sorted(places.values(), key=lambda flag: (-flag.severity.rank, flag.start)):
        gravest.setdefault(flag.wording, flag)
    return sorted(gravest.values(), key=lambda flag: (flag.start, flag.end))


def _has_accents(written: str) -> bool:
    """Whether letters bear accents, which English words do not ("gün" is a day in Turkish)."""
    return _ACCENTS.search(unicodedata.normalize("NFKD", written)) is not None


def _risk(category: SafetyCategory, flags: Sequence[SafetyFlag], posts: int, level: float) -> CategoryRisk:
    own = [flag for flag in flags if flag.category is category]
    return CategoryRisk(
        category=category,
        posts=tally(len({flag.post_id for flag in own}), posts, level),
        worst=_worst(own),
    )


def _concerns(flags: Sequence[SafetyFlag], sensitivity: BrandSensitivity) -> Iterator[SafetyConcern]:
    """Categories that the advertiser cannot bear, the gravest first."""
    unborne = [flag for flag in flags if not sensitivity.bears(flag.category, flag.severity)]
    concerns = []
    for category, least in sensitivity.least.items():
        own = [flag for flag in unborne if flag.category is category]
        worst = _worst(own)
        if worst is not None:
            posts = len({flag.post_id for flag in own})
            concerns.append(SafetyConcern(category=category, least=least, worst=worst, posts=posts))
    yield from sorted(concerns, key=lambda concern: (-concern.worst.rank, -concern.posts, concern.category))


def _worst(flags: Sequence[SafetyFlag]) -> Severity | None:
    return max((flag.severity for flag in flags), key=lambda severity: severity.rank, default=None)
