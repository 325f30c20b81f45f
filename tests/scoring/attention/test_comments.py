import pytest

from app.domain.attention import CommentMark, CommentQuality
from app.scoring.attention.comments import is_specific, measure_comments
from app.scoring.attention.folding import fold
from app.scoring.attention.reactions import Reactions

from .reacting import commenters, reacting, reaction

FINE = [f"that corner near {place} is my favourite, how long did it take?" for place in ("the mill", "town", "a lake")]
SPAM = "I invested $900 and earned $8 000 in 5 days with @coach_fx, message her"


def measured(*texts: str) -> CommentQuality:
    found = measure_comments(Reactions.from_accounts(commenters(texts)), 0.95)
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["nice pic!", "so beautiful", "wow 🔥", "thank you so much", "schön", "❤️"])
def test_praise_alone_is_not_specific(text: str) -> None:
    assert not is_specific(fold(text))


def test_a_question_about_the_post_is_specific() -> None:
    assert is_specific(fold("which lens is that?"))


def test_emoji_and_specific_comments_are_counted() -> None:
    found = measured("🔥🔥", "which lens is that?", "nice!", "❤️")
    assert (found.emoji_only.count, found.specific.count, found.comments) == (2, 1, 4)


def test_mostly_spam_is_alarming_and_names_its_rules() -> None:
    found = measured(*[f"{SPAM} {index}" for index in range(18)], *FINE)
    assert found.mark is CommentMark.ALARMING
    assert "money_promise" in {rule.rule for rule in found.rules}
    assert found.examples[0].account_id.startswith("fan-")


def test_a_few_fine_comments_decide_nothing_and_many_are_normal() -> None:
    assert measured(*FINE).mark is CommentMark.UNDECIDED
    words = fold("abbey bridge canyon dune estuary fjord glacier harbour island jetty knoll lagoon").words
    many = measured(*(f"{first} {second} {first} trail {second}, how far?" for first in words for second in words[:3]))
    assert (many.suspicious.count, many.mark) == (0, CommentMark.NORMAL)


def test_a_text_of_several_accounts_is_repeated_and_of_one_is_not() -> None:
    text = "this summer course changed how our team plans"
    assert measured(text, text, "another thing").repeated.count == 2
    alone = reacting(1, reaction(0, text), reaction(1, text))
    found = measure_comments(Reactions.from_accounts([alone]), 0.95)
    assert found is not None
    assert found.repeated.count == 0


def test_short_praise_repeats_by_itself() -> None:
    assert measured("great shot", "great shot", "great shot").repeated.count == 0


def test_without_text_nothing_is_measured() -> None:
    assert measure_comments(Reactions.from_accounts([reacting(1, reaction(0, None))]), 0.95) is None
    assert measure_comments(Reactions.from_accounts([]), 0.95) is None
