from io import StringIO

from rich.console import Console
from storage.rows import make_credential

from app.reports.credential import print_credentials


def test_names_of_a_list_are_printed_as_they_are_without_control_characters() -> None:
    console = Console(file=StringIO(), width=200)
    stored = make_credential(name="[red]mine\x1b[31m")
    print_credentials(console, [stored, make_credential(hint=None)])
    assert isinstance(console.file, StringIO)
    printed = console.file.getvalue()
    assert "[red]mine" in printed
    assert "\x1b" not in printed
    assert stored.credential_id in printed
    assert stored.fingerprint not in printed
