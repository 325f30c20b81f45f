import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa
from factories import make_account
from hypothesis import given
from hypothesis import strategies as st
from storage.rows import NOW

from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.followed import FollowedBy
from app.domain.vetting import VettingStatus
from app.storage.codec import unpack
from app.storage.pages import vetting_pages
from app.storage.store import Store
from app.vetting.assess import read_collected
from app.vetting.collected import Collected
from app.vetting.followed import choose_members
from app.vetting.parallel import CONCURRENT_CALLS
from app.vetting.request import cancel_vetting

from .fake_connector import CREATOR, FakeConnector, people
from .running import EXTENT, begin_vetting, collect, count_pages, make_runner, read_vetting

BREAD = Brief(text="Sourdough for beginners")
LANGUAGES_ONLY = Brief(languages=("en",))
WORDS = "rye-and-spelt words"


def profile(name: str, bio: str | None = WORDS) -> Account:
    return Account(account_id=name, bio=bio)


def everybody_follows(followers: Sequence[Account], *whom: Account) -> Mapping[str, Sequence[Account]]:
    return {follower.account_id: whom for follower in followers}


def collected_from(store: Store, tenant: str, connector: FakeConnector, *, at_most: int) -> Collected:
    extent = replace(EXTENT, followed_members=at_most)
    return asyncio.run(collect(store, tenant, begin_vetting(store, tenant), connector, extent=extent))


def ids(accounts: Sequence[Account | FollowedBy]) -> list[str]:
    return [account.account_id for account in accounts]


@given(st.lists(st.sampled_from(["", "  \n", "\u00a0", "bread", None]), max_size=12), st.integers(0, 12))
def test_those_who_say_nothing_come_first_and_each_kind_in_the_order_of_the_draw(
    bios: list[str | None], at_most: int
) -> None:
    members = [profile(str(number), bio) for number, bio in enumerate(bios)]
    silent = [one for one in members if one.bio is not None and not one.bio.strip()]
    speaking = [one for one in members if one.bio == "bread"]
    assert choose_members(members, at_most) == [*silent, *speaking][:at_most]


def test_whoever_wrote_a_text_says_something_unless_it_is_blank() -> None:
    wordless, commenting = make_account(1, bio="", texts=(" ",)), make_account(2, bio="", texts=("", "Nice loaf"))
    assert choose_members([commenting, wordless], 2) == [wordless, commenting]


def test_so_many_of_the_drawn_are_asked_each_once_and_the_creator_is_no_news(store: Store, tenant: str) -> None:
    followers = [*people(30), *(make_account(number, bio="") for number in range(30, 40))]
    creator, baker, shy = profile(CREATOR), profile("baker"), profile("shy", None)
    connector = FakeConnector(followers, followed=everybody_follows(followers, creator, baker, shy))
    collected = collected_from(store, tenant, connector, at_most=12)
    drawn = collected.samples[0].accounts
    silent = [account for account in drawn if not account.bio]
    speaking = [account for account in drawn if account.bio]
    assert ids(collected.followed) == ids([*silent, *speaking[:2]])
    assert {one.followed for one in collected.followed} == {(baker, shy)}
    assert connector.calls["followed"] == 12


def test_a_member_of_whom_nothing_comes_is_told_as_one_who_follows_nobody(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(3), followed={"account-1": [profile("baker")]})
    collected = collected_from(store, tenant, connector, at_most=12)
    known = {one.account_id: ids(one.followed) for one in collected.followed}
    assert known == {"account-0": [], "account-1": ["baker"], "account-2": []}


@pytest.mark.parametrize(
    ("followers", "followed", "at_most"),
    [(people(9), None, 12), (people(9), {}, 0), ([], {}, 12)],
    ids=["the platform does not tell", "turned off", "no followers"],
)
def test_nobody_is_asked_where_there_is_nothing_to_ask(
    store: Store, tenant: str, followers: list[Account], followed: dict[str, list[Account]] | None, at_most: int
) -> None:
    connector = FakeConnector(followers, followed=followed)
    assert collected_from(store, tenant, connector, at_most=at_most).followed == ()
    assert connector.calls["followed"] == 0


def test_asking_does_not_change_who_is_drawn(store: Store, tenant: str) -> None:
    engaged = [people(300)]
    vetting_id = begin_vetting(store, tenant)

    def collected(followed: dict[str, list[Account]] | None) -> Collected:
        with store.books(tenant) as books:
            books.pages(vetting_id).clear()
        connector = FakeConnector(people(100), likers=engaged, followed=followed)
        return asyncio.run(collect(store, tenant, vetting_id, connector))

    assert collected({}).samples == collected(None).samples


def test_what_was_read_comes_to_the_assessment(store: Store, tenant: str) -> None:
    followers = people(20)
    connector = FakeConnector(followers, followed=everybody_follows(followers, profile("baker")))
    collected = collected_from(store, tenant, connector, at_most=5)
    assert len(collected.followed) == 5
    assert read_collected(collected, BREAD).followed == collected.followed


@pytest.mark.parametrize(("brief", "calls"), [(BREAD, 12), (LANGUAGES_ONLY, 0), (None, 0)])
def test_only_a_brief_with_a_topic_makes_a_vetting_ask(
    store: Store, tenant: str, brief: Brief | None, calls: int
) -> None:
    connector = FakeConnector(people(60), followed={})
    vetting_id = begin_vetting(store, tenant, brief=brief)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    vetting = read_vetting(store, tenant, vetting_id)
    assert vetting.status is VettingStatus.SUCCEEDED
    assert connector.calls["followed"] == calls
    assert vetting.progress.cost.calls == connector.calls.total()


def test_the_progress_shows_how_many_members_are_asked(store: Store, tenant: str) -> None:
    seen = []
    vetting_id = begin_vetting(store, tenant, brief=BREAD)

    def look(method: str, _call: int) -> None:
        if method == "followed":
            seen.append(read_vetting(store, tenant, vetting_id).progress)

    connector = FakeConnector(people(60), followed={}, on_call=look)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    assert {(progress.stage, progress.total) for progress in seen} == {("followed", 12)}
    assert max(progress.done for progress in seen) >= 12 - CONCURRENT_CALLS


def test_a_vetting_cancelled_while_it_asks_stops_and_keeps_no_page(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant, brief=BREAD)

    def cancel(method: str, call: int) -> None:
        if (method, call) == ("followed", 3):
            cancel_vetting(store, tenant, vetting_id, now=NOW)

    connector = FakeConnector(people(60), followed={}, on_call=cancel)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    assert read_vetting(store, tenant, vetting_id).status is VettingStatus.CANCELLED
    assert connector.calls["followed"] <= 3 + CONCURRENT_CALLS
    assert count_pages(store, tenant, vetting_id) == 0


def test_the_bios_stand_in_pages_while_the_vetting_runs_and_nowhere_after_it(store: Store, tenant: str) -> None:
    followers = people(60)
    vetting_id = begin_vetting(store, tenant, brief=BREAD)
    during = []

    def peek(method: str, _call: int) -> None:
        if method == "likers":
            during.append(pages_with(store, WORDS))

    followed = everybody_follows(followers, profile("baker"))
    connector = FakeConnector(followers, followed=followed, likers=[people(1, 500)], on_call=peek)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    assert during == [12]
    assert count_pages(store, tenant, vetting_id) == 0
    with store.books(tenant) as books:
        document, samples = books.documents.get(vetting_id), books.samples.get(vetting_id, now=NOW)
    assert document is not None
    assert samples is not None
    assert WORDS not in json.dumps(json.loads(document.body))
    assert "baker" not in {account_id for sample in samples for account_id in sample.account_ids}


def pages_with(store: Store, words: str) -> int:
    """How many stored pages hold these words."""
    with store.engine.connect() as connection:
        bodies = connection.execute(sa.select(vetting_pages.c.body)).scalars().all()
    return sum(words in json.dumps(unpack(body, object)) for body in bodies)
