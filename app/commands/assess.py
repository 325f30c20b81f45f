"""`truereach assess`: an uploaded audience, without a server."""

from pathlib import Path
from typing import Annotated

import typer

from app.clock import utc_now
from app.commands.model import ModelOption, NicheOption, open_models, open_niche
from app.commands.output import console, fail, notes, open_input, open_output
from app.commands.question import BriefOption, FeeOption, PolicyOption, read_brief_option, read_fee, read_policy
from app.domain.audience import Frame, Order
from app.domain.handle import Platform
from app.platforms.upload import UploadError, UploadRejectedError, read_audience
from app.reports.document import assessment_with_verdict, encode
from app.reports.terminal import print_assessment
from app.scoring.reach import price_per_effective_follower
from app.vetting.assess import assess_upload


def assess(
    file: Annotated[Path, typer.Argument(help="NDJSON, gzip NDJSON or CSV; `-` reads standard input.")],
    platform: Annotated[Platform, typer.Option(help="Platform that the accounts are on.")],
    population: Annotated[int | None, typer.Option(min=0, help="Size of the whole audience.")] = None,
    order: Annotated[Order, typer.Option(help="In which order the accounts stand.")] = Order.NEWEST_FIRST,
    frame: Annotated[Frame | None, typer.Option(help="Which part of the audience the accounts are.")] = None,
    brief: BriefOption = None,
    policy: PolicyOption = None,
    fee: FeeOption = None,
    model: ModelOption = "",
    niche_encoder: NicheOption = "",
    output: Annotated[Path | None, typer.Option(help="File for the result; else standard output.")] = None,
    table: Annotated[bool, typer.Option("--table", help="Print a table for people instead of JSON.")] = False,
) -> None:
    """Assess an audience: one JSON document with the shares, their intervals and the verdict.

    Without `--frame`, a file that holds the whole population is complete, and any other is taken as the newest part.
    """
    rules, wanted, asked = read_policy(policy), read_brief_option(brief), read_fee(fee)
    weighing = open_models(model, given_as="--model").current
    reading = open_niche(niche_encoder, given_as="--niche-encoder")
    try:
        with open_input(file) as source:
            assessment, verdict = assess_upload(
                read_audience(source),
                population=population,
                frame=frame,
                order=order,
                drawn_at=utc_now(),
                brief=wanted,
                policy=rules,
                model=weighing,
                niche_model=reading,
            )
    except UploadRejectedError as error:
        for one in error.errors:
            notes.print(f"line {one.line}{one.pointer}: {one.reason}", style="yellow", markup=False)
        fail(error.detail)
    except UploadError as error:
        fail(error.detail)
    price = price_per_effective_follower(assessment.effective_audience, asked)
    document = {"platform": str(platform), **assessment_with_verdict(assessment, verdict, price)}
    if table:
        print_assessment(console, f"{platform}: {file.name}", document)
        return
    with open_output(output) as target:
        target.write(encode(document) + b"\n")
