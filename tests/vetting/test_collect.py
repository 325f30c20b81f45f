import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from factories import make_account

from app.domain.account import EngagementKind
from app.domain.audience import AudienceSample, Availability, Frame, Role
from app.domain.creator import Followings
from app.platforms.errors import PlatformError, UpstreamError
from app.storage.store import Store
from app.vetting.collected import Collected
from app.vetting.extent import Extent

from .fake_connector import CREATOR, FakeConnector, people
from .running import EXTENT, begin_vetting, collect, count_pages


def ids(sample: AudienceSample) -> list[str]:
    return [account.account_id for account in sample.accounts]


def run(store: Store, tenant: str, connector: FakeConnector, *, extent: Extent = EXTENT) -> Collected:
    return asyncio.run(collect(store, tenant, begin_vetting(store, tenant), connector, extent=extent))


def test_the_sample_has_the_size_that_was_asked_for_the_frame_of_the_list_and_full_counts(
    store: Store, tenant: str
) -> None:
    collected = run(store, tenant, FakeConnector(people(200), followers_count=230))
    [sample] = collected.samples
    assert len(sample.accounts) == 60
    assert (sample.note.frame, sample.note.population, sample.note.listed) == (Frame.COMPLETE, 230, 200)
    assert all(account.followers_count is not None for account in sample.accounts)
    assert all(account.follow_rank == int(account.account_id.removeprefix("account-")) for account in sample.accounts)


def test_a_list_cut_at_its_limit_is_the_newest_part(store: Store, tenant: str) -> None:
    extent = replace(EXTENT, listed_accounts=100)
    [sample] = run(store, tenant, FakeConnector(people(200)), extent=extent).samples
    assert (sample.note.frame, sample.note.listed) == (Frame.NEWEST, 100)


def test_a_hidden_audience_gives_an_empty_sample_that_says_so(store: Store, tenant: str) -> None:
    [sample] = run(store, tenant, FakeConnector(followers_count=500)).samples
    assert sample.note.availability is Availability.HIDDEN
    assert sample.accounts == []


def test_a_vetting_draws_the_same_accounts_again_and_another_one_others(store: Store, tenant: str) -> None:
    def drawn(vetting_id: str) -> list[str]:
        return ids(asyncio.run(collect(store, tenant, vetting_id, FakeConnector(people(500)))).samples[0])

    first, second = (begin_vetting(store, tenant, handle=name) for name in ("one", "two"))
    assert drawn(first) == drawn(first)
    assert set(drawn(first)) != set(drawn(second))


def test_each_follower_is_as_likely_to_be_drawn_as_any_other(store: Store, tenant: str) -> None:
    drawn: Counter[str] = Counter()
    connector = FakeConnector(people(40), hydrates=False)
    for number in range(150):
        vetting_id = begin_vetting(store, tenant, handle=f"creator{number}")
        extent = replace(EXTENT, sample_size=10)
        drawn.update(ids(asyncio.run(collect(store, tenant, vetting_id, connector, extent=extent)).samples[0]))
    # 150 draws at 1/4: 37.5 on average with a deviation of 5.3; four of these either way.
    assert len(drawn) == 40
    assert all(16 <= count <= 59 for count in drawn.values())


@pytest.mark.parametrize(
    "broken",
    [
        ("followers", 2),
        ("followings", 2),
        ("accounts", 2),
        ("followed", 7),
        ("likers", 2),
        ("commenters", 1),
        ("posts", 1),
    ],
)
def test_a_restart_goes_on_where_the_first_run_broke_and_ends_with_the_same_data(
    store: Store, tenant: str, broken: tuple[str, int]
) -> None:
    engaged = {
        "likers": [people(30), people(30, 20)],
        "commenters": [people(9, 195)],
        "followings": [f"account-{number}" for number in range(90, 210)],
        "followed": {account.account_id: [make_account(900 + rank)] for rank, account in enumerate(people(200))},
    }
    vetting_id = begin_vetting(store, tenant)
    healthy = FakeConnector(people(200), **engaged)  # type: ignore[arg-type] # mypy joins the two keywords
    expected = asyncio.run(collect(store, tenant, vetting_id, healthy))
    with store.books(tenant) as books:
        books.pages(vetting_id).clear()

    def fail(method: str, call: int) -> None:
        if method == broken[0] and call >= broken[1] and is_down:
            raise UpstreamError("Down.")

    is_down = True
    failing = FakeConnector(people(200), on_call=fail, **engaged)  # type: ignore[arg-type]
    with pytest.raises(PlatformError):
        asyncio.run(collect(store, tenant, vetting_id, failing))
    is_down = False
    fetched_before = count_pages(store, tenant, vetting_id)
    calls_before = failing.calls.total()
    assert asyncio.run(collect(store, tenant, vetting_id, failing)) == expected
    assert failing.calls.total() - calls_before == count_pages(store, tenant, vetting_id) - fetched_before


def test_accounts_that_are_known_are_not_asked_for_again(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(50), likers=[people(60)], commenters=[people(70)])
    collected = run(store, tenant, connector)
    assert sorted(connector.hydrated) == sorted({account.account_id for account in people(70)})
    assert [len(sample.accounts) for sample in collected.samples] == [50, 60, 70]


def test_who_reacts_to_several_posts_is_one_account_with_all_reactions(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(5), likers=[people(3), people(4), people(2)])
    likers = run(store, tenant, connector).samples[1]
    assert likers.note.role is Role.LIKERS
    assert (likers.note.listed, likers.note.population) == (4, None)
    posts = {account.account_id: [one.post_id for one in account.engagements] for account in likers.accounts}
    assert posts == {
        "account-0": ["0", "1", "2"],
        "account-1": ["0", "1", "2"],
        "account-2": ["0", "1"],
        "account-3": ["1"],
    }


def test_everybody_who_reacted_is_kept_with_all_reactions_though_only_some_are_drawn(store: Store, tenant: str) -> None:
    collected = run(
        store, tenant, FakeConnector(people(5), likers=[people(230), people(9)], commenters=[people(4, 228)])
    )
    assert [len(sample.accounts) for sample in collected.samples[1:]] == [200, 4]
    reactions = {account.account_id: [one.kind for one in account.engagements] for account in collected.reacting}
    assert len(collected.reacting) == len(reactions) == 232
    assert reactions["account-0"] == [EngagementKind.LIKE, EngagementKind.LIKE]
    assert reactions["account-229"] == [EngagementKind.LIKE, EngagementKind.COMMENT]


def test_the_listing_is_the_whole_list_in_its_order_with_the_counts_of_those_drawn(store: Store, tenant: str) -> None:
    collected = run(store, tenant, FakeConnector(people(200)))
    [sample], listing = collected.samples, collected.listing
    assert listing is not None
    assert listing.note == sample.note
    assert ids(listing) == [account.account_id for account in people(200)]
    assert all(account.created_at is not None for account in listing.accounts)
    counted = {account.account_id for account in listing.accounts if account.posts_count is not None}
    assert counted == set(ids(sample))


def test_a_platform_that_lists_no_followers_has_no_listing(store: Store, tenant: str) -> None:
    connector = FakeConnector()
    connector.capabilities = replace(connector.capabilities, lists_followers=False)
    collected = run(store, tenant, connector)
    assert (collected.listing, collected.reacting) == (None, ())


def test_the_creator_is_no_part_of_the_own_audience(store: Store, tenant: str) -> None:
    creator = make_account(1, account_id=CREATOR)
    connector = FakeConnector(people(5), likers=[[*people(3), creator]], commenters=[[creator]])
    collected = run(store, tenant, connector)
    likers, commenters = collected.samples[1:]
    assert CREATOR not in ids(likers)
    assert CREATOR not in {account.account_id for account in collected.reacting}
    assert (likers.note.listed, ids(commenters)) == (3, [])


def test_only_the_recent_posts_are_looked_at(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(5), likers=[people(2) for _ in range(7)])
    run(store, tenant, connector, extent=replace(EXTENT, engaging_posts=4))
    assert connector.calls["likers"] == 4


def test_accounts_that_are_gone_since_the_listing_are_left_out(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(30))
    connector.forget("account-7")
    [sample] = run(store, tenant, connector).samples
    assert len(sample.accounts) == 29
    assert sample.note.listed == 30


def test_whom_the_creator_follows_is_read_page_by_page_each_once(store: Store, tenant: str) -> None:
    followings = [f"account-{number}" for number in range(120)]
    connector = FakeConnector(people(30), followings=followings)
    found = run(store, tenant, connector).followings
    assert found == Followings(account_ids=tuple(followings), complete=True)
    assert connector.calls["followings"] == 3


def test_a_platform_that_lists_no_followings_is_not_asked_for_them(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(30))
    assert run(store, tenant, connector).followings is None
    assert connector.calls["followings"] == 0
