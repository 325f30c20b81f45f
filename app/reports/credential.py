"""A credential as a JSON document, and a list of them as a table in the terminal; neither holds a secret."""

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from app.domain.credential import Credential
from app.reports.document import plain
from app.reports.safe import safe_text


def credential_document(credential: Credential) -> dict[str, Any]:
    """Give a credential its document shape; the fingerprint stays inside: equal ones would tell of other tenants."""
    return {
        "id": credential.credential_id,
        "platform": str(credential.platform),
        "name": credential.name,
        "field_names": list(credential.field_names),
        "hint": credential.hint,
        "status": str(credential.status),
        "status_detail": credential.status_detail,
        "status_text": credential.status_text,
        "created_at": plain(credential.created_at),
        "checked_at": plain(credential.checked_at),
    }


def print_credentials(console: Console, credentials: Sequence[Credential]) -> None:
    """Print one line for each credential."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in ("id", "platform", "name", "ends in", "status"):
        table.add_column(column, overflow="fold", no_wrap=column != "name")
    for one in credentials:
        row = (one.credential_id, one.platform, one.name, one.hint or "", one.status)
        table.add_row(*map(safe_text, row))
    console.print(table)
