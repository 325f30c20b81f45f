import io
from typing import Any

from api.schemas.made_up_comparison import comparison
from candidates import make_candidate
from rich.console import Console

from app.domain.comparison import Comparison
from app.reports.comparison import comparison_document
from app.reports.comparison_table import print_comparison
from app.scoring.comparison import compare


def printed(found: Comparison) -> str:
    console = Console(file=io.StringIO(), width=160)
    document: dict[str, Any] = comparison_document(found)
    print_comparison(console, document)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(" ".join(line.split()) for line in console.file.getvalue().splitlines())


def test_rank_decision_audience_fee_and_price_stand_in_a_row() -> None:
    text = printed(comparison())
    assert "Ranked by effective followers for the money" in text
    assert "1 (to 2) (1) bluesky:@creator1.test review 700 (450 to 1,100) 250.00 EUR 0.357 (0.227 to 0.556) EUR" in text
    assert "1 (to 2) (2) bluesky:@creator0.test reject 1,000 (900 to 1,100) 500.00 EUR" in text
    assert "- (3) bluesky:aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f insufficient evidence 5 (0 to 90) 100.00 EUR" in text


def test_who_has_no_rank_and_who_cannot_be_told_apart_is_said() -> None:
    text = printed(comparison())
    assert "bluesky:aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f has no rank: 4 accounts could be assessed" in text
    assert "· Not distinguishable: bluesky:@creator1.test gives" in text


def test_overlaps_are_shares_of_the_row_and_what_limits_them_is_said() -> None:
    text = printed(comparison())
    assert "(1) 66.7% (66.7-66.7) not known" in text
    assert "(2) 60.0% (60.0-60.0) not known" in text
    assert "Limit: (1) and (2): Of the first audience only the newest 90 could be listed" in text
    assert "Limit: (1) and (3): The sample of one vetting was deleted" in text


def test_what_is_not_known_is_called_so_and_an_open_end_is_left_open() -> None:
    text = printed(compare([make_candidate(0, (0.0, 50.0, 80.0), 10), make_candidate(1, None)]))
    assert "50 (0 to 80) 10.00 EUR 0.2 (from 0.125) EUR" in text
    assert "bluesky:@creator1.test review not known not known not known" in text


def test_a_hostile_name_does_nothing_to_the_terminal() -> None:
    text = printed(compare([make_candidate(0, handle="[red]\x1b[2J\u202e"), make_candidate(1)]))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[red]" in text
