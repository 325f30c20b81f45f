"""`truereach demo`: a first vetting, of a made-up audience, on the embedded database."""

import asyncio
import hashlib
from typing import TYPE_CHECKING

from app.clock import utc_now
from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.commands.vet import print_vetting
from app.commands.watch import watch
from app.domain.audience import Frame, Order
from app.domain.brief import Brief
from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.vetting import Question, Vetting
from app.settings import Settings
from app.storage.errors import StorageUnavailableError
from app.vetting import made_up

if TYPE_CHECKING:
    from app.commands.local import Desk


def demo() -> None:
    """Vet a made-up audience: 3,000 followers, some of them delivered as a block. No account, no network."""
    show_first_vetting(read_settings())


def show_first_vetting(settings: Settings) -> None:
    """Upload the made-up audience, vet it and print the verdict."""
    try:
        vetting, body = asyncio.run(_run(settings))
    except StorageUnavailableError as error:
        fail(str(error))
    if body is None:
        fail(f"The vetting ended as {vetting.status}.")
    console.print(f'Brief: "{made_up.BRIEF}". Everybody in this audience is made up.', style="dim")
    print_vetting(f"bluesky:@{made_up.HANDLE} (made up)", body)
    console.print(f"Stored as {vetting.vetting_id}.", style="dim")


async def _run(settings: Settings) -> tuple[Vetting, bytes | None]:
    from app.commands.local import open_desk

    async with open_desk(settings) as desk:
        question = Question(
            platform=Platform.BLUESKY,
            handle=made_up.HANDLE,
            audience_id=_upload(desk, settings),
            brief=Brief(text=made_up.BRIEF),
            policy=Policy(),
            sample_size=made_up.POPULATION,
        )
        with watch() as show:
            vetting = await desk.vet(question, show)
        return vetting, desk.read_document(vetting)


def _upload(desk: "Desk", settings: Settings) -> str:
    from app.vetting.upload import Description, store_upload

    accounts = made_up.make_audience()
    description = Description(
        platform=Platform.BLUESKY,
        handle=made_up.HANDLE,
        frame=Frame.COMPLETE,
        order=Order.NEWEST_FIRST,
        population=made_up.POPULATION,
    )
    audience = store_upload(
        desk.services.store,
        desk.tenant_id,
        [accounts],
        description,
        sha256=hashlib.sha256(repr(accounts).encode()).hexdigest(),
        keep_days=settings.audience_keep_days,
        now=utc_now(),
    )
    return audience.audience_id
