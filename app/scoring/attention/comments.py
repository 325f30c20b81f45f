"""What the comments say: something, praise, nothing but emoji, the same as others, or spam."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.account import EngagementKind
from app.domain.attention import CommentMark, CommentQuality, RuleTally, SuspiciousComment, Tally
from app.scoring.attention.comment_model import CommentModel, JudgedComment, load_comment_model
from app.scoring.attention.folding import FoldedText
from app.scoring.attention.near_duplicates import near_duplicate_groups
from app.scoring.attention.reactions import Reactions
from app.scoring.attention.spam_rules import SPAM_RULES
from app.scoring.attention.tally import highest, lowest, tally
from app.scoring.words import content_words

EXAMPLES_AT_MOST = 20
NORMAL_AT_MOST = 3 / 20
ALARMING_AT_LEAST = 0.5
"""HypeAuditor's published marks: 1-3 suspicious comments of 20 are normal, half of them is alarming."""
_REPEATED_WORDS_AT_LEAST = 4
"""Shorter texts repeat by themselves: "happy birthday to you" is on the edge."""
_PRAISE_TEXT = """
    absolutely adorable amazing amo awesome babe beautiful beauty best bien bella bello belle bonita bonito brav
    bravo bro brother cant clean congrats congratulation congratulations cool crazy cute damn dear dope exactly
    fab fabulous facts fantastic fire friend genial genius goals good gorgeous great guapa guapo guzel haha
    hahaha harika helal hermosa hermoso hey hot incredible inspiring insane io king legend lgtm like linda lindo
    literally lol look looking looks lovely love loved loving maravillosa maravilloso mashallah merci muhtesem
    nice omg outstanding perfect perfection perfecto photo pic picture post pretty queen real really schon sexy
    shot sick sir sis sister slay stunning style subhanallah suiii sure super superb sweet tebrikler thank
    thanks thanx thx toll top totally true truth vibes wonderful wow wunderschon wunderbar yeah yes yep yup
    magnifique parabens gracias danke obrigado obrigada grazie much many such ever happy birthday
"""
"""Praise, thanks and cheers of seven languages, folded as `content_words` folds."""
_PRAISE = frozenset(_PRAISE_TEXT.split())
_SHORTEST_WORD = 3


def measure_comments(reactions: Reactions, level: float, model: CommentModel | None = None) -> CommentQuality | None:
    """Judge the comments whose text was read; None without any. Equal comments of one account stand once a post."""
    model = model or load_comment_model()
    chosen = reactions.of_kind(EngagementKind.COMMENT)
    with_text = np.array([text is not None and text.strip() != "" for text in chosen.texts], dtype=np.bool_)
    if not with_text.any():
        return None
    chosen = chosen.take(with_text)
    judged = model.judge([text or "" for text in chosen.texts])
    repeated = _repeated([item.comment for item in judged], chosen.account)
    suspicious = np.array([item.is_suspicious for item in judged]) | repeated
    n = len(judged)
    share = tally(int(np.count_nonzero(suspicious)), n, level)
    hits = Counter(rule for item in judged for rule in item.rules)
    return CommentQuality(
        comments=n,
        specific=tally(sum(is_specific(item.comment) for item in judged), n, level),
        emoji_only=tally(sum(item.comment.emoji > 0 and not item.comment.readable for item in judged), n, level),
        repeated=tally(int(np.count_nonzero(repeated)), n, level),
        suspicious=share,
        mark=_mark(share),
        false_alarms=model.false_alarms,
        model_version=model.version,
        rules=tuple(
            RuleTally(rule=rule.code, says=rule.says, comments=hits[rule.code])
            for rule in SPAM_RULES
            if hits[rule.code]
        ),
        examples=tuple(_examples(judged, suspicious, repeated, chosen)),
        text=_text(share, n),
    )


def is_specific(comment: FoldedText) -> bool:
    """Whether a comment holds a word of content beyond praise and thanks."""
    return any(
        word not in _PRAISE and (len(word) >= _SHORTEST_WORD or not word.isascii())
        for word in content_words(" ".join(comment.words))
    )


def _repeated(comments: Sequence[FoldedText], accounts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Comments of at least four words that nearly equal one of another account."""
    groups = near_duplicate_groups([comment.words for comment in comments])
    is_long = np.array([len(comment.words) >= _REPEATED_WORDS_AT_LEAST for comment in comments])
    pairs = np.unique(np.stack((groups[is_long], accounts[is_long]), axis=1), axis=0)
    authors = np.bincount(pairs[:, 0], minlength=len(comments))
    return np.asarray(is_long & (authors[groups] > 1))


def _mark(suspicious: Tally) -> CommentMark:
    if lowest(suspicious) >= ALARMING_AT_LEAST:
        return CommentMark.ALARMING
    if lowest(suspicious) > NORMAL_AT_MOST:
        return CommentMark.RAISED
    return CommentMark.NORMAL if highest(suspicious) <= NORMAL_AT_MOST else CommentMark.UNDECIDED


def _examples(
    judged: Sequence[JudgedComment], suspicious: NDArray[np.bool_], repeated: NDArray[np.bool_], chosen: Reactions
) -> list[SuspiciousComment]:
    order = sorted(np.flatnonzero(suspicious).tolist(), key=lambda index: (-judged[index].spam, index))
    return [
        SuspiciousComment(
            account_id=chosen.account_ids[chosen.account[index]],
            post_id=chosen.post_ids[chosen.post[index]],
            spam=judged[index].spam,
            rules=judged[index].rules,
            is_repeated=bool(repeated[index]),
        )
        for index in order[:EXAMPLES_AT_MOST]
    ]


def _text(suspicious: Tally, n: int) -> str:
    text = f"{suspicious.count:,} of {n:,} comments match signals of spam or repeat each other"
    if suspicious.share is not None:
        text += f" ({suspicious.share.low:.0%} to {suspicious.share.high:.0%})"
    return f"{text}; up to {NORMAL_AT_MOST:.0%} is normal and {ALARMING_AT_LEAST:.0%} alarming (HypeAuditor)."
