"""What an audience and its creator speak of, in a few lines of text."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

NAMED_AT_MOST: Final = 5


def niche_lines(document: dict[str, Any]) -> Iterator[str]:
    """Tell community or crowd, interests, languages and places, the words that prove the niche, and the posts."""
    profile, niche, content = document["profile"], document["niche"], document["content"]
    if profile is not None:
        if profile["coherence"] is not None:
            yield profile["coherence"]["text"]
        yield from _named(
            "Speaks of", [f"{one['path'][-1]} {one['excess']['estimate']:.0%}" for one in profile["interests"]]
        )
        yield from _named("Languages", [_code(one) for one in profile["languages"]])
        yield from _named("Places", [_code(one) for one in profile["places"]])
    if niche is not None:
        words = [*niche["matched"], *niche["related"]]
        words.sort(key=lambda word: -word["accounts"])
        yield from _named("Niche words", [f"{word['word']} ({word['accounts']:,})" for word in words])
        if niche["follows"] is not None and niche["follows"]["interested"]["share"] is not None:
            counted = niche["follows"]["interested"]
            yield (
                f"{counted['count']:,} of {counted['n']:,} members asked follow more of the niche than chance explains."
            )
    if content is not None:
        yield f"Creator: {content['text']}"


def _named(title: str, parts: Sequence[str]) -> Iterator[str]:
    if parts:
        yield f"{title}: {' · '.join(parts[:NAMED_AT_MOST])}"


def _code(share: dict[str, Any]) -> str:
    return f"{share['code']} {share['share']['estimate']:.0%}"
