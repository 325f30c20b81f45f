"""Make the table of word vectors: the teacher's vocabulary and ours, texts made by a machine, one ridge fit."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from app.scoring.niche.bert import BertEncoder
from app.scoring.niche.encoder import Vectors, Vocabulary, unit
from app.scoring.niche.glosses import load_glosses
from app.scoring.niche.phrases import load_phrases
from app.scoring.niche.taxonomy import load_taxonomy
from app.scoring.niche.tokens import read_tokens
from app.training.niche.distil import Told, fit_table, quantise
from app.training.niche.made_up_texts import Circles, make_texts

SEED: Final = 20_261_125
TEXTS: Final = 80_000
_WHOLE = re.compile(r"[a-z][a-z0-9]*|[0-9]+[a-z]+")
_PIECE = re.compile(r"##[a-z0-9]+")


def make_word_table(teacher: BertEncoder, target: Path, *, texts: int = TEXTS, told: Told = lambda *_: None) -> float:
    """Write the table to `target` (.npz), and return the mean cosine with the teacher; some 10 minutes on one core."""
    generator = np.random.default_rng(SEED)
    words, spoken = _vocabulary(teacher)
    alone = _encode_words(teacher, words, spoken, told)
    whole = [row for row, word in enumerate(words) if word[0].isalpha() and len(word) > 1]
    circles = Circles.around_words([words[row] for row in whole], unit(alone[whole]), generator)
    labels = [node.name.lower() for node in load_taxonomy().values()]
    made = list(make_texts(texts, circles, load_phrases(), labels, generator))
    sentences = teacher.encode_texts(made, partial(told, "texts", texts))
    vocabulary = Vocabulary({word: row for row, word in enumerate(words)})
    table, _, cosine = fit_table(vocabulary, alone, made, sentences, told)
    rows, scales = quantise(table)
    np.savez(target, words=np.frombuffer("\n".join(words).encode(), np.uint8), table=rows, scales=scales)
    return cosine


def _vocabulary(teacher: BertEncoder) -> tuple[list[str], dict[str, str]]:
    """Words and pieces in the order of their frequency as far as it is known, and emoji with their names."""
    ranked = sorted(teacher.tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    words = dict.fromkeys(word for word, _ in ranked if _WHOLE.fullmatch(word) or _PIECE.fullmatch(word))
    ours = (files("app.training.niche") / "words.txt").read_text("utf-8").split()
    meanings = sorted({word for glosses in load_glosses().values() for word in glosses.meanings()})
    labels = (token for node in load_taxonomy().values() for token in read_tokens(node.name))
    words |= dict.fromkeys(word for word in (*ours, *meanings, *labels) if _WHOLE.fullmatch(word))
    emoji = dict(_emoji())
    return [*words, *emoji], emoji


def _emoji() -> Iterator[tuple[str, str]]:
    import emoji  # noqa: PLC0415 - only to make the table

    for text, known in sorted(emoji.EMOJI_DATA.items()):
        tokens = read_tokens(text)
        if tokens == [text] and not text.isalnum():
            yield text, known["en"].strip(":").replace("_", " ").lower()


def _encode_words(teacher: BertEncoder, words: Sequence[str], spoken: dict[str, str], told: Told) -> Vectors:
    """Encode each word alone: pieces by their own id, emoji by their names."""
    known = teacher.tokenizer.get_vocab()
    begin, end = known["[CLS]"], known["[SEP]"]
    plain = teacher.tokenizer.encode_batch([spoken.get(word, word) for word in words])
    tokens = [
        [begin, known[word], end] if word in known else encoding.ids
        for word, encoding in zip(words, plain, strict=True)
    ]
    return teacher.encode_tokens(tokens, partial(told, "words", len(words)))
