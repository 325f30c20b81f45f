import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from storage.rows import NOW, begin_audience, finish_audience, make_question

from app.domain.handle import Platform
from app.domain.insights import CountryShare, Figures, InsightsAudience, Period
from app.storage.ids import new_id
from app.storage.store import Store
from app.vetting.errors import InsightsAheadError, InsightsNotFoundError
from app.vetting.insights import add_insights, delete_insights, find_owner_insights, get_insights, list_insights
from vetting.fake_connector import FakeConnector, people
from vetting.running import begin_vetting, make_runner

FIGURES = Figures(
    platform=Platform.BLUESKY,
    handle="Creator.test",
    audience=InsightsAudience.FOLLOWERS,
    taken_at=datetime(2026, 11, 1, tzinfo=UTC),
    period=None,
    countries=(CountryShare(country="AT", share=0.9),),
)


def document_of(store: Store, tenant: str) -> dict[str, Any]:
    vetting_id = begin_vetting(store, tenant)
    asyncio.run(make_runner(store, FakeConnector(people(120))).run(tenant, vetting_id))
    with store.books(tenant) as books:
        found = books.documents.get(vetting_id)
    assert found is not None
    document: dict[str, Any] = json.loads(found.body)
    return document


def test_figures_are_kept_found_and_erased(store: Store, tenant: str) -> None:
    kept = add_insights(store, tenant, FIGURES, now=NOW)
    assert get_insights(store, tenant, kept.insights_id) == kept
    assert list_insights(store, tenant, limit=5, after=None) == [kept]
    assert find_owner_insights(store, tenant, make_question()) == kept
    delete_insights(store, tenant, kept.insights_id)
    assert find_owner_insights(store, tenant, make_question()) is None
    with pytest.raises(InsightsNotFoundError):
        get_insights(store, tenant, kept.insights_id)


@pytest.mark.parametrize("insights_id", ["x", "ins_" + "0" * 32, "vet_" + "0" * 32])
def test_what_nobody_kept_is_not_found(store: Store, tenant: str, insights_id: str) -> None:
    with pytest.raises(InsightsNotFoundError):
        delete_insights(store, tenant, insights_id)


def test_figures_of_today_are_taken_wherever_it_is_today_and_later_ones_are_refused(store: Store, tenant: str) -> None:
    today = Period(first=date(2026, 11, 1), last=NOW.date())
    add_insights(store, tenant, replace(FIGURES, taken_at=None, period=today), now=NOW)
    with pytest.raises(InsightsAheadError) as caught:
        add_insights(store, tenant, replace(FIGURES, taken_at=NOW + timedelta(days=2)), now=NOW)
    assert [fault.pointer for fault in caught.value.faults] == ["/taken_at"]


def test_an_upload_without_a_handle_of_the_question_is_of_its_own_creator(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        nameless = begin_audience(books)
        finish_audience(books, nameless)
    add_insights(store, tenant, FIGURES, now=NOW)
    for audience_id in (nameless, new_id("aud")):
        assert find_owner_insights(store, tenant, make_question(handle=None, audience_id=audience_id)) is None


def test_a_vetting_shows_what_the_owner_told_and_measures_and_decides_the_same(store: Store, tenant: str) -> None:
    before = document_of(store, tenant)
    kept = add_insights(store, tenant, FIGURES, now=NOW)
    after = document_of(store, tenant)
    assert (before["owner_insights"], after["owner_insights"]["id"]) == (None, kept.insights_id)
    assert (after["owner_insights"]["source"], after["owner_insights"]["is_verified"]) == ("owner", False)
    assert after["verdict"] == before["verdict"]
    assert after["assessment"] == before["assessment"]
