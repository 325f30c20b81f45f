"""What is one tenant's, another tenant neither sees nor changes nor deletes."""

from datetime import timedelta

import pytest
from factories import make_account

from app.domain.account import Label
from app.domain.budget import Cost
from app.domain.credential import CredentialStatus
from app.domain.document import Document
from app.domain.vetting import Failure, Progress, VettingStatus
from app.storage.ids import new_id
from app.storage.store import Store

from .rows import (
    NOTHING_SEALED,
    NOW,
    add_vetting,
    begin_audience,
    finish_audience,
    make_credential,
    make_question,
    make_readings,
)

SAMPLE = [make_readings("account-0")]
LATER = NOW + timedelta(days=1)
PROGRESS = Progress(stage="followers", done=1, total=2, resumes_at=None, cost=Cost(calls=3))


def test_a_vetting_is_seen_by_its_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(stranger) as books:
        assert books.vettings.get(vetting_id) is None
        assert books.vettings.get_in_flight(make_question()) is None
        assert books.vettings.list_page(limit=10, after=None, status=None) == []
    with store.books(tenant) as books:
        assert books.vettings.get(vetting_id) is not None
        assert books.vettings.get_in_flight(make_question()) is not None
        assert len(books.vettings.list_page(limit=10, after=None, status=None)) == 1


def test_a_vetting_is_changed_by_its_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        before = books.vettings.get(vetting_id)
    with store.books(stranger) as books:
        assert not books.vettings.begin(vetting_id, now=NOW)
        assert not books.vettings.report(vetting_id, PROGRESS)
        failure = Failure(code="stolen", detail="", retryable=False)
        assert not books.vettings.end(vetting_id, VettingStatus.FAILED, failure, now=NOW)
    with store.books(tenant) as books:
        assert books.vettings.get(vetting_id) == before


def test_two_tenants_may_ask_the_same_at_the_same_time(store: Store, tenant: str, stranger: str) -> None:
    assert add_vetting(store, tenant) != add_vetting(store, stranger)


def test_an_upload_is_seen_by_its_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        books.audiences.add_page(audience_id, 0, [make_account()])
        finish_audience(books, audience_id, accounts_count=1)
    with store.books(stranger) as books:
        assert books.audiences.get(audience_id) is None
        assert list(books.audiences.read_pages(audience_id)) == []
        assert not books.audiences.delete(audience_id)
        finish_audience(books, audience_id, accounts_count=99)
    with store.books(tenant) as books:
        audience = books.audiences.get(audience_id)
        assert audience is not None
        assert audience.accounts_count == 1
        assert list(books.audiences.read_pages(audience_id)) == [[make_account()]]


def test_nobody_adds_accounts_to_the_upload_of_another_tenant(store: Store, tenant: str, stranger: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
    with pytest.raises(LookupError), store.books(stranger) as books:
        books.audiences.add_page(audience_id, 0, [make_account()])
    with store.books(tenant) as books:
        finish_audience(books, audience_id)
        assert list(books.audiences.read_pages(audience_id)) == []


def test_a_document_is_seen_by_its_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    document = Document("etag", b"{}")
    with store.books(tenant) as books:
        books.documents.add(vetting_id, document, now=NOW)
    with store.books(stranger) as books:
        assert books.documents.get(vetting_id) is None
    with store.books(tenant) as books:
        assert books.documents.get(vetting_id) == document


def test_the_pages_of_a_vetting_are_its_own_tenants_only(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.pages(vetting_id).add("followers", 0, [make_account()], now=NOW)
    with pytest.raises(LookupError), store.books(stranger) as books:
        books.pages(vetting_id)
    with store.books(tenant) as books:
        assert books.pages(vetting_id).count() == 1


def test_a_sample_is_its_own_tenants_only(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, SAMPLE, now=NOW, expires_at=LATER)
    with store.books(stranger) as books:
        assert books.samples.get(vetting_id, now=NOW) is None
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id, now=NOW) == SAMPLE


def test_reviews_are_seen_and_given_by_their_own_tenant_only(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    labels = {"account-0": Label.BOT}
    with store.books(tenant) as books:
        books.samples.add(vetting_id, SAMPLE, now=NOW, expires_at=LATER)
        books.reviews.put(vetting_id, labels, reviewed_by="key_1", now=NOW)
    with store.books(stranger) as books:
        assert books.reviews.get_labels(vetting_id) == {}
        assert books.reviews.list_page(vetting_id, limit=10, after=None) == []
    with pytest.raises(LookupError), store.books(stranger) as books:
        books.reviews.put(vetting_id, {"account-0": Label.GENUINE}, reviewed_by="key_2", now=NOW)
    with store.books(tenant) as books:
        assert books.reviews.get_labels(vetting_id) == labels


def test_a_credential_is_seen_reported_on_and_deleted_by_its_own_tenant_only(
    store: Store, tenant: str, stranger: str
) -> None:
    credential = make_credential()
    with store.books(tenant) as books:
        assert books.credentials.add(credential, NOTHING_SEALED)
    with store.books(stranger) as books:
        assert books.credentials.get(credential.credential_id) is None
        assert books.credentials.get_sealed(credential.credential_id) is None
        assert books.credentials.get_newest(credential.platform) is None
        assert books.credentials.list_page(limit=10, after=None) == []
        assert not books.credentials.report(credential.credential_id, CredentialStatus.REFUSED, None, now=NOW)
        assert not books.credentials.delete(credential.credential_id)
        assert books.credentials.add(make_credential(), NOTHING_SEALED), "names are each tenant's own"
    with store.books(tenant) as books:
        assert books.credentials.get(credential.credential_id) == credential
        assert books.credentials.list_page(limit=10, after=None) == [credential]


def test_a_strangers_erasure_of_an_upload_leaves_its_samples(store: Store, tenant: str, stranger: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        finish_audience(books, audience_id)
    vetting_id = add_vetting(store, tenant, audience_id=audience_id)
    with store.books(tenant) as books:
        books.samples.add(vetting_id, SAMPLE, now=NOW, expires_at=LATER)
    with store.books(stranger) as books:
        books.samples.delete_of(audience_id)
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id, now=NOW) == SAMPLE


def test_nobody_answers_for_another_tenants_vetting(store: Store, tenant: str, stranger: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with pytest.raises(LookupError), store.books(stranger) as books:
        books.samples.add(vetting_id, SAMPLE, now=NOW, expires_at=NOW)
    with pytest.raises(LookupError), store.books(stranger) as books:
        books.documents.add(vetting_id, Document("etag", b"{}"), now=NOW)


def test_what_does_not_exist_is_nobodys(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        assert books.vettings.get(new_id("vet")) is None
        assert books.audiences.get(new_id("aud")) is None
        assert books.documents.get(new_id("vet")) is None
        assert books.samples.get(new_id("vet"), now=NOW) is None
        assert not books.audiences.delete(new_id("aud"))
