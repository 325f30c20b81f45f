"""`truereach vet`: fetch a creator's audience and give the verdict."""

import asyncio
import json
from typing import Annotated

import typer

from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.commands.question import (
    BriefOption,
    BudgetOption,
    FeeOption,
    HandleArgument,
    PolicyOption,
    read_brief_option,
    read_budget,
    read_fee,
    read_handle,
    read_policy,
)
from app.commands.watch import watch
from app.domain.vetting import Question, Vetting
from app.reports.terminal import print_assessment
from app.settings import Settings
from app.storage.errors import StorageUnavailableError
from app.vetting.errors import RequestError


def vet(
    handle: HandleArgument,
    brief: BriefOption = None,
    policy: PolicyOption = None,
    fee: FeeOption = None,
    sample_size: Annotated[int, typer.Option(min=50, max=5_000, help="Followers to draw.")] = 2_000,
    read_all: Annotated[
        bool, typer.Option("--read-all", help="Read the whole draw, though less would decide.")
    ] = False,
    budget: BudgetOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the vetting as JSON.")] = False,
) -> None:
    """Vet a creator: fetch a sample of the audience, score it, store and print the verdict."""
    creator = read_handle(handle).handle
    question = Question(
        platform=creator.platform,
        handle=creator.name,
        audience_id=None,
        brief=read_brief_option(brief),
        policy=read_policy(policy),
        sample_size=sample_size,
        read_all=read_all,
        fee=read_fee(fee),
        budget=read_budget(budget),
    )
    try:
        vetting, body = asyncio.run(_run(read_settings(), question))
    except (RequestError, StorageUnavailableError) as error:
        fail(str(error))
    if body is None:
        fail(vetting.failure.detail if vetting.failure else f"The vetting was {vetting.status}.")
    if as_json:
        typer.echo(body)
    else:
        print_vetting(str(creator), body)


def print_vetting(title: str, body: bytes) -> None:
    """Print a stored vetting as a table."""
    document = json.loads(body)
    parts = {name: document[name] for name in ("verdict", "price", "owner_insights")}
    print_assessment(console, title, {**document["assessment"], **parts})


async def _run(settings: Settings, question: Question) -> tuple[Vetting, bytes | None]:
    from app.commands.local import open_desk

    async with open_desk(settings) as desk:
        with watch() as show:
            vetting = await desk.vet(question, show)
        return vetting, desk.read_document(vetting)
