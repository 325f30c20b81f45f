"""Words of short, messy text in many languages, reduced until a plural or an accent no longer hides a match."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+|[\u2600-\u27bf\U0001f300-\U0001faff]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_SHORTEST_STEMMED = 4
_STOP_TEXT = """
    a about all also an and any are as at be because been but by can do does for from get has have he her his how i
    if in into is it its just like me more most my no not of on one or our out over she so some such than that the
    their them then there these they this to up us use was we were what when where which who why will with would you
    your want wants need needs people product products brand sell sells www http https com co
    aber als am an auch auf aus bei bin bis das dass dem den der des die du durch ein eine einem einen einer es fur
    hat ich ihr im ist ja kein man mit nach nicht noch nur oder sich sie sind so um und uns unser vom von vor war
    was wenn wer wie wir zu zum zur uber
    au aux avec ce ces dans de des du elle en est et il ils je la le les leur mais mes mon ne nos notre nous on ou
    par pas pour que qui sa se ses son sont sur ta te tes tu un une vos votre vous
    al como con da das del della di do dos e el em es esta este gli i il io la las lo los mas mi mio muy na nao no
    non nos o os para per pero por que se sin sou soy su sua sus te tu um uma un una y yo
    bir bu cok da de gibi icin ile ve een het ik je met niet op van voor zijn
"""
"""Little words of English, German, French, Spanish, Portuguese, Italian, Turkish and Dutch, and those of any brief."""

_STOP_WORDS = frozenset(_STOP_TEXT.split())


def content_words(text: str) -> list[str]:
    """Words and emoji of a text, case and accents folded, without stop words and single letters; hashtags are words."""
    folded = fold_accents(text).casefold()
    return [
        word
        for word in _WORD.findall(folded)
        if word not in _STOP_WORDS and (len(word) > 1 or not word.isascii()) and not word.isdigit()
    ]


def fold_accents(text: str) -> str:
    """Letters without their accents."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def stem(word: str) -> str:
    """Strip the English and Romance plural (the S-stemmer: Harman, 1991, JASIS 42:1); other endings stay."""
    if len(word) < _SHORTEST_STEMMED or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1]
