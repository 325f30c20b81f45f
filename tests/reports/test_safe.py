from app.reports.safe import safe_text


def test_what_a_terminal_would_obey_is_replaced_and_lines_stay() -> None:
    assert safe_text("a\nb\x1b[2J\u202e[bold]").plain == "a\nb\ufffd[2J\ufffd[bold]"
