"""In which language a text is: by its script, by the words of our lists, and by a library where these say nothing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.scoring.niche.encoder import Vocabulary, load_encoder
from app.scoring.niche.glosses import Glosses, load_glosses

ENGLISH: Final = "en"
LETTERS_AT_LEAST: Final = 12
"""Below these nobody can tell, unless the words are known."""

_FUNCTION_VOTES: Final = 2.0
_CONTENT_VOTES: Final = 1.0
_KNOWN_AT_LEAST: Final = 0.4
"""Votes a token below which a language explains the text too badly to be its own (ours)."""

_SURE: Final = 0.5
"""Part of words that are English and nothing else from which a text is English (ours)."""

_COMMON_ENGLISH: Final = 20_000
"""Rank up to which an English word votes: beyond, names and words of other languages are many."""

_FOREIGN: Final = frozenset("ąćęłńśźżčďěňřšťůžőűășțđåøæþðāēīōūģķļņ")
"""Latin letters that no language of our lists writes: Polish, Czech, Nordic, Baltic, Hungarian, Romanian and others."""

_SCRIPTS: Final = (
    ("\u3040", "\u30ff", "ja"),
    ("\u0370", "\u03ff", "el"),
    ("\u0900", "\u097f", "hi"),
    ("\uac00", "\ud7af", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0590", "\u05ff", "he"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0400", "\u04ff", "cyrillic"),
)
"""Blocks of letters with the language that writes so; of the last two a library tells the language."""

_NO_LANGUAGE: Final = "zxx"
"""ISO 639-2: no linguistic content."""

_MANY: Final = frozenset({"arabic", "cyrillic"})


@dataclass(frozen=True, slots=True, eq=False)
class Languages:
    """Tells languages apart.

    `votes` has for each word the languages that have it, with their votes; `english_only` the usual English words that
    no other language of ours has.
    """

    glosses: Mapping[str, Glosses]
    vocabulary: Vocabulary
    votes: Mapping[str, Sequence[tuple[str, float]]]
    english_only: frozenset[str]

    @property
    def supported(self) -> frozenset[str]:
        """Languages whose texts can be compared with a brief."""
        return frozenset(self.glosses)

    def compared_in(self, language: str | None) -> str:
        """Language that a text is compared in: its own, and English where that is unclear or not covered."""
        return language if language is not None and language in self.glosses else ENGLISH

    def identify(self, tokens: Sequence[str], hint: str | None = None) -> str | None:
        """ISO 639-1 code of the language; None when it cannot be told. `hint` is what the account declares."""
        english_only = self.english_only
        # Emoji are of every language: however many there are, the words beside them tell it.
        words = [token for token in tokens if token.isalpha() or (token[0].isalpha() and not token.isascii())]
        if sum([word in english_only for word in words]) > _SURE * len(words):
            return ENGLISH
        letters = "".join(words)
        if len(letters) <= 1 and letters.isascii():
            return None
        script = _script(letters)
        if script in _MANY or (script is None and _FOREIGN.intersection(letters)):
            return _ask(letters, words) or hint
        if script == "zh" and hint == "ja":
            return hint
        return script or self._by_words(words, letters, hint)

    def prepare(self) -> None:
        """Load the library for unclear texts now: it takes half a second, once."""
        _ask("x" * LETTERS_AT_LEAST, ["x" * LETTERS_AT_LEAST])

    def _by_words(self, words: Sequence[str], letters: str, hint: str | None) -> str | None:
        tally: defaultdict[str, float] = defaultdict(float)
        function_words = self.glosses[ENGLISH].words
        for word in words:
            for language, vote in self.votes.get(word, ()):
                tally[language] += vote
            if len(word) > 1 and word not in function_words and self.vocabulary.rank(word) < _COMMON_ENGLISH:
                tally[ENGLISH] += _CONTENT_VOTES
        if hint is not None and hint in tally:
            tally[hint] += _CONTENT_VOTES
        if tally:
            best = max(tally, key=lambda language: (tally[language], language == ENGLISH))
            if tally[best] >= _KNOWN_AT_LEAST * len(words):
                return best
        return hint or _ask(letters, words)


@cache
def load_languages() -> Languages:
    """Languages of our lists; English content words are those of the word table."""
    glosses = load_glosses()
    votes: dict[str, list[tuple[str, float]]] = {}
    for language, one in glosses.items():
        for word, meaning in one.words.items():
            # A single letter is a word of nearly every language.
            vote = _CONTENT_VOTES if meaning or len(word) == 1 else _FUNCTION_VOTES
            votes.setdefault(word, []).append((language, vote))
    vocabulary = load_encoder().vocabulary
    # A word that means itself (vegan, blogger) is English as well, however rare.
    for word in {word for one in glosses.values() for word, meaning in one.words.items() if word in meaning}:
        if vocabulary.rank(word) >= _COMMON_ENGLISH:
            votes[word].append((ENGLISH, _CONTENT_VOTES))
    usual = (word for word, row in vocabulary.rows.items() if row < _COMMON_ENGLISH and len(word) > 1)
    english = frozenset(word for word in (*usual, *glosses[ENGLISH].words) if word.isalpha())
    others = {word for language, one in glosses.items() if language != ENGLISH for word in one.words}
    return Languages(glosses, vocabulary, votes, english - others)


def _script(letters: str) -> str | None:
    """Language of the script of most letters, None for Latin letters; kana anywhere is Japanese."""
    if letters.isascii():
        return None
    counts = Counter(language for letter in letters for first, last, language in _SCRIPTS if first <= letter <= last)
    if not counts or 2 * counts.total() < len(letters):
        return None
    return "ja" if counts["ja"] else counts.most_common(1)[0][0]


def _ask(letters: str, words: Sequence[str]) -> str | None:
    if len(letters) < LETTERS_AT_LEAST:
        return None
    import py3langid  # noqa: PLC0415 - half a second, and only for unclear texts

    language: str = py3langid.classify(" ".join(words))[0]
    return None if language == _NO_LANGUAGE else language
