from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.domain.account import Label
from app.domain.review import Review
from app.storage.reviews import reviews
from app.storage.store import Store

from .rows import NOW, add_vetting, make_readings

GENUINE, BOT, DORMANT = Label.GENUINE, Label.BOT, Label.DORMANT
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def vetting_id(store: Store, tenant: str) -> str:
    """A vetting whose sample expires a month from now."""
    added = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.samples.add(added, [make_readings("a", "b", "c")], now=NOW, expires_at=NOW + timedelta(days=30))
    return added


def test_labels_come_back_with_who_gave_them_and_when_in_the_order_given(
    store: Store, tenant: str, vetting_id: str
) -> None:
    with store.books(tenant) as books:
        stored = books.reviews.put(vetting_id, {"b": BOT, "a": GENUINE}, reviewed_by="key_1", now=NOW)
    assert stored == [
        Review(account_id="b", label=BOT, reviewed_by="key_1", reviewed_at=NOW),
        Review(account_id="a", label=GENUINE, reviewed_by="key_1", reviewed_at=NOW),
    ]
    with store.books(tenant) as books:
        assert books.reviews.get_labels(vetting_id) == {"a": GENUINE, "b": BOT}


def test_the_last_label_wins_and_the_same_one_again_changes_nothing(store: Store, tenant: str, vetting_id: str) -> None:
    with store.books(tenant) as books:
        books.reviews.put(vetting_id, {"a": GENUINE, "b": BOT}, reviewed_by="key_1", now=NOW)
        changed, same = books.reviews.put(vetting_id, {"a": DORMANT, "b": BOT}, reviewed_by="key_2", now=LATER)
    assert (changed.label, changed.reviewed_by, changed.reviewed_at) == (DORMANT, "key_2", LATER)
    assert (same.label, same.reviewed_by, same.reviewed_at) == (BOT, "key_1", NOW)


def test_a_walk_over_the_pages_sees_each_review_once_the_newest_first(
    store: Store, tenant: str, vetting_id: str
) -> None:
    with store.books(tenant) as books:
        books.reviews.put(vetting_id, {"a": BOT, "c": BOT}, reviewed_by="key_1", now=NOW)
        books.reviews.put(vetting_id, {"b": BOT}, reviewed_by="key_1", now=LATER)
        seen: list[str] = []
        after = None
        while page := books.reviews.list_page(vetting_id, limit=1, after=after):
            seen += [review.account_id for review in page]
            after = page[-1].reviewed_at, page[-1].account_id
    assert seen == ["b", "c", "a"]


def test_reviews_go_with_their_sample(store: Store, tenant: str, vetting_id: str) -> None:
    with store.books(tenant) as books:
        books.reviews.put(vetting_id, {"a": BOT}, reviewed_by="key_1", now=NOW)
    with store.system() as system:
        assert system.purge(now=NOW + timedelta(days=31), begun_before=NOW) == 1
    with store.engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(reviews)).scalar_one() == 0
    with store.books(tenant) as books:
        assert books.vettings.get(vetting_id) is not None
