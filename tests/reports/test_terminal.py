import io
from typing import Any

import pytest
from api.schemas.made_up import INSIGHTS, PRICE, assessment, verdict
from factories import DRAWN_AT
from rich.console import Console

from app.domain.audience import Frame, Order
from app.domain.policy import Policy
from app.reports.document import assessment_with_verdict, insights_document, plain
from app.reports.terminal import print_assessment
from app.vetting.assess import assess_upload

HOSTILE = "[bold red]boom[/bold red] [/] \x1b]0;owned\x07 \x1b[2J \x9b31m \u202eevil\u2066 \r\b\x00 [link=x]"


def printed(document: dict[str, Any], title: str = "bluesky:@creator", width: int = 110) -> str:
    file = io.StringIO()
    print_assessment(Console(file=file, force_terminal=False, width=width), title, document)
    return file.getvalue()


@pytest.fixture
def document() -> dict[str, Any]:
    return assessment_with_verdict(assessment(), verdict())


def test_the_decision_the_shares_and_what_limits_them_are_printed(document: dict[str, Any]) -> None:
    text = printed(document)
    assert document["verdict"]["decision"].upper().replace("_", " ") in text
    assert "8.1%" in text
    assert "6.0% to 10.0%" in text
    assert "1,987 of 48,210" in text
    assert "12 accounts match." in text
    assert "Limit: Only the newest followers could be listed." in text
    assert "21,400" in text
    assert "Reading stopped after 300 of 2,000 drawn accounts" in text
    assert "5.8% of 120 listed followers are followed back by the creator." in text
    assert "The creator answered 7." in text
    assert "7 of 120 posts are sponsored." in text
    assert "7 of 120 posts match wordings of sensitive content." in text
    assert "illegal drugs tobacco vaping or alcohol (1 post, at worst medium)." in " ".join(
        text.replace("│", "").split()
    )
    assert "! The account is 41 days old." in text


def test_a_document_of_before_posts_were_read_is_printed_too(document: dict[str, Any]) -> None:
    for name in ("sponsored", "undisclosed", "mentions", "safety"):
        del document["creator"][name]
    assert "The creator answered 7." in printed(document)


def test_the_price_of_an_effective_follower_is_printed_where_there_is_one(document: dict[str, Any]) -> None:
    assert "price" not in printed(document)
    price = plain(PRICE)
    [line] = [line for line in printed({**document, "price": price}).splitlines() if "price" in line]
    assert " ".join(line.split()) == "│ price for each of them 0.0234 0.0201 to 0.0275 EUR │"
    price["per_effective_follower"] |= {"estimate": None, "low": 12_345.0, "high": None}
    [line] = [line for line in printed({**document, "price": price}).splitlines() if "price" in line]
    assert " ".join(line.split()) == "│ price for each of them not known from 123.45 EUR │"


def test_the_owners_figures_are_printed_where_there_are_some_as_not_checked(document: dict[str, Any]) -> None:
    assert "owner" not in printed(document)
    assert "owner" not in printed({**document, "owner_insights": None})
    text = printed({**document, "owner_insights": insights_document(INSIGHTS)})
    assert "The owner's own figures of followers (2026-10-01 to 2026-10-28), not checked:" in text
    assert "countries: AT 60.0%" in text


def test_hostile_text_is_shown_and_not_obeyed(document: dict[str, Any]) -> None:
    document["verdict"]["reasons"] = [{"code": "x", "text": HOSTILE}]
    document["findings"] = [{**document["findings"][0], "text": HOSTILE}]
    document["limits"] = [HOSTILE]
    text = printed(document, title=HOSTILE)
    assert text.count("[bold red]boom[/bold red]") == 4
    assert text.count("[link=x]") == 4
    assert not any(letter in text for letter in "\x1b\x07\x9b\u202e\u2066\r\b\x00")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    nothing = assess_upload(
        [],
        population=None,
        frame=Frame.NEWEST,
        order=Order.UNORDERED,
        drawn_at=DRAWN_AT,
        brief=None,
        policy=Policy(),
    )
    text = printed(assessment_with_verdict(*nothing))
    assert "INSUFFICIENT EVIDENCE" in text
    assert "not known" in text
    assert "Kinds: not known" in text
    assert "niche" not in text.split("Limit")[0]
    assert "effective audience" not in text.split("Limit")[0]
    assert "drawn accounts" not in text


def test_a_decision_that_this_version_does_not_know_is_printed_too(document: dict[str, Any]) -> None:
    document["verdict"]["decision"] = "ask_again"
    assert "ASK AGAIN" in printed(document)


@pytest.mark.parametrize("share", [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.5, 0.0, 1.0), (None, 0.0, 1.0)])
def test_the_bar_stays_in_its_column_at_both_ends(
    document: dict[str, Any], share: tuple[float | None, float, float]
) -> None:
    estimate, low, high = share
    document["inauthentic_share"] |= {"estimate": estimate, "low": low, "high": high}
    document["inauthentic_share"]["population"] = None
    [line] = [line for line in printed(document).splitlines() if line.startswith("│  inauthentic ")]
    assert line.count("█") == (estimate is not None)
    assert "1,987 of ?" in line
    assert len(line) == 110


def test_a_narrow_terminal_is_no_error(document: dict[str, Any]) -> None:
    assert printed(document, width=20)
