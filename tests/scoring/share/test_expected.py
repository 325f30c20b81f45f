import numpy as np
import pytest
from factories import DRAWN_AT
from scipy import special

from app.domain.audience import Availability, Frame, FrameNote, Order, Role
from app.scoring.model_files import load_model
from app.scoring.reference import BIN, EDGES
from app.scoring.share.expected import TYPICAL_SHARE, expected_interval
from app.scoring.share.scores import score_share

MODEL = load_model()


def width(accounts: int, population: int | None) -> float:
    low, high = expected_interval(MODEL, accounts, population, 0.95)
    assert 0 <= low <= TYPICAL_SHARE <= high <= 1
    return high - low


def test_more_accounts_never_widen_it_and_most_of_it_is_the_models_error() -> None:
    widths = [width(accounts, 100_000) for accounts in (50, 200, 1_000, 5_000)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 0.8 * widths[1], "more accounts do not mend what the model does not know"


def test_it_is_as_wide_as_the_interval_of_a_sample_of_such_accounts() -> None:
    reference = MODEL.references[1]
    mixed = (1 - TYPICAL_SHARE) * reference.genuine.mean(axis=0) + TYPICAL_SHARE * reference.inauthentic.mean(axis=0)
    middles = np.append(EDGES, EDGES[-1] + BIN) - BIN / 2 + reference.level
    drawn = np.random.default_rng(5).choice(middles, 2_000, p=mixed / mixed.sum())
    scores = special.expit(drawn + special.logit(MODEL.prior))
    note = FrameNote(
        role=Role.FOLLOWERS,
        frame=Frame.COMPLETE,
        order=Order.NEWEST_FIRST,
        availability=Availability.OK,
        population=50_000,
        listed=50_000,
        drawn_at=DRAWN_AT,
    )
    share = score_share(scores, MODEL, 1, note, 0.95)
    assert share.width == pytest.approx(width(2_000, 50_000), abs=0.06)


def test_of_nobody_nothing_is_expected() -> None:
    with pytest.raises(ValueError, match="no accounts"):
        expected_interval(MODEL, 0, None, 0.95)
