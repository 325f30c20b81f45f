import io
from dataclasses import replace

from api.schemas.made_up import BRIEF, STORED_BRIEF, UNDERSTANDING
from rich.console import Console

from app.domain.brief import Brief, BriefUnderstanding, KeyWord
from app.reports.brief import preview_document, print_preview, stored_brief_document

HOSTILE = "[bold red]boom[/bold red] \x1b[2J \u202eevil"


def printed(brief: Brief, understanding: BriefUnderstanding) -> list[str]:
    file = io.StringIO()
    print_preview(Console(file=file, force_terminal=False, width=100), preview_document(brief, understanding))
    return [" ".join(line.split()) for line in file.getvalue().splitlines()]


def test_a_stored_brief_is_told_with_its_version_and_both_times() -> None:
    document = stored_brief_document(STORED_BRIEF)
    assert (document["id"], document["version"], document["name"]) == (STORED_BRIEF.brief_id, 2, "Trail shoes")
    assert document["brief"]["taxonomy_ids"] == ["227"]
    assert document["changed_at"] == "2026-11-02T09:30:00.123456Z"


def test_words_nodes_and_what_is_weak_are_printed() -> None:
    lines = printed(BRIEF, UNDERSTANDING)
    assert "Language: en" in lines
    assert "Places: AT" in lines
    assert "Must exclude: giveaway" in lines
    assert "shoes shoe 2.5" in lines
    assert "227 Healthy Living > Running and Jogging 0.71 chosen, used" in lines
    assert "! The brief is short." in lines


def test_what_is_not_there_is_left_out() -> None:
    nothing = BriefUnderstanding(language=None, is_language_supported=False, key_words=(), nodes=(), notes=())
    assert printed(Brief(text="x"), nothing) == ["Language: not clear (only its words are matched)"]


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    words = (KeyWord(word=HOSTILE, meaning=HOSTILE, weight=1.0),)
    text = " ".join(printed(replace(BRIEF, must_include=(HOSTILE,)), replace(UNDERSTANDING, key_words=words)))
    assert text.count("[bold red]boom[/bold red]") == 3
    assert not any(letter in text for letter in "\x1b\u202e")
