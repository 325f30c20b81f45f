import asyncio
from datetime import timedelta

import pytest
from factories import make_mixed_accounts
from storage.rows import NOW

from app.domain.account import Label
from app.scoring.known_models import KnownModels
from app.scoring.model_files import CURRENT_MODEL
from app.storage.store import Store
from app.vetting.errors import AccountNotInSampleError, SampleExpiredError, VettingNotFoundError
from app.vetting.review import ReviewSample, draw_review_sample, list_reviews, record_reviews

from .fake_connector import FakeConnector, people
from .running import begin_vetting, make_runner

BOT, GENUINE = Label.BOT, Label.GENUINE
MODELS = KnownModels.of_package()


@pytest.fixture
def vetting_id(store: Store, tenant: str) -> str:
    """A vetting with followers and likers in its sample."""
    added = begin_vetting(store, tenant)
    connector = FakeConnector(make_mixed_accounts(80, 40), likers=[people(9, 500)])
    asyncio.run(make_runner(store, connector).run(tenant, added))
    return added


def draw(store: Store, tenant: str, vetting_id: str, count: int = 20) -> ReviewSample:
    return draw_review_sample(store, tenant, vetting_id, models=MODELS, count=count, now=NOW)


def test_the_draw_is_the_same_each_time_and_runs_along_the_scores(store: Store, tenant: str, vetting_id: str) -> None:
    sample = draw(store, tenant, vetting_id)
    assert draw(store, tenant, vetting_id) == sample
    assert sample.model_version == CURRENT_MODEL
    scores = sorted(candidate.score.inauthentic or 0 for candidate in sample.candidates)
    assert len(scores) == 20
    assert scores[0] < 0.3
    assert scores[-1] > 0.6
    assert all(candidate.score.evidence for candidate in sample.candidates)


def test_no_more_accounts_are_drawn_than_there_are(store: Store, tenant: str, vetting_id: str) -> None:
    assert len(draw(store, tenant, vetting_id, count=1_000).candidates) == 120


def test_a_drawn_account_shows_the_label_that_it_has(store: Store, tenant: str, vetting_id: str) -> None:
    account_id = draw(store, tenant, vetting_id).candidates[3].score.account_id
    record_reviews(store, tenant, vetting_id, [(account_id, BOT)], reviewed_by="key_1", now=NOW)
    labels = {one.score.account_id: one.label for one in draw(store, tenant, vetting_id).candidates}
    assert labels.pop(account_id) is BOT
    assert set(labels.values()) == {None}


def test_of_two_labels_for_one_account_the_last_counts(store: Store, tenant: str, vetting_id: str) -> None:
    account_id = draw(store, tenant, vetting_id).candidates[0].score.account_id
    given = [(account_id, BOT), (account_id, GENUINE)]
    [stored] = record_reviews(store, tenant, vetting_id, given, reviewed_by="key_1", now=NOW)
    assert stored.label is GENUINE


def test_an_account_of_any_audience_of_the_sample_may_be_labelled(store: Store, tenant: str, vetting_id: str) -> None:
    with store.books(tenant) as books:
        _, likers = books.samples.get(vetting_id, now=NOW) or []
    given = [(likers.account_ids[0], GENUINE)]
    assert len(record_reviews(store, tenant, vetting_id, given, reviewed_by="key_1", now=NOW)) == 1


def test_an_account_that_is_not_in_the_sample_is_pointed_at_and_nothing_is_stored(
    store: Store, tenant: str, vetting_id: str
) -> None:
    known = draw(store, tenant, vetting_id).candidates[0].score.account_id
    given = [(known, BOT), ("stranger", BOT), ("\x00", GENUINE)]
    with pytest.raises(AccountNotInSampleError) as refused:
        record_reviews(store, tenant, vetting_id, given, reviewed_by="key_1", now=NOW)
    assert [fault.pointer for fault in refused.value.faults] == ["/reviews/1/account_id", "/reviews/2/account_id"]
    assert list_reviews(store, tenant, vetting_id, limit=10, after=None) == []


def test_nothing_is_reviewed_once_the_sample_has_expired(store: Store, tenant: str, vetting_id: str) -> None:
    later = NOW + timedelta(days=31)
    with pytest.raises(SampleExpiredError):
        draw_review_sample(store, tenant, vetting_id, models=MODELS, count=5, now=later)
    with pytest.raises(SampleExpiredError):
        record_reviews(store, tenant, vetting_id, [("account-1", BOT)], reviewed_by="key_1", now=later)


def test_the_reviews_of_a_vetting_that_does_not_exist_are_not_found(store: Store, tenant: str) -> None:
    with pytest.raises(VettingNotFoundError):
        list_reviews(store, tenant, "vet_" + "0" * 32, limit=10, after=None)
