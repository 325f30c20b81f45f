"""Read what accounts write about themselves into numbers."""

import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account
from app.domain.brief import Brief
from app.scoring.niche.columns import NO_CODE, VECTOR_STEP, TextColumns, code_of
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.model import NicheModel
from app.scoring.niche.places import country_of
from app.scoring.niche.pooling import pool
from app.scoring.niche.query import Query, stems_of
from app.scoring.niche.scores import score_texts, without_shared
from app.scoring.niche.texts import ReadText, read_text

WORDS_AT_LEAST: Final = 3
"""Words of its own below which an account says nothing either way, unless it says a key word."""

TEXTS_AT_MOST: Final = 32
"""Texts of one account that are read, the newest: more of the same person say nothing new."""

_WORDS_A_TEXT: Final = 2


def open_reader(brief: Brief | None, model: NicheModel, at_most: int | None = None) -> "AccountReader":
    """Open a reader for a brief; without a topic in it accounts are read for the profile alone. Raises BriefError.

    It reads as many accounts as the encoder has the time for, unless told how many.
    """
    query = model.query(brief) if brief is not None and brief.has_topic else None
    return AccountReader(model, query, model.encoder.accounts_at_most if at_most is None else at_most)


class AccountReader:
    """Reads accounts of one audience with the eyes of one brief; without a query only languages, places and interests.

    Of more than `at_most` accounts a uniform draw of as many is read: those whose ids have the lowest lots.
    """

    def __init__(self, model: NicheModel, query: Query | None, at_most: int | None = None) -> None:
        self._model = model
        self._query = query
        self._at_most = at_most
        self._chance = 1.0
        self._drawn = np.empty(0)
        self.words_used: Counter[str] = Counter()
        """Accounts that use a word, of those that were read; for the words near a brief."""

    def read(self, accounts: Sequence[Account]) -> TextColumns:
        """Read one batch; those that the draw leaves out stay unread."""
        chosen = self._choose(accounts)
        columns = TextColumns.unread(len(accounts), self._dimensions)
        return _put(columns, chosen, self._columns([accounts[row] for row in chosen])) if chosen.size else columns

    def settle(self, columns: TextColumns, account_ids: Sequence[str]) -> TextColumns:
        """Leave out again whom the draw, as it is at the end, leaves out: what was read of all batches is one draw."""
        if self._chance == 1.0:
            return columns
        gone = np.flatnonzero(lots_of(account_ids) >= self._chance)
        return _put(columns, gone, TextColumns.unread(len(gone), columns.vectors.shape[1]))

    @property
    def _dimensions(self) -> int:
        return int(self._model.shared.shape[1])

    def _choose(self, accounts: Sequence[Account]) -> NDArray[np.intp]:
        if self._at_most is None:
            return np.arange(len(accounts))
        lots = lots_of([account.account_id for account in accounts])
        drawn = np.concatenate([self._drawn, lots[lots < self._chance]])
        if drawn.size > self._at_most:
            self._chance = float(np.partition(drawn, self._at_most)[self._at_most])
        self._drawn = drawn[drawn < self._chance]
        return np.flatnonzero(lots < self._chance)

    def _columns(self, accounts: Sequence[Account]) -> TextColumns:
        texts: list[ReadText] = []
        owners: list[int] = []
        languages = np.full(len(accounts), NO_CODE, np.int16)
        admitted = np.ones(len(accounts), np.bool_)
        masks: list[int] = []
        for owner, account in enumerate(accounts):
            hint = None if account.language is None else account.language[:2].lower()
            read = [read_text(text, self._model.languages, hint) for text in _own_texts(account)]
            languages[owner] = _language_of(read, hint)
            if self._query is not None:
                name = read_text(account.display_name or "", self._model.languages, ENGLISH)
                stems = [stems_of(text) for text in read]
                self.words_used.update({word for text in read for word in text.words})
                admitted[owner] = _is_admitted(self._query, [*stems, stems_of(name)])
                said = [self._query.mask(one) for one in stems]
                if named := self._query.mask(stems_of(name)):
                    read, said = [*read, name], [*said, named]
                masks.extend(said)
            else:
                masks.extend([0] * len(read))
            texts.extend(read)
            owners.extend([owner] * len(read))
        return self._measure(
            accounts, texts, np.array(owners, np.intp), np.array(masks, np.uint64), languages, admitted
        )

    def _measure(
        self,
        accounts: Sequence[Account],
        texts: Sequence[ReadText],
        owners: NDArray[np.intp],
        masks: NDArray[np.uint64],
        languages: NDArray[np.int16],
        admitted: NDArray[np.bool_],
    ) -> TextColumns:
        count = len(accounts)
        words = np.array([len(text.words) for text in texts], np.int64)
        vectors = self._model.encoder.encode([text.words for text in texts])
        scores = np.zeros(len(texts))
        if self._query is not None:
            scores = score_texts(texts, vectors, masks, self._query, self._model)
        own = without_shared(texts, vectors, self._model)
        speaks = (words >= _WORDS_A_TEXT) | (masks != 0)
        said = np.bincount(owners[speaks], words[speaks], minlength=count)
        word_mask = np.zeros(count, np.uint64)
        np.bitwise_or.at(word_mask, owners, masks)
        enough = (said >= WORDS_AT_LEAST) | (word_mask != 0)
        pooled = pool(scores[speaks], owners[speaks], count)
        return TextColumns(
            score=np.where(enough & (self._query is not None), pooled, np.nan),
            texts=np.where(enough, np.bincount(owners[speaks], minlength=count), 0).astype(np.int16),
            word_mask=word_mask,
            admitted=admitted,
            language=languages,
            place=np.array([code_of(country_of(account.location or "")) for account in accounts], np.int16),
            vectors=_means(own[speaks], owners[speaks], count),
        )


def _own_texts(account: Account) -> list[str]:
    """Give the bio and the newest texts, each once."""
    texts = [text for text in (account.bio, *account.texts[:TEXTS_AT_MOST]) if text and not text.isspace()]
    return list(dict.fromkeys(texts))


def _language_of(texts: Sequence[ReadText], hint: str | None) -> int:
    """Language of the most words; what the account declares where its words do not tell."""
    words: dict[str, int] = {}
    for text in texts:
        if text.language is not None:
            words[text.language] = words.get(text.language, 0) + len(text.tokens)
    return code_of(max(words, key=words.__getitem__) if words else hint)


def _is_admitted(query: Query, texts: Sequence[frozenset[str]]) -> bool:
    if any(term <= text for term in query.must_exclude for text in texts):
        return False
    return not query.must_include or any(term <= text for term in query.must_include for text in texts)


def _means(vectors: NDArray[np.float32], owners: NDArray[np.intp], count: int) -> NDArray[np.int8]:
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owners, vectors)
    texts = np.maximum(1, np.bincount(owners, minlength=count)).astype(np.float32)
    steps: NDArray[np.int8] = np.rint(sums / texts[:, None] / VECTOR_STEP).clip(-127, 127).astype(np.int8)
    return steps


def lots_of(account_ids: Sequence[str]) -> NDArray[np.float64]:
    """Lots in [0, 1) by id: the same account has the same lot whenever it comes."""
    return np.array([zlib.crc32(one.encode("utf-8", "replace")) for one in account_ids]) / 2.0**32


def _put(columns: TextColumns, rows: NDArray[np.intp], values: TextColumns) -> TextColumns:
    """Replace some rows."""
    order = np.arange(len(columns))
    order[rows] = len(columns) + np.arange(len(rows))
    return TextColumns.concat([columns, values]).take(order)
