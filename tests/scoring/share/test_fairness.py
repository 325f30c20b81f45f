import numpy as np
import pytest

from app.scoring.share import choose_for_review
from app.scoring.share.fairness import object_to

from .labelling import label, label_some, make_scores

MIXED = make_scores(np.random.default_rng(1), share=0.2)


@pytest.mark.parametrize("count", [30, 100, 200])
def test_hardly_any_random_draw_is_objected_to(count: int) -> None:
    random = np.random.default_rng(2)
    scores, truth = MIXED
    objections = [object_to(scores, label_some(truth, count, random)) for _ in range(300)]
    assert sum(objection is not None for objection in objections) <= 6


@pytest.mark.parametrize("count", [30, 100, 200])
def test_hardly_any_proposed_choice_is_objected_to(count: int) -> None:
    scores, truth = MIXED
    objections = [object_to(scores, label(truth, choose_for_review(scores, count, seed))) for seed in range(300)]
    assert sum(objection is not None for objection in objections) <= 6


@pytest.mark.parametrize("sign", [1, -1], ids=["lowest", "highest"])
@pytest.mark.parametrize("part", [0.6, 1.0])
def test_labels_of_the_extreme_scores_are_objected_to(sign: int, part: float) -> None:
    scores, truth = MIXED
    order = np.argsort(sign * scores)
    extreme = int(100 * part)
    rest = np.random.default_rng(3).choice(order[extreme:], 100 - extreme, replace=False)
    objection = object_to(scores, label(truth, np.concatenate((order[:extreme], rest))))
    assert objection is not None
    # In the middle of the share there is at least one authentic label, or that alone is the objection.
    assert "no fair draw" in objection or "only what was found" in objection


def test_too_few_labels_are_told_how_many_more() -> None:
    scores, truth = MIXED
    assert "12 accounts are labelled: at 18 more," in str(object_to(scores, label(truth, np.arange(12))))
    few = object_to(scores[:20], label(truth[:20], np.arange(12)))
    assert "at 8 more," in str(few)


def test_labels_of_findings_only_are_objected_to() -> None:
    scores, truth = MIXED
    assert "only what was found" in str(object_to(scores, label(truth, np.flatnonzero(truth)[:50])))


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_nothing_is_objected_to_when_everybody_is_labelled(value: float) -> None:
    assert object_to(MIXED[0], np.full(2_000, value)) is None
    assert object_to(np.full(3, np.nan), np.full(3, value)) is None


def test_labels_that_are_all_authentic_are_a_draw_like_any_other() -> None:
    assert object_to(MIXED[0], label_some(np.zeros(2_000), 50, np.random.default_rng(4))) is None


@pytest.mark.parametrize("score", [0.3, np.nan])
def test_equal_scores_show_no_choice(score: float) -> None:
    labels = np.full(500, np.nan)
    labels[:50] = np.arange(50) % 2
    assert object_to(np.full(500, score), labels) is None
