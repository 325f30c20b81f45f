"""Whom members follow, read from the real Bluesky network."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
from bluesky_network.network import BlueskyNetwork
from bluesky_network.people import LOGGED_OUT_VISITORS_UNWANTED, People

from app.domain.account import Account
from app.platforms.connector import Access, Page
from app.platforms.connectors.bluesky import Bluesky
from app.storage.store import Store
from app.vetting.collect import Collection
from app.vetting.collected import Collected

from .running import EXTENT, begin_vetting, make_ledger

pytestmark = [pytest.mark.network, pytest.mark.slow, pytest.mark.xdist_group("bluesky")]


class BlueskyThatLosesPeople(Bluesky):
    """Lets something happen to the network before it is first asked whom a member follows."""

    def __init__(self, access: Access, happen: Callable[[], None]) -> None:
        super().__init__(access)
        self._happen: Callable[[], None] | None = happen

    async def fetch_followed(self, account_id: str) -> Page[Account]:
        if self._happen is not None:
            self._happen()
            self._happen = None
        return await super().fetch_followed(account_id)


def test_the_followed_come_with_their_bios_and_members_that_go_meanwhile_break_nothing(
    store: Store, tenant: str, bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    people = bluesky_people
    names = ("creator", "silent", "talker", "shy-fan", "fallen-fan", "resting-fan", "deleted-fan")
    creator, silent, talker, shy_fan, fallen_fan, resting_fan, deleted_fan = (
        people.join(f"fb-{name}.test") for name in names
    )
    miller, shy, fallen = (people.join(f"fb-{name}.test") for name in ("miller", "shy", "fallen"))
    fans = (silent, talker, shy_fan, fallen_fan, resting_fan, deleted_fan)
    people.write_profile(talker, description="I talk about mills")
    people.write_profile(shy_fan, self_labels=[LOGGED_OUT_VISITORS_UNWANTED])
    people.write_profile(miller, display_name="Miller", description="Rye and spelt", has_avatar=True)
    people.write_profile(shy, description="Unsayable", self_labels=[LOGGED_OUT_VISITORS_UNWANTED])
    people.write_profile(fallen, description="Taken down")
    for fan in fans:
        for whom in (miller, shy, fallen, creator):
            people.follow(fan, whom)
    bluesky_network.settle()

    def lose_people() -> None:
        people.take_down(fallen)
        people.take_down(fallen_fan)
        people.deactivate(resting_fan)
        people.delete(deleted_fan)
        bluesky_network.settle()

    async def collect() -> Collected:
        async with httpx.AsyncClient() as client:
            connector = BlueskyThatLosesPeople(Access(client=client, base_url=bluesky_network.appview_url), lose_people)
            vetting_id = begin_vetting(store, tenant)
            ledger = make_ledger(store, tenant, vetting_id)
            extent = replace(EXTENT, followed_members=10)
            return await Collection(ledger, connector, extent, vetting_id=vetting_id).collect(creator.handle)

    collected = asyncio.run(collect())
    assert len(collected.samples[0].accounts) == len(fans)
    seen = (Account(account_id=shy.did), Account(account_id=miller.did, bio="Rye and spelt"))
    assert {one.account_id: one.followed for one in collected.followed} == {
        silent.did: seen,
        talker.did: seen,
        fallen_fan.did: (),
        resting_fan.did: (),
        deleted_fan.did: (),
    }
    assert collected.followed[-1].account_id == talker.did
