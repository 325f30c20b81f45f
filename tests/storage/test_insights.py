from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.handle import Platform
from app.domain.insights import (
    AgeGenderShare,
    CityShare,
    CountryShare,
    Figures,
    Gender,
    Insights,
    InsightsAudience,
    Period,
)
from app.storage.ids import new_id
from app.storage.store import Store

from .rows import NOW

FIGURES = Figures(
    platform=Platform.INSTAGRAM,
    handle="Star",
    audience=InsightsAudience.FOLLOWERS,
    taken_at=None,
    period=Period(first=date(2026, 10, 1), last=date(2026, 10, 28)),
    age_gender=(AgeGenderShare(age_from=65, age_to=None, gender=Gender.FEMALE, share=0.25),),
    countries=(CountryShare(country=None, share=0.5),),
    cities=(CityShare(name="Graz", country="AT", share=0.125),),
)


def add(store: Store, tenant: str, figures: Figures = FIGURES, *, now: datetime = NOW) -> str:
    insights_id = new_id("ins")
    with store.books(tenant) as books:
        books.insights.add(insights_id, figures, now=now)
    return insights_id


def newest(store: Store, tenant: str, platform: Platform = Platform.INSTAGRAM, handle: str = "star") -> str | None:
    with store.books(tenant) as books:
        found = books.insights.get_newest(platform, handle)
    return None if found is None else found.insights_id


def test_figures_come_back_as_they_were_told(store: Store, tenant: str) -> None:
    insights_id = add(store, tenant)
    with store.books(tenant) as books:
        assert books.insights.get(insights_id) == Insights(insights_id=insights_id, figures=FIGURES, created_at=NOW)


def test_the_newest_are_those_of_the_latest_date_and_of_one_date_those_that_came_last(
    store: Store, tenant: str
) -> None:
    noon = datetime(2026, 10, 28, 12, tzinfo=UTC)
    of_a_moment = replace(FIGURES, period=None, taken_at=noon)
    add(store, tenant, of_a_moment, now=NOW + timedelta(days=9))
    of_the_day = add(store, tenant)
    assert newest(store, tenant) == of_the_day
    again = add(store, tenant, now=NOW + timedelta(seconds=1))
    assert newest(store, tenant) == again
    later = add(store, tenant, replace(of_a_moment, taken_at=noon + timedelta(days=1)), now=NOW - timedelta(days=1))
    assert newest(store, tenant) == later


def test_figures_are_of_one_platform_and_of_one_handle_however_it_is_spelt(store: Store, tenant: str) -> None:
    insights_id = add(store, tenant, replace(FIGURES, handle="STRA\u00dfE"))
    assert newest(store, tenant, handle="strasse") == insights_id
    assert newest(store, tenant, handle="star") is None
    assert newest(store, tenant, Platform.TIKTOK, "strasse") is None


def test_a_walk_over_the_pages_sees_each_once_the_last_stored_first(store: Store, tenant: str) -> None:
    added = [add(store, tenant) for _ in range(3)]
    with store.books(tenant) as books:
        seen: list[str] = []
        after = None
        while page := books.insights.list_page(limit=2, after=after):
            seen += [one.insights_id for one in page]
            after = page[-1].created_at, page[-1].insights_id
    assert seen == sorted(added, reverse=True)


def test_figures_are_seen_and_deleted_by_their_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    insights_id = add(store, tenant)
    assert newest(store, stranger) is None
    with store.books(stranger) as books:
        assert books.insights.get(insights_id) is None
        assert books.insights.list_page(limit=5, after=None) == []
        assert not books.insights.delete(insights_id)
    with store.books(tenant) as books:
        assert books.insights.delete(insights_id)
        assert not books.insights.delete(insights_id)
        assert books.insights.get(insights_id) is None
