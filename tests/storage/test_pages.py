from factories import make_account

from app.domain.account import Account
from app.domain.post import Post
from app.platforms.connector import Page
from app.storage.store import Store

from .rows import NOW, add_vetting

FOLLOWERS = Page((make_account(0), make_account(1)), "cursor-1")


def test_a_page_comes_back_as_the_value_that_it_was(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    posts = Page((Post(post_id="1", text="é\u2603", created_at=NOW, likes_count=3),), None)
    with store.books(tenant) as books:
        books.pages(vetting_id).add("followers", 0, FOLLOWERS, now=NOW)
        books.pages(vetting_id).add("posts", 0, posts, now=NOW)
    with store.books(tenant) as books:
        assert books.pages(vetting_id).get("followers", 0, Page[Account]) == FOLLOWERS
        assert books.pages(vetting_id).get("posts", 0, Page[Post]) == posts


def test_a_page_that_was_not_fetched_is_none(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.pages(vetting_id).add("followers", 0, FOLLOWERS, now=NOW)
        assert books.pages(vetting_id).get("followers", 1, Page[Account]) is None
        assert books.pages(vetting_id).get("posts", 0, Page[Post]) is None


def test_the_first_copy_of_a_page_counts(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        assert books.pages(vetting_id).add("followers", 0, FOLLOWERS, now=NOW)
        assert not books.pages(vetting_id).add("followers", 0, Page((), None), now=NOW)
        assert books.pages(vetting_id).get("followers", 0, Page[Account]) == FOLLOWERS


def test_clearing_removes_the_pages_of_one_vetting_only(store: Store, tenant: str) -> None:
    cleared, kept = add_vetting(store, tenant, handle="one"), add_vetting(store, tenant, handle="two")
    with store.books(tenant) as books:
        for vetting_id in (cleared, kept):
            for number in range(3):
                books.pages(vetting_id).add("followers", number, FOLLOWERS, now=NOW)
        books.pages(cleared).clear()
        assert books.pages(cleared).count() == 0
        assert books.pages(kept).count() == 3
