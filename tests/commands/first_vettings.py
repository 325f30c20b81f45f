"""Vettings of the made-up community, on the database of the settings."""

import asyncio
import json

from app.commands.demo import vet_made_up
from app.commands.local import open_desk
from app.settings import Settings
from app.vetting.made_up import make_community


def vet_community(times: int) -> list[str]:
    """Vet it so many times without a fee, and return the ids."""
    return asyncio.run(_vet(Settings(), times))


async def _vet(settings: Settings, times: int) -> list[str]:
    async with open_desk(settings) as desk:
        bodies = [await vet_made_up(desk, settings, make_community(), fee=None) for _ in range(times)]
    return [json.loads(body)["id"] for body in bodies]
