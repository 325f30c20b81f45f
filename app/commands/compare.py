"""`truereach compare`: finished vettings of this machine beside each other."""

import json
import re
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.commands.question import read_money
from app.domain.comparison import CANDIDATES_AT_LEAST, CANDIDATES_AT_MOST, Choice
from app.domain.money import Money
from app.reports.comparison import comparison_document
from app.reports.comparison_table import print_comparison
from app.reports.document import encode
from app.storage.errors import StorageUnavailableError
from app.vetting.compare import compare_candidates
from app.vetting.errors import RequestError

_FEE: Final = re.compile(r"(vet_[0-9a-f]{32})=([0-9]{1,15}(?:\.[0-9]{1,4})?) ?([A-Z]{3})", re.ASCII)


def compare(
    vetting_ids: Annotated[list[str], typer.Argument(help="Ids of vettings of this machine.", metavar="ID ID...")],
    fee: Annotated[
        list[str] | None,
        typer.Option(help="What a creator asks for; wins over the vetting's own fee.", metavar="ID=500EUR"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
) -> None:
    """Rank finished vettings by effective followers for the fee, and print whom each pair of audiences shares."""
    from app.commands.local import open_records

    choices = _read_choices(vetting_ids, fee or [])
    try:
        with open_records(read_settings()) as (store, tenant_id):
            comparison = compare_candidates(store, tenant_id, choices, now=utc_now())
    except (RequestError, StorageUnavailableError) as error:
        fail(str(error))
    body = encode(comparison_document(comparison))
    if as_json:
        typer.echo(body)
    else:
        print_comparison(console, json.loads(body))


def _read_choices(vetting_ids: Sequence[str], fees: Sequence[str]) -> list[Choice]:
    if not CANDIDATES_AT_LEAST <= len(vetting_ids) <= CANDIDATES_AT_MOST:
        message = f"name {CANDIDATES_AT_LEAST} to {CANDIDATES_AT_MOST} vettings"
        raise typer.BadParameter(message)
    given = dict(map(_read_fee, fees))
    for vetting_id in given:
        if vetting_id not in vetting_ids:
            message = f"{vetting_id} has a fee but is not among the vettings to compare"
            raise typer.BadParameter(message)
    return [Choice(vetting_id=vetting_id, fee=given.get(vetting_id)) for vetting_id in vetting_ids]


def _read_fee(text: str) -> tuple[str, Money]:
    found = _FEE.fullmatch(text)
    if found is None:
        message = f"{text!r} is no fee: write it as vet_...=500EUR or vet_...=499.90EUR"
        raise typer.BadParameter(message)
    vetting_id, amount, currency = found.groups()
    try:
        return vetting_id, read_money(amount, currency)
    except ValueError as error:
        message = f"{text!r} is no fee: {error}"
        raise typer.BadParameter(message) from error
