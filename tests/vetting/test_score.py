from factories import DRAWN_AT, make_account, make_bought_account

from app.domain.account import Account
from app.platforms.upload import Line, LineError
from app.vetting.score import score_lines, unknown_account


def test_every_line_has_its_result_in_its_place() -> None:
    wrong = LineError(2, "/followers_count", "is not a whole number")
    lines: list[Line] = [(1, make_account(1)), (2, wrong), (3, make_bought_account(2)), (5, Account(account_id="bare"))]
    results = list(score_lines(lines, drawn_at=DRAWN_AT))
    assert [error for _, error in results] == [None, wrong, None, None]
    scores = [score for score, _ in results if score is not None]
    assert [score.account_id for score in scores] == ["account-1", "account-2", "bare"]
    person, bought, bare = (score.inauthentic for score in scores)
    assert person is not None
    assert bought is not None
    assert person < 0.5 < bought
    assert bare is None


def test_no_lines_give_no_results() -> None:
    assert list(score_lines([], drawn_at=DRAWN_AT)) == []


def test_wrong_lines_only_give_no_scores() -> None:
    lines: list[Line] = [(1, LineError(1, "", "is not JSON"))]
    assert [score for score, _ in score_lines(lines, drawn_at=DRAWN_AT)] == [None]


def test_an_unknown_account_has_the_fields_of_a_score() -> None:
    [(score, _)] = score_lines([(1, make_account())], drawn_at=DRAWN_AT)
    assert score is not None
    assert list(unknown_account("x")) == list(type(score).__dataclass_fields__)
