"""Wordings of one language, and the contexts in which they are innocent or mild."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from app.domain.brand_safety import Severity
from app.scoring.creator.safety.codes import CODES, SafetyCode

LANGUAGES: Final = ("en", "de", "es", "fr", "it", "pt")
"""Languages with a list in `words/`, ISO 639-1."""
_NEAR = 40
"""Characters before and after a wording in which a negation turns it (ours)."""
_AROUND = 120
"""Characters before and after a wording in which the sentence tells what it speaks of (ours)."""
_MATCHES_AT_MOST = 500
_SENTENCE_END = re.compile(r"[.!?\n;]")
_OPENS = re.compile(r"[\"“„«][^\"“”„«»]*\Z")
_CLOSES = re.compile(r"[^\"“”„«»]*[\"”“»]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A wording in a folded text, from `start` up to before `end`; `severity` as its context leaves it."""

    code: SafetyCode
    severity: Severity
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Wordings of a language as expressions of folded text, by their codes; each stands between word borders.

    `idioms` are harmless whatever the language of a wording that overlaps one. A wording is mild (`low`) shortly after
    one of `before` or shortly before one of `after` (negations, prevention, survivors), in a sentence with one of
    `reports` (news, films, games), or in quotation marks.
    """

    language: str
    wordings: Mapping[str, str]
    idioms: str
    before: str
    after: str
    reports: str
    patterns: Mapping[str, re.Pattern[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Graver wordings first: where two begin at the same letter, the first alternative is taken.
        graver = sorted(self.wordings, key=lambda code: -CODES[code].severity.rank)
        alternatives = {
            "wordings": "|".join(f"(?P<{code}>{self.wordings[code]})" for code in graver),
            "idioms": self.idioms,
            "before": self.before,
            "after": self.after,
            "reports": self.reports,
        }
        patterns = {name: re.compile(rf"(?<!\w)(?:{any_of})(?!\w)") for name, any_of in alternatives.items()}
        object.__setattr__(self, "patterns", patterns)

    def harmless(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where idioms stand in a folded text."""
        return (found.span() for found in self.patterns["idioms"].finditer(folded))

    def find(self, folded: str) -> Iterator[Match]:
        """Find wordings of a folded text in their order, harmless ones among them; the first 500 are judged."""
        for found in islice(self.patterns["wordings"].finditer(folded), _MATCHES_AT_MOST):
            start, end = found.span()
            code = CODES[str(found.lastgroup)]
            mild = code.by_context and self._is_mild(folded, start, end)
            yield Match(code=code, severity=Severity.LOW if mild else code.severity, start=start, end=end)

    def _is_mild(self, folded: str, start: int, end: int) -> bool:
        before, after = folded[max(0, start - _AROUND) : start], folded[end : end + _AROUND]
        if _OPENS.search(before) and _CLOSES.match(after):
            return True
        before, after = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after, maxsplit=1)[0]
        return bool(
            self.patterns["before"].search(before[-_NEAR:])
            or self.patterns["after"].search(after[:_NEAR])
            or self.patterns["reports"].search(before)
            or self.patterns["reports"].search(after)
        )


@cache
def load_vocabulary(language: str) -> Vocabulary:
    """Read a word list of this package; FileNotFoundError when there is none for the language."""
    text = files("app.scoring.creator.safety").joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    lists = {name: any_of(lines) for name, lines in tables["lists"].items()}
    contexts = {name: any_of(lines) for name, lines in tables["contexts"].items()}
    return Vocabulary(
        language=tables["language"],
        wordings={code: any_of(lines, lists) for code, lines in tables["wordings"].items()},
        **contexts,
    )


def any_of(lines: str, lists: Mapping[str, str] | None = None) -> str:
    """Join lines to the alternatives of one expression, with `{name}` replaced by the list of that name."""
    joined = "|".join(line for line in lines.splitlines() if line)
    for name, alternatives in (lists or {}).items():
        joined = joined.replace(f"{{{name}}}", alternatives)
    return joined
