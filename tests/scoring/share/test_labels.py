import numpy as np
import pytest
from factories import make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.estimate import Share
from app.scoring.share import choose_for_review, labelled_share, proportion_share

from .labelling import Floats, label, label_some, make_scores
from .shares import holds

ALL = make_note(population=2_000, listed=2_000)


def measure(scores: Floats, labels: Floats, **note: object) -> Share:
    return labelled_share(scores, labels, make_note(**{"population": len(labels), "listed": len(labels), **note}), 0.95)


def error(share: Share, truth: float) -> float:
    assert share.estimate is not None
    return abs(share.estimate - truth)


@pytest.mark.parametrize("model", ["good", "useless", "reversed"])
@pytest.mark.parametrize("share", [0.02, 0.2, 0.8])
@pytest.mark.parametrize("count", [30, 100])
def test_the_interval_holds_the_share_whatever_the_model_is_worth(model: str, share: float, count: int) -> None:
    random = np.random.default_rng(1)
    held = []
    for _ in range(150):
        scores, truth = make_scores(random, share=share, model=model)
        found = labelled_share(scores, label_some(truth, count, random), ALL, 0.95)
        held.append(found.low <= share <= found.high)
    # Two and a half standard errors of 150 draws below 95 %.
    assert np.mean(held) >= 0.905


def test_a_good_model_makes_labels_worth_more_and_a_bad_one_not_less() -> None:
    random = np.random.default_rng(2)
    errors: dict[str, list[float]] = {"good": [], "useless": [], "reversed": []}
    counted = []
    for model, own in errors.items():
        for _ in range(200):
            scores, truth = make_scores(random, share=0.3, model=model)
            labels = label_some(truth, 100, random)
            own.append(error(labelled_share(scores, labels, ALL, 0.95), 0.3))
            counted.append(error(proportion_share(labels, ALL, 0.95), 0.3))
    assert np.mean(errors["good"]) < 0.75 * np.mean(counted)
    assert np.mean(errors["useless"]) < 1.1 * np.mean(counted)
    assert np.mean(errors["reversed"]) < np.mean(counted)


def test_the_accounts_that_were_proposed_measure_as_a_random_draw_does() -> None:
    random = np.random.default_rng(3)
    held, errors = [], []
    for seed in range(200):
        scores, truth = make_scores(random, share=0.2)
        found = labelled_share(scores, label(truth, choose_for_review(scores, 100, seed)), ALL, 0.95)
        held.append(found.low <= 0.2 <= found.high)
        errors.append(error(found, 0.2))
    assert np.mean(held) >= 0.92
    assert np.mean(errors) < 0.03


def test_a_draw_from_a_larger_population_has_its_own_error() -> None:
    random = np.random.default_rng(4)
    scores, truth = make_scores(random, accounts=300)
    labels = label_some(truth, 200, random)
    whole = measure(scores, labels)
    drawn = measure(scores, labels, frame=Frame.RANDOM, population=1_000_000)
    unknown = measure(scores, labels, frame=Frame.RANDOM, population=None)
    assert whole.width < 0.8 * drawn.width
    assert drawn.width == pytest.approx(unknown.width, rel=0.01)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_share_is_exact_when_everybody_is_labelled(share: float) -> None:
    scores, truth = make_scores(np.random.default_rng(5), accounts=170, share=share)
    found = measure(scores, truth)
    assert (found.estimate, found.low, found.high) == (truth.mean(),) * 3
    assert (found.n, found.population, found.basis) == (170, 170, "170 labels")


def test_a_labelled_draw_of_a_larger_audience_is_a_plain_proportion() -> None:
    scores, truth = make_scores(np.random.default_rng(6), accounts=500, share=0.3)
    note = make_note(frame=Frame.RANDOM, population=100_000, listed=500)
    found, plain = labelled_share(scores, truth, note, 0.95), proportion_share(truth, note, 0.95)
    assert found.estimate == pytest.approx(plain.estimate)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=0.002)


def test_no_inauthentic_label_leaves_what_counting_would_leave() -> None:
    scores, _ = make_scores(np.random.default_rng(7), share=0.0)
    labels = label_some(np.zeros(2_000), 100, np.random.default_rng(8))
    found, counted = labelled_share(scores, labels, ALL, 0.95), proportion_share(labels, ALL, 0.95)
    assert (found.estimate, found.low) == (0, 0)
    assert counted.high * 0.9 < found.high < counted.high * 1.2


def test_only_inauthentic_labels_are_the_mirror_of_none() -> None:
    scores, _ = make_scores(np.random.default_rng(7), share=0.0)
    none = label_some(np.zeros(2_000), 100, np.random.default_rng(8))
    found, mirror = labelled_share(1 - scores, 1 - none, ALL, 0.95), labelled_share(scores, none, ALL, 0.95)
    assert found.estimate == 1
    assert (found.low, found.high) == pytest.approx((1 - mirror.high, 1 - mirror.low), abs=0.01)


def test_one_label_says_next_to_nothing() -> None:
    scores, truth = make_scores(np.random.default_rng(9))
    assert labelled_share(scores, label(truth, np.array([5])), ALL, 0.95).width > 0.9


def test_no_label_gives_no_estimate() -> None:
    found = labelled_share(np.full(9, 0.5), np.full(9, np.nan), ALL, 0.95)
    assert (found.estimate, found.low, found.high, found.n) == (None, 0, 1, 0)


def test_accounts_without_a_score_count_by_their_labels() -> None:
    random = np.random.default_rng(10)
    held = []
    for _ in range(100):
        scores, truth = make_scores(random, share=0.3)
        scores[random.random(2_000) < 0.3 + 0.4 * truth] = np.nan
        found = labelled_share(scores, label_some(truth, 100, random), ALL, 0.95)
        held.append(found.low <= 0.3 <= found.high)
    assert np.mean(held) >= 0.92


@pytest.mark.parametrize("score", [0.0, 0.4, 1.0, np.nan])
def test_equal_scores_leave_a_plain_proportion(score: float) -> None:
    labels = label_some(make_scores(np.random.default_rng(11))[1], 100, np.random.default_rng(12))
    found, counted = labelled_share(np.full(2_000, score), labels, ALL, 0.95), proportion_share(labels, ALL, 0.95)
    assert found.estimate == pytest.approx(counted.estimate)
    assert (found.low, found.high) == pytest.approx((counted.low, counted.high), abs=0.005)


def test_the_order_of_accounts_does_not_matter() -> None:
    random = np.random.default_rng(13)
    scores, truth = make_scores(random)
    labels, order = label_some(truth, 100, random), random.permutation(2_000)
    one, other = labelled_share(scores, labels, ALL, 0.95), labelled_share(scores[order], labels[order], ALL, 0.95)
    assert (one.estimate, one.low, one.high) == pytest.approx((other.estimate, other.low, other.high))


def test_the_basis_names_the_labels() -> None:
    scores, truth = make_scores(np.random.default_rng(14))
    found = labelled_share(scores, label_some(truth, 100, np.random.default_rng(15)), ALL, 0.95)
    assert (found.basis, found.n, found.population, found.frame) == (
        "100 labels and scores",
        2_000,
        2_000,
        Frame.COMPLETE,
    )


unknown = st.just(float("nan"))
accounts = st.lists(
    st.tuples(st.floats(0, 1) | unknown, st.sampled_from([0.0, 1.0]) | unknown), min_size=1, max_size=60
)


@given(accounts, st.none() | st.integers(1, 200))
def test_any_scores_and_labels_give_a_share_in_order(rows: list[tuple[float, float]], population: int | None) -> None:
    scores, labels = np.array(rows).T
    found = measure(scores, labels, frame=Frame.RANDOM, population=population)
    assert holds(found)
    assert np.isfinite([found.low, found.high]).all()
    if population is not None:
        known = max(population, len(rows))
        assert found.low >= np.nansum(labels) / known or found.estimate is None
        assert found.high <= 1 - np.nansum(1 - labels) / known + 1e-12 or found.estimate is None
