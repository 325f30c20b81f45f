"""`truereach plan`: what a vetting would cost, before it is asked for."""

import asyncio
import json
from typing import Annotated, Any

import typer

from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.commands.question import (
    BriefOption,
    BudgetOption,
    HandleArgument,
    PolicyOption,
    read_brief_option,
    read_budget,
    read_handle,
    read_policy,
)
from app.domain.vetting import Question
from app.platforms.errors import PlatformError
from app.reports.plan import plan_document, print_plan
from app.settings import Settings
from app.storage.errors import StorageUnavailableError
from app.vetting.errors import RequestError


def plan(
    handle: HandleArgument,
    brief: BriefOption = None,
    policy: PolicyOption = None,
    sample_size: Annotated[int, typer.Option(min=50, max=5_000, help="Followers to draw.")] = 2_000,
    budget: BudgetOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
) -> None:
    """Tell what vetting a creator would cost: platform calls, units, money and minutes, and how sure it would be."""
    creator = read_handle(handle).handle
    question = Question(
        platform=creator.platform,
        handle=creator.name,
        audience_id=None,
        brief=read_brief_option(brief),
        policy=read_policy(policy),
        sample_size=sample_size,
        budget=read_budget(budget),
    )
    try:
        document = asyncio.run(_plan(read_settings(), question))
    except (RequestError, PlatformError) as error:
        fail(error.detail)
    except StorageUnavailableError as error:
        fail(str(error))
    if as_json:
        typer.echo(json.dumps(document))
    else:
        print_plan(console, document)


async def _plan(settings: Settings, question: Question) -> dict[str, Any]:
    from app.commands.local import open_desk

    async with open_desk(settings) as desk:
        return plan_document(await desk.plan(question))
