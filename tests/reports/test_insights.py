from dataclasses import replace

from api.schemas.made_up import INSIGHTS

from app.domain.insights import CountryShare
from app.reports.document import insights_document
from app.reports.insights import insights_lines


def test_the_lines_say_first_whose_the_figures_are_and_that_they_were_not_checked() -> None:
    first, *others = insights_lines(insights_document(INSIGHTS))
    assert first == "The owner's own figures of followers (2026-10-01 to 2026-10-28), not checked:"
    assert others == ["ages and genders: female 18-24 40.0%", "countries: AT 60.0%", "cities: Vienna 20.0%"]


def test_what_was_not_told_has_no_line_and_others_are_called_so() -> None:
    figures = replace(INSIGHTS.figures, age_gender=(), cities=(), countries=(CountryShare(country=None, share=0.6),))
    lines = list(insights_lines(insights_document(replace(INSIGHTS, figures=figures))))
    assert lines[1:] == ["countries: others 60.0%"]


def test_the_document_says_that_they_are_the_owners_and_not_checked() -> None:
    document = insights_document(INSIGHTS)
    assert (document["source"], document["is_verified"]) == ("owner", False)
    assert "not checked" in document["text"]
    assert document["period"] == {"from": "2026-10-01", "to": "2026-10-28"}
    assert document["rests"]["countries"] == 0.4
