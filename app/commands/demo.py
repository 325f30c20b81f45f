"""`truereach demo`: two made-up creators, a small community and a large crowd, vetted and compared."""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.commands.vet import print_vetting
from app.commands.watch import watch
from app.domain.audience import Frame, Order
from app.domain.brief import Brief
from app.domain.comparison import Choice
from app.domain.handle import Platform
from app.domain.money import Money
from app.domain.policy import Policy
from app.domain.vetting import Question
from app.reports.comparison import comparison_document
from app.reports.comparison_table import print_comparison
from app.reports.document import encode
from app.reports.terminal import interval_text, percent_text
from app.settings import Settings
from app.storage.errors import StorageUnavailableError
from app.vetting import made_up
from app.vetting.compare import compare_candidates
from app.vetting.made_up import MadeUpCreator

if TYPE_CHECKING:
    from app.commands.local import Desk

_PAGE: Final = 5_000
_DRAWN: Final = 2_000
"""What a vetting asks for by default; of an upload everybody is read."""

_REACHABLE: Final = (
    "Reachable comes out high, and its interval does not know: quiet followers and those of thousands score as rather "
    "inauthentic, and count less among the authentic."
)


def demo() -> None:
    """Vet two made-up creators with 3,000 and 40,000 followers, and compare them. No account, no network."""
    show_first_vettings(read_settings())


def show_first_vettings(settings: Settings) -> None:
    """Upload both made-up audiences, vet them, print the verdicts and what they come to beside each other."""
    try:
        asyncio.run(_show(settings, (made_up.make_community(), made_up.make_crowd())))
    except StorageUnavailableError as error:
        fail(str(error))


async def _show(settings: Settings, creators: Sequence[MadeUpCreator]) -> None:
    from app.commands.local import open_desk

    console.print(f'Brief: "{made_up.BRIEF}". Everybody in these audiences is made up.', style="dim")
    documents = []
    async with open_desk(settings) as desk:
        for creator in creators:
            body = await vet_made_up(desk, settings, creator, creator.fee)
            print_vetting(f"bluesky:@{creator.handle} (made up)", body)
            documents.append(json.loads(body))
        comparison = _compare(desk, documents)
    console.print(_made_against_measured(creators, documents))
    console.print(_REACHABLE, style="dim")
    print_comparison(console, comparison)
    console.print(_moral(documents), style="bold")
    ids = " ".join(document["id"] for document in documents)
    console.print(f"Stored: truereach compare {ids}", style="dim", soft_wrap=True)


async def vet_made_up(desk: "Desk", settings: Settings, creator: MadeUpCreator, fee: Money | None) -> bytes:
    """Upload and vet a made-up audience, and return the stored document."""
    question = Question(
        platform=Platform.BLUESKY,
        handle=creator.handle,
        audience_id=_upload(desk, settings, creator),
        brief=Brief(text=made_up.BRIEF),
        policy=Policy(),
        sample_size=_DRAWN,
        fee=fee,
    )
    with watch() as show:
        vetting = await desk.vet(question, show)
    body = desk.read_document(vetting)
    if body is None:
        fail(f"The vetting ended as {vetting.status}.")
    return body


def _upload(desk: "Desk", settings: Settings, creator: MadeUpCreator) -> str:
    from app.vetting.upload import Description, store_upload

    accounts = creator.accounts
    description = Description(
        platform=Platform.BLUESKY,
        handle=creator.handle,
        frame=Frame.COMPLETE,
        order=Order.NEWEST_FIRST,
        population=len(accounts),
    )
    audience = store_upload(
        desk.services.store,
        desk.tenant_id,
        (list(accounts[start : start + _PAGE]) for start in range(0, len(accounts), _PAGE)),
        description,
        sha256=hashlib.sha256("".join(f"{one.account_id} {one.bio}\n" for one in accounts).encode()).hexdigest(),
        keep_days=settings.audience_keep_days,
        now=utc_now(),
    )
    return audience.audience_id


def _compare(desk: "Desk", documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    choices = [Choice(vetting_id=document["id"], fee=None) for document in documents]
    comparison = compare_candidates(desk.services.store, desk.tenant_id, choices, now=utc_now())
    compared: dict[str, Any] = json.loads(encode(comparison_document(comparison)))
    return compared


def _made_against_measured(creators: Sequence[MadeUpCreator], documents: Sequence[dict[str, Any]]) -> Table:
    """Put beside each share what the audience was made to be, which nobody knows of a real one."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("made against measured")
    for column in ("made", "measured", "interval"):
        table.add_column(column, justify="right", no_wrap=True)
    for creator, document in zip(creators, documents, strict=True):
        made, assessment = creator.made, document["assessment"]
        for name, share, found in (
            ("inauthentic", made.inauthentic_share, assessment["inauthentic_share"]),
            ("reachable of authentic", made.reachable_share, assessment["reachable_share"]),
            ("in niche of authentic", made.niche_share, assessment["niche"]["share"]),
        ):
            row = (f"{creator.handle}: {name}", percent_text(share), percent_text(found["estimate"]))
            table.add_row(*row, interval_text(found))
        effective = assessment["effective_audience"]
        table.add_row(
            f"{creator.handle}: effective audience",
            f"{made.effective_audience:,.0f}",
            f"{effective['estimate']:,.0f}",
            f"{effective['low']:,.0f} to {effective['high']:,.0f}",
            style="bold",
            end_section=True,
        )
    return table


def _moral(documents: Sequence[dict[str, Any]]) -> str:
    """Say what the figures show, and only if they do."""
    small, large = (document["assessment"] for document in documents)
    few, many = (f"{one['frame']['population']:,}" for one in (small, large))
    least, most = small["effective_audience"]["low"], large["effective_audience"]["high"]
    if least <= most:
        return f"Whether the {few} followers are worth more than the {many} stays open: the intervals overlap."
    return (
        f"{few} followers who care are worth more than {many} who happened to follow: at least {least:,.0f} effective "
        f"followers against at most {most:,.0f}."
    )
