import asyncio

from factories import DRAWN_AT, make_account

from app.domain.account import Account
from app.domain.audience import Availability
from app.domain.creator import Followings
from app.platforms.connector import Page, Subject
from app.platforms.errors import AudienceHiddenError
from app.storage.store import Store
from app.vetting.listing import CIRCLE, Listing, list_followers, list_followings

from .fake_connector import CREATOR, FakeConnector, people
from .running import begin_vetting, make_ledger


def walk(
    store: Store, tenant: str, connector: FakeConnector, *, at_most: int = 10_000, followers_count: int | None = 500
) -> Listing:
    ledger = make_ledger(store, tenant, begin_vetting(store, tenant))
    subject = Account(account_id=CREATOR, followers_count=followers_count, observed_at=DRAWN_AT)
    return asyncio.run(list_followers(ledger, connector, Subject(subject, CREATOR), at_most=at_most))


def page(start: int, count: int, cursor: str | None) -> Page[Account]:
    return Page(tuple(people(count, start)), cursor)


def test_a_list_is_walked_to_its_end_and_ranked_as_it_came(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(120))
    listing = walk(store, tenant, connector)
    assert listing.complete
    assert [account.account_id for account in listing.accounts] == [f"account-{number}" for number in range(120)]
    assert [account.follow_rank for account in listing.accounts] == list(range(120))
    assert connector.calls["followers"] == 3


def test_a_long_list_is_read_up_to_its_limit_and_said_to_be_incomplete(store: Store, tenant: str) -> None:
    connector = FakeConnector(people(500))
    listing = walk(store, tenant, connector, at_most=120)
    assert not listing.complete
    assert len(listing.accounts) == 150
    assert connector.calls["followers"] == 3


def test_a_list_that_ends_exactly_at_the_limit_is_complete(store: Store, tenant: str) -> None:
    assert walk(store, tenant, FakeConnector(people(100)), at_most=100).complete


def test_accounts_that_come_twice_count_once(store: Store, tenant: str) -> None:
    pages = {None: page(0, 10, "a"), "a": page(5, 10, None)}
    listing = walk(store, tenant, FakeConnector(pages=pages))
    assert [account.follow_rank for account in listing.accounts] == list(range(15))


def test_a_cursor_that_leads_back_ends_the_list_with_a_note(store: Store, tenant: str) -> None:
    pages = {None: page(0, 10, "a"), "a": page(10, 10, "b"), "b": page(20, 10, "a")}
    connector = FakeConnector(pages=pages)
    listing = walk(store, tenant, connector)
    assert len(listing.accounts) == 30
    assert not listing.complete
    assert listing.notes == (CIRCLE,)
    assert connector.calls["followers"] == 3


def test_new_cursors_without_new_accounts_end_the_list(store: Store, tenant: str) -> None:
    pages: dict[str | None, Page[Account]] = {str(n): page(0, 10, str(n + 1)) for n in range(99)}
    pages[None] = page(0, 10, "0")
    connector = FakeConnector(pages=pages)
    listing = walk(store, tenant, connector)
    assert listing.notes == (CIRCLE,)
    assert connector.calls["followers"] == 4


def test_empty_pages_on_the_way_are_not_the_end(store: Store, tenant: str) -> None:
    empty: Page[Account] = Page((), "b")
    pages = {None: page(0, 10, "a"), "a": empty, "b": Page((), "c"), "c": page(10, 5, None)}
    listing = walk(store, tenant, FakeConnector(pages=pages))
    assert len(listing.accounts) == 15
    assert listing.complete


def test_an_empty_list_beside_a_positive_count_is_hidden(store: Store, tenant: str) -> None:
    listing = walk(store, tenant, FakeConnector(pages={None: Page((), None)}))
    assert listing.availability is Availability.HIDDEN
    assert not listing.complete


def test_an_empty_list_of_nobody_is_complete(store: Store, tenant: str) -> None:
    listing = walk(store, tenant, FakeConnector(), followers_count=0)
    assert listing.availability is Availability.OK
    assert listing.complete


def test_a_platform_that_hides_the_list_hides_it(store: Store, tenant: str) -> None:
    def hide(method: str, _: int) -> None:
        if method == "followers":
            raise AudienceHiddenError("Hidden.")

    listing = walk(store, tenant, FakeConnector([make_account()], on_call=hide))
    assert listing.availability is Availability.HIDDEN
    assert listing.accounts == ()


def walk_followings(store: Store, tenant: str, connector: FakeConnector, *, at_most: int = 1_000) -> Followings | None:
    ledger = make_ledger(store, tenant, begin_vetting(store, tenant))
    subject = Account(account_id=CREATOR, following_count=500, observed_at=DRAWN_AT)
    followings, end = asyncio.run(list_followings(ledger, connector, Subject(subject, CREATOR), at_most=at_most))
    assert end is None
    return followings


def test_followings_beyond_the_limit_are_not_read_and_said_to_be_incomplete(store: Store, tenant: str) -> None:
    connector = FakeConnector(followings=[f"account-{number}" for number in range(500)])
    found = walk_followings(store, tenant, connector, at_most=120)
    assert found is not None
    assert (len(found.account_ids), found.complete) == (150, False)
    assert connector.calls["followings"] == 3


def test_followings_that_are_hidden_are_unknown_and_not_nobody(store: Store, tenant: str) -> None:
    def refuse(_method: str, _call: int) -> None:
        raise AudienceHiddenError("Hidden.")

    assert walk_followings(store, tenant, FakeConnector(followings=["a"], on_call=refuse)) is None


def test_an_empty_list_beside_a_positive_count_of_followings_is_unknown(store: Store, tenant: str) -> None:
    assert walk_followings(store, tenant, FakeConnector(followings=[])) is None
