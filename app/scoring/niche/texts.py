"""One text as the method reads it: its language, and what it says in English words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.scoring.niche.encoder import Vocabulary
from app.scoring.niche.glosses import Glosses
from app.scoring.niche.languages import ENGLISH, Languages
from app.scoring.niche.tokens import read_tokens

_SHORTEST_LOAN = 4
"""Letters from which an unknown word of another language is taken as the English word of that spelling (yoga)."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadText:
    """`tokens` as written, `words` in English without those that say nothing; `language` None when unclear.

    `words` is empty when the language is none that we have a list of.
    """

    language: str | None
    tokens: Sequence[str]
    words: Sequence[str]


def read_text(text: str, languages: Languages, hint: str | None = None) -> ReadText:
    """Read one text; `hint` is the language that its author declares."""
    tokens = read_tokens(text)
    language = languages.identify(tokens, hint)
    return ReadText(language, tokens, words_of(tokens, language, languages))


def words_of(tokens: Sequence[str], language: str | None, languages: Languages) -> Sequence[str]:
    """Put tokens of a language into English: nothing without a list of it, as they stand when it is unclear."""
    glosses = languages.glosses.get(language or ENGLISH)
    if glosses is None:
        return ()
    read = _english if language in (None, ENGLISH) else _translated
    return read(tokens, glosses, languages.vocabulary)


def _english(tokens: Sequence[str], glosses: Glosses, vocabulary: Vocabulary) -> Sequence[str]:
    words: list[str] = []
    for token in tokens:
        if token in vocabulary:
            if token not in glosses.words and (len(token) > 1 or not token.isascii()):
                words.append(token)
        elif len(token) > 1 or not token.isascii():
            words.extend(vocabulary.split(token))
    return words


def _translated(tokens: Sequence[str], glosses: Glosses, vocabulary: Vocabulary) -> Sequence[str]:
    words: list[str] = []
    for token in tokens:
        meaning = glosses.look_up(token)
        if meaning is not None:
            words.extend(meaning)
        elif token in vocabulary and (len(token) >= _SHORTEST_LOAN or not token[0].isalpha()):
            words.append(token)
    return words
