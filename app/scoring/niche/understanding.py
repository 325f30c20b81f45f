"""What a brief means: key words, nodes of the taxonomy, language."""

from app.domain.brief import Brief, BriefUnderstanding, KeyWord
from app.scoring.words import brief_words, stem


class BriefError(ValueError):
    """A brief that cannot be read as it stands; `faults` are pairs of a JSON pointer into it and a sentence."""

    code = "brief_not_understood"

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(detail for _, detail in faults))


def understand_brief(brief: Brief) -> BriefUnderstanding:
    """Read a brief; raises BriefError for unknown taxonomy ids and for lists that contradict each other."""
    words = tuple(KeyWord(word=word, meaning=stem(word), weight=1.0) for word in brief_words(brief.text))
    return BriefUnderstanding(language=None, is_language_supported=True, key_words=words, nodes=(), notes=())
