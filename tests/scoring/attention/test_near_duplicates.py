import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.folding import fold
from app.scoring.attention.near_duplicates import near_duplicate_groups

LONG = list(fold("i started with little and earned so much with her help last week thank you coach").words)


def test_a_text_with_one_word_changed_is_the_same() -> None:
    changed = [*LONG[:-1], "mentor"]
    groups = near_duplicate_groups([LONG, changed, fold("the river was calm this morning on our walk").words])
    assert groups[0] == groups[1] != groups[2]


def test_texts_that_share_a_few_words_differ() -> None:
    texts = [fold(text).words for text in ("what a lovely walk this was", "what a terrible game this was")]
    groups = near_duplicate_groups(texts)
    assert groups[0] != groups[1]


def test_texts_without_words_are_alone() -> None:
    assert len(set(near_duplicate_groups([[], [], ["nice"]]).tolist())) == 3


def test_nothing_has_no_groups() -> None:
    assert near_duplicate_groups([]).size == 0


def test_a_thousand_copies_are_one_group() -> None:
    assert np.unique(near_duplicate_groups([LONG] * 1_000)).size == 1


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=12))
def test_equal_texts_are_always_in_one_group(texts: list[list[str]]) -> None:
    groups = near_duplicate_groups(texts)
    for first, text in enumerate(texts):
        for second in range(first):
            if text and text == texts[second]:
                assert groups[first] == groups[second]
