import numpy as np
from factories import DRAWN_AT, bare_account, make_account, make_bought_account

from app.domain.account import Account, AccountKind, Suspicion
from app.domain.assessment import AccountScore
from app.scoring.account_scores import EVIDENCE_AT_MOST, most_telling, score_accounts
from app.scoring.columns import AccountColumns
from app.scoring.model_files import load_model


def score(*accounts: Account) -> list[AccountScore]:
    return list(score_accounts(AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)))


def test_accounts_come_back_in_their_order() -> None:
    assert [found.account_id for found in score(make_account(2), make_account(0))] == ["account-2", "account-0"]


def test_evidence_is_sorted_by_its_part_and_holds_known_readings_only() -> None:
    (found,) = score(make_bought_account(created_at=None))
    parts = [abs(evidence.contribution) for evidence in found.evidence]
    assert parts == sorted(parts, reverse=True)
    assert 0 < len(parts) <= EVIDENCE_AT_MOST
    assert all(np.isfinite(evidence.value) for evidence in found.evidence)
    assert "account_age" not in {evidence.signal for evidence in found.evidence}


def test_an_account_of_which_nothing_is_known_has_no_score_and_no_evidence() -> None:
    (found,) = score(bare_account())
    assert (found.inauthentic, found.band, found.kind, found.suspicion) == (None, None, AccountKind.UNKNOWN, None)
    assert found.evidence == ()


def test_a_score_has_a_band_a_suspicion_and_reasons_in_words() -> None:
    ordinary, bought = score(make_account(), make_bought_account(1))
    assert bought.band is not None
    assert bought.band.low < (bought.inauthentic or 0) < bought.band.high
    assert (ordinary.suspicion, bought.suspicion) == (None, Suspicion.BOUGHT)
    assert "shows no picture" in {evidence.text for evidence in bought.evidence}


def test_the_most_telling_are_the_highest_scores_and_equal_ones_by_id() -> None:
    accounts = [
        make_account(1),
        make_bought_account(2),
        bare_account(),
        make_bought_account(2, account_id="account-0b"),
    ]
    columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
    scores = load_model().score(columns)
    assert columns.account_ids[most_telling(columns, scores, 2)].tolist() == ["account-0b", "account-2"]
    assert len(most_telling(columns, scores, 9)) == 3
