"""`truereach rescore`: a stored sample under another model or policy, and what that changes."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.commands.question import PolicyOption, read_policy
from app.domain.policy import Policy
from app.reports.difference import print_difference
from app.reports.document import encode, rescore_document
from app.storage.errors import StorageUnavailableError
from app.vetting.errors import RequestError
from app.vetting.rescore import rescore_vetting


def rescore(
    vetting_id: Annotated[str, typer.Argument(help="Id of a vetting of this machine.", metavar="ID")],
    model: Annotated[str | None, typer.Option(help="Version of the model; else the current one.")] = None,
    policy: PolicyOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the new verdict and the difference as JSON.")] = False,
) -> None:
    """Score the stored sample of a vetting again and print what changed; the vetting itself stays as it is."""
    from app.commands.local import open_methods, open_records

    rules, settings = _rules(policy), read_settings()
    methods = open_methods(settings)
    try:
        with open_records(settings) as (store, tenant_id):
            result = rescore_vetting(
                store,
                tenant_id,
                vetting_id,
                models=methods.models,
                model=model,
                policy=rules,
                now=utc_now(),
                niche_model=methods.niche_model,
            )
    except (RequestError, StorageUnavailableError) as error:
        fail(str(error))
    body = encode(rescore_document(result))
    if as_json:
        typer.echo(body)
    else:
        print_difference(console, json.loads(body))


def _rules(policy: Path | None) -> Policy | None:
    """Without a file, the policy of the vetting holds."""
    return None if policy is None else read_policy(policy)
