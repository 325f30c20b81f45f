from datetime import timedelta

from factories import make_account, make_audience

from app.domain.account import Engagement, EngagementKind
from app.domain.audience import Role
from app.storage.store import Store

from .rows import NOW, add_vetting

LIKE = Engagement(EngagementKind.LIKE, "post-1", at=NOW)


def test_the_samples_of_a_vetting_come_back_one_for_each_role(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    followers = make_audience([make_account(number) for number in range(3)], population=None)
    likers = make_audience([make_account(7, engagements=(LIKE,))], role=Role.LIKERS)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, [followers, likers], now=NOW, expires_at=NOW)
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id) == [followers, likers]


def test_a_purge_removes_what_has_expired_and_nothing_else(store: Store, tenant: str) -> None:
    moments = {"before": -1, "now": 0, "after": 1}
    ids = {name: add_vetting(store, tenant, handle=name) for name in moments}
    with store.books(tenant) as books:
        for name, seconds in moments.items():
            books.samples.add(ids[name], [], now=NOW, expires_at=NOW + timedelta(seconds=seconds))
    with store.system() as system:
        assert system.purge(now=NOW, begun_before=NOW) == 2
    with store.books(tenant) as books:
        assert [name for name in moments if books.samples.get(ids[name]) is not None] == ["after"]
        assert books.vettings.get(ids["before"]) is not None
