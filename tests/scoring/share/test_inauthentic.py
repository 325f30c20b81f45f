from dataclasses import replace

import numpy as np
from factories import DRAWN_AT, make_account, make_note

from app.domain.estimate import Share
from app.scoring.columns import AccountColumns, Floats
from app.scoring.model_files import load_model
from app.scoring.share import inauthentic_share, labelled_share, score_share
from app.scoring.share.scores import DELIVERIES

from .labelling import label, label_some, make_scores

MODEL = load_model()
NOTE = make_note(population=2_000, listed=2_000)
VALUES, TRUTH = make_scores(np.random.default_rng(1))
SCORES = replace(
    MODEL.score(AccountColumns.from_accounts([make_account()], drawn_at=DRAWN_AT)), inauthentic=VALUES, pattern=1
)
NOBODY = np.zeros(2_000)


def measure(labels: Floats) -> tuple[Share, str]:
    share, limits = inauthentic_share(SCORES, labels, NOBODY, MODEL, NOTE, 0.95)
    return share, " ".join(limits)


def test_without_labels_scores_make_the_share_and_the_error_of_the_model_is_told() -> None:
    share, limits = measure(np.full(2_000, np.nan))
    assert share == score_share(VALUES, MODEL, 1, NOTE, 0.95)
    assert "collections it never saw" in limits


def test_enough_labels_make_the_share_and_how_they_were_taken_is_told() -> None:
    labels = label_some(TRUTH, 100, np.random.default_rng(2))
    share, limits = measure(labels)
    assert share == labelled_share(VALUES, labels, NOTE, 0.95)
    assert "100 labels, taken as a fair draw" in limits
    assert "never saw" not in limits


def test_labels_that_are_objected_to_leave_the_share_to_scores() -> None:
    for chosen in (np.arange(29), np.argsort(-VALUES)[:200]):
        share, limits = measure(label(TRUTH, chosen))
        assert share == score_share(VALUES, MODEL, 1, NOTE, 0.95)
        assert "labels" in limits
        assert "never saw" in limits


def test_a_delivery_is_told_as_what_the_share_rests_on() -> None:
    excess = np.where(np.arange(2_000) < 400, 0.9, 0.0)
    share, limits = inauthentic_share(SCORES, np.full(2_000, np.nan), excess, MODEL, NOTE, 0.95)
    assert share.basis == DELIVERIES
    assert "counts what was delivered as inauthentic" in " ".join(limits)
