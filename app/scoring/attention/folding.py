"""Comment text as people read it: styled, accented and look-alike letters folded, and words that hide themselves."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_TEXT = 2_000
"""Characters of a comment that are read; Instagram allows 2,200, Bluesky 300."""

_URL = re.compile(
    r"https?://\S+|www\.\S+|\b[\w-]{2,63}\.(?:com|net|org|io|me|gg|ly|xyz|co|app|shop|store|finance|link)\b(?:/\S*)?"
)
_MENTION = re.compile(r"@\w[\w.]*")
_HASHTAG = re.compile(r"#\w[\w.]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # noqa: RUF001 - the apostrophe of phones
_LETTERS = re.compile(r"[^\W\d_]+")
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff]")
_JOINERS = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u0300-\u036f]")
_STYLED = re.compile("[\u1d00-\u1d7f\u24b6-\u24e9\uff21-\uff5a\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ə": "e", "ɑ": "a", "ɡ": "g"})  # noqa: RUF001
_CYRILLIC_AND_GREEK = dict(zip("аеорсухіјѕкмтвнαορντικεη", "aeopcyxijskmtbhaopvtiken", strict=True))
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôœùûüÿ",  # French
        "äöüßéèà",  # German
        "áéíñóúüºª",  # Spanish
        "àáâãçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "àáâäèéêëìíïòóôöùúü",  # Dutch, Catalan and Welsh vowels
        "àçèéíïòóúü",  # Catalan
        "âçğıîöşûüiə",  # noqa: RUF001 - Turkish and Azerbaijani
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýžäĺľôŕ",  # Czech and Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîșțşţ",  # Romanian
        "čćđšžčćžšđ",  # Croatian, Bosnian, Serbian, Slovenian
        "åäæøöéèêóòâôüá",  # Nordic
        "áæðéíóöúýþø",  # Icelandic and Faroese
        "āčēģīķļņšūžōŗ",  # Latvian
        "ąčęėįšųūž",  # Lithuanian
        "äõöüšž",  # Estonian
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",  # Vietnamese
        "áàéèẹ́ẹ̀ẹíìóòọ́ọ̀ọúùṣńǹ",  # Yoruba
        "āēīōūǎěǐǒǔáéíóúàèìòùüǖǘǚǜ",  # Pinyin, Maori
        "āīūṛṝḷṃḥṅñṭḍṇśṣ",  # romanised Sanskrit
        "ɓɗƙƴşçëêîûĉĝĥĵŝŭ",  # Hausa; Kurdish, Albanian; Esperanto
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """A comment, folded: `text` in small plain letters without links and names, and what was taken out of it.

    `hidden_words` counts words whose letters no language combines; `emoji` counts emoji, `readable` says that some
    letter or digit is left.
    """

    text: str
    words: tuple[str, ...]
    mentions: tuple[str, ...]
    hashtags: tuple[str, ...]
    links: int
    emoji: int
    hidden_words: int

    @property
    def readable(self) -> bool:
        """Whether anything but emoji and punctuation was written."""
        return bool(self.words or self.mentions or self.hashtags or self.links or any(map(str.isdigit, self.text)))


def fold(text: str) -> FoldedText:
    """Fold a comment; accents go only from copies, so that spelling of a language is not taken for hiding."""
    written = unicodedata.normalize("NFC", _JOINERS.sub("", text[:LONGEST_TEXT]))
    hidden = sum(map(_is_hidden, _spelled(written)))
    plain = fold_letters(_UNSEEN.sub("", written))
    links = _URL.findall(plain)
    plain = _URL.sub(" ", plain)
    mentions, plain = _MENTION.findall(plain), _MENTION.sub(" @ ", plain)
    hashtags, plain = _HASHTAG.findall(plain), _HASHTAG.sub(" # ", plain)
    return FoldedText(
        text=" ".join(_EMOJI.sub(" ", plain).split()),
        words=tuple(word.replace("’", "'") for word in _WORD.findall(plain)),  # noqa: RUF001
        mentions=tuple(mentions),
        hashtags=tuple(hashtags),
        links=len(links),
        emoji=len(_EMOJI.findall(plain)),
        hidden_words=hidden,
    )


def fold_letters(text: str) -> str:
    """Fold case, style, accents and look-alike letters; Cyrillic and Greek stay where a word is wholly theirs."""
    return fold_look_alikes(fold_spelling(text))


def fold_spelling(text: str) -> str:
    """Fold case, style and accents: each letter by itself, with the accents that follow it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return folded
    folded = _MARKS.sub("", unicodedata.normalize("NFD", folded)).translate(_STROKES)
    return unicodedata.normalize("NFC", folded)


def fold_look_alikes(folded: str) -> str:
    """Fold letters of other alphabets inside Latin words; the length stays."""
    return _LETTERS.sub(lambda found: _without_look_alikes(found[0]), folded)


def _without_look_alikes(word: str) -> str:
    if any("a" <= letter <= "z" for letter in word):
        return "".join(_CYRILLIC_AND_GREEK.get(letter, letter) for letter in word)
    return word


def _spelled(text: str) -> Iterator[str]:
    """Words that hold a letter beyond ASCII, with their accents and the invisible characters inside them."""
    if text.isascii():
        return
    for word in re.findall(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b\u2060_])*", text):
        if not word.isascii():
            yield word


def _is_hidden(word: str) -> bool:
    """Whether a word mixes alphabets, uses letters meant for formulas, or accents that no one language has together."""
    if _STYLED.search(word) or _UNSEEN.search(word):
        return True
    lowered = word.replace("İ", "i").lower()
    latin = any("a" <= letter <= "z" for letter in lowered)
    if latin and any(letter in _CYRILLIC_AND_GREEK for letter in lowered):
        return True
    special = {letter for letter in lowered if letter > "\x7f" and _is_latin(letter)}
    return latin and bool(special) and not any(special <= alphabet for alphabet in _ALPHABETS)


def _is_latin(letter: str) -> bool:
    return (letter.isalpha() and "LATIN" in unicodedata.name(letter, "")) or "\u0300" <= letter <= "\u036f"
