"""Whose audience is judged where a platform hides it, or lists no followers."""

import asyncio
from dataclasses import replace

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.audience import AudienceSample, Availability, Role
from app.platforms.connector import Page
from app.platforms.errors import AudienceHiddenError
from app.storage.store import Store
from app.vetting.collected import Collected
from app.vetting.extent import Extent

from .fake_connector import FakeConnector, people
from .running import EXTENT, begin_vetting, collect


def ids(sample: AudienceSample) -> list[str]:
    return [account.account_id for account in sample.accounts]


def run(store: Store, tenant: str, connector: FakeConnector, *, extent: Extent = EXTENT) -> Collected:
    return asyncio.run(collect(store, tenant, begin_vetting(store, tenant), connector, extent=extent))


def test_likers_that_are_hidden_are_said_to_be_and_cost_nothing_but_themselves(store: Store, tenant: str) -> None:
    def hide(method: str, _call: int) -> None:
        if method == "likers":
            raise AudienceHiddenError("Signed-in people only.")

    connector = FakeConnector(people(60), likers=[people(30)], commenters=[people(9)], on_call=hide)
    likers, commenters = run(store, tenant, connector).samples[1:]
    assert (likers.note.availability, ids(likers)) == (Availability.HIDDEN, [])
    assert (commenters.note.availability, len(ids(commenters))) == (Availability.OK, 9)


def without_followers(connector: FakeConnector) -> FakeConnector:
    connector.capabilities = replace(
        connector.capabilities, lists_followers=False, availability=Availability.UNSUPPORTED
    )
    return connector


def test_where_followers_cannot_be_listed_those_who_comment_are_the_audience(store: Store, tenant: str) -> None:
    connector = without_followers(FakeConnector(people(90), commenters=[people(50), people(50, 30), people(9, 500)]))
    collected = run(store, tenant, connector, extent=replace(EXTENT, sample_size=40))
    commenters, followers = collected.samples
    assert (commenters.note.role, commenters.note.listed, len(commenters.accounts)) == (Role.COMMENTERS, 89, 40)
    assert (followers.note.availability, followers.note.population) == (Availability.UNSUPPORTED, 90)
    assert collected.reading is not None
    assert (collected.reading.accounts_listed, collected.reading.accounts_read) == (89, 40)


def test_of_the_main_audience_further_pages_of_each_post_are_read_until_enough_are_known(
    store: Store, tenant: str
) -> None:
    class Paged(FakeConnector):
        async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:
            self._count("commenters")
            page = int(cursor or 0)
            items = people(10, 1_000 * int(post_id) + 10 * page)
            engaged = [
                replace(one, engagements=(Engagement(EngagementKind.COMMENT, post_id),), followers_count=1)
                for one in items
            ]
            return Page(tuple(engaged), str(page + 1))

    connector = without_followers(Paged(commenters=[[], []], hydrates=False))
    collected = run(store, tenant, connector, extent=replace(EXTENT, sample_size=55))
    assert connector.calls["commenters"] == 6, "three pages of each of two posts hold sixty accounts"
    assert (collected.samples[0].note.listed, len(collected.samples[0].accounts)) == (60, 55)


def test_a_platform_that_gives_no_audience_at_all_still_gives_posts(store: Store, tenant: str) -> None:
    connector = without_followers(FakeConnector(people(90), likers=[people(3)]))
    connector.capabilities = replace(
        connector.capabilities, lists_likers=False, availability=Availability.NEEDS_CONSENT, hydration_batch=None
    )
    collected = run(store, tenant, connector)
    [followers] = collected.samples
    assert (followers.note.availability, followers.accounts) == (Availability.NEEDS_CONSENT, ())
    assert (len(collected.posts), collected.reading, collected.listing) == (1, None, None)
