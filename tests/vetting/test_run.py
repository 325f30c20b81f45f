import asyncio
import json
import logging
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from factories import make_account
from storage.rows import NOW, begin_audience, finish_audience, make_question

from app.domain.account import Account
from app.domain.handle import Platform
from app.domain.vetting import VettingStatus
from app.platforms import errors
from app.platforms.tariff import Pace
from app.storage.audiences import audiences
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store
from app.vetting.request import cancel_vetting, request_vetting
from app.vetting.upload import delete_audience

from .fake_connector import FakeConnector, people
from .running import anything, begin_vetting, count_pages, make_runner, read_vetting

MOMENT = timedelta(seconds=1)
PLATFORM_ERRORS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.PlatformError) and kind is not errors.PlatformError
]


def run(store: Store, tenant: str, vetting_id: str, connector: FakeConnector) -> None:
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))


def failing_at(method: str, error: Exception) -> FakeConnector:
    def fail(called: str, _: int) -> None:
        if called == method:
            raise error

    return FakeConnector(people(120), on_call=fail)


def test_a_vetting_ends_with_a_document_the_readings_of_its_samples_and_no_pages(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant, sample_size=100)
    run(store, tenant, vetting_id, FakeConnector(people(120), likers=[people(9)]))
    vetting = read_vetting(store, tenant, vetting_id)
    assert (vetting.status, vetting.failure, vetting.finished_at) == (VettingStatus.SUCCEEDED, None, NOW)
    with store.books(tenant) as books:
        document, samples = books.documents.get(vetting_id), books.samples.get(vetting_id, now=NOW)
    assert document is not None
    body = json.loads(document.body)
    assert (body["status"], body["id"], body["assessment"]["sampled"]) == ("succeeded", vetting_id, 100)
    assert samples is not None
    assert [len(sample.account_ids) for sample in samples] == [100, 9]
    assert [sample.note.role for sample in samples] == ["followers", "likers"]
    assert count_pages(store, tenant, vetting_id) == 0


def assessment_of(store: Store, tenant: str, vetting_id: str, connector: FakeConnector) -> dict[str, Any]:
    run(store, tenant, vetting_id, connector)
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None
    assessment: dict[str, Any] = json.loads(document.body)["assessment"]
    return assessment


def test_the_document_tells_of_attention_creator_and_growth_and_holds_no_word_of_a_comment(
    store: Store, tenant: str
) -> None:
    words = "send me a dm and i promote your page to thousands"
    spammers = [make_account(number, texts=(words,)) for number in range(9)]
    connector = FakeConnector(people(300), likers=[people(9)] * 5, commenters=[spammers] * 5)
    assessment = assessment_of(store, tenant, begin_vetting(store, tenant), connector)
    comments = assessment["attention"]["comments"]
    assert (comments["comments"], comments["suspicious"]["count"], len(comments["examples"])) == (45, 45, 20)
    assert set(comments["examples"][0]) == {"account_id", "post_id", "spam", "rules", "is_repeated"}
    assert assessment["engagement"]["distinct_engagers"] == assessment["attention"]["engagers"]["observed"] == 9
    assert assessment["creator"]["rhythm"]["posts"] == 5
    assert (assessment["growth"]["source"], assessment["growth"]["accounts"]) == ("creation_bounds", 300)
    said = {*assessment["attention"]["limits"], *assessment["creator"]["limits"], *assessment["growth"]["limits"]}
    assert said <= set(assessment["limits"])
    assert "promote your page" not in json.dumps(assessment)


@pytest.mark.parametrize("kind", PLATFORM_ERRORS, ids=lambda kind: kind.code)
def test_whatever_goes_wrong_with_a_platform_is_recorded_with_its_code(
    store: Store, tenant: str, kind: type[errors.PlatformError]
) -> None:
    detail = "What went wrong."
    is_limit = kind is errors.RateLimitedError
    error = errors.RateLimitedError(detail, wait_seconds=1_000) if is_limit else kind(detail)
    vetting_id = begin_vetting(store, tenant)
    run(store, tenant, vetting_id, failing_at("posts", error))
    vetting = read_vetting(store, tenant, vetting_id)
    assert vetting.status is VettingStatus.FAILED
    assert vetting.failure is not None
    assert (vetting.failure.code, vetting.failure.detail) == (kind.code, detail)
    assert vetting.failure.retryable is kind.retryable
    assert count_pages(store, tenant, vetting_id) == 0


def test_a_bug_is_an_internal_error_and_its_log_names_the_vetting_but_nobody_else(
    store: Store, tenant: str, caplog: pytest.LogCaptureFixture
) -> None:
    vetting_id = begin_vetting(store, tenant, handle="creator.test")
    with caplog.at_level(logging.DEBUG, logger="app"):
        run(store, tenant, vetting_id, failing_at("posts", KeyError("did:plc:somebody")))
    vetting = read_vetting(store, tenant, vetting_id)
    assert vetting.failure is not None
    assert (vetting.failure.code, vetting.failure.retryable) == ("internal_error", True)
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert vars(record)["vetting_id"] == vetting_id
    logged = logging.Formatter().format(record)
    assert "KeyError" in logged
    assert "fetch_posts" in logged
    assert "somebody" not in logged
    assert "creator.test" not in logged


def test_a_database_out_of_reach_is_raised_so_that_the_vetting_runs_again(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    with pytest.raises(StorageUnavailableError):
        run(store, tenant, vetting_id, failing_at("followers", StorageUnavailableError("Gone.")))
    assert read_vetting(store, tenant, vetting_id).status is VettingStatus.RUNNING
    connector = FakeConnector(people(120))
    run(store, tenant, vetting_id, connector)
    assert read_vetting(store, tenant, vetting_id).status is VettingStatus.SUCCEEDED
    assert "posts" not in connector.calls


def test_a_vetting_that_ended_is_not_run(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    cancel_vetting(store, tenant, vetting_id, now=NOW)
    connector = FakeConnector(people(120))
    run(store, tenant, vetting_id, connector)
    assert connector.calls.total() == 0


def test_a_vetting_cancelled_while_it_runs_stops_without_a_document(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)

    def cancel(method: str, call: int) -> None:
        if (method, call) == ("followers", 2):
            cancel_vetting(store, tenant, vetting_id, now=NOW)

    connector = FakeConnector(people(500), on_call=cancel)
    run(store, tenant, vetting_id, connector)
    assert read_vetting(store, tenant, vetting_id).status is VettingStatus.CANCELLED
    assert connector.calls["followers"] == 2
    assert count_pages(store, tenant, vetting_id) == 0
    with store.books(tenant) as books:
        assert books.documents.get(vetting_id) is None


def test_a_vetting_of_nobody_has_a_verdict(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    assessment = assessment_of(store, tenant, vetting_id, FakeConnector())
    assert read_vetting(store, tenant, vetting_id).status is VettingStatus.SUCCEEDED
    assert (assessment["attention"], assessment["growth"]) == (None, None)
    assert assessment["creator"]["follows"]["followers_count"] == 0


def test_a_platform_that_lists_more_than_it_counts_gets_a_verdict(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    run(store, tenant, vetting_id, FakeConnector(people(120), followers_count=7))
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None
    share = json.loads(document.body)["assessment"]["inauthentic_share"]
    assert 0 <= share["low"] <= share["estimate"] <= share["high"] <= 1


def test_the_operators_rate_goes_before_the_platforms(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    connector = FakeConnector(people(120))
    paces = {Platform.BLUESKY: Pace(interval=3_600)}

    async def run_for_a_moment() -> None:
        async with asyncio.timeout(0.5):
            await make_runner(store, connector, paces=paces).run(tenant, vetting_id)

    with pytest.raises(TimeoutError):
        asyncio.run(run_for_a_moment())
    assert connector.calls.total() <= 5


def upload(store: Store, tenant: str, accounts: list[Account]) -> str:
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        books.audiences.add_page(audience_id, 0, accounts)
        finish_audience(books, audience_id, accounts_count=len(accounts))
    return audience_id


def test_an_upload_is_vetted_without_a_call_and_its_readings_expire_with_it(store: Store, tenant: str) -> None:
    audience_id = upload(store, tenant, people(80))
    vetting_id = begin_vetting(store, tenant, audience_id=audience_id)
    connector = FakeConnector()
    run(store, tenant, vetting_id, connector)
    assert read_vetting(store, tenant, vetting_id).status is VettingStatus.SUCCEEDED
    assert connector.calls.total() == 0
    with store.books(tenant) as books:
        audience = books.audiences.get(audience_id)
        assert audience is not None
        [sample] = books.samples.get(vetting_id, now=audience.expires_at - MOMENT) or []
        assert len(sample.account_ids) == 80
        assert books.samples.get(vetting_id, now=audience.expires_at) is None


def test_the_readings_of_an_upload_are_erased_with_it(store: Store, tenant: str) -> None:
    audience_id = upload(store, tenant, people(80))
    vetting_id = begin_vetting(store, tenant, audience_id=audience_id)
    run(store, tenant, vetting_id, FakeConnector())
    delete_audience(store, tenant, audience_id)
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id, now=NOW - MOMENT) is None
        assert books.documents.get(vetting_id) is not None


def test_an_upload_deleted_in_between_fails_with_its_code(store: Store, tenant: str) -> None:
    class NoQueue:
        def enqueue(self, *_: object) -> None:
            with store.engine.connect() as connection:
                assert connection.execute(sa.select(audiences.c.audience_id)).first()

    audience_id = upload(store, tenant, [make_account()])
    question = make_question(audience_id=audience_id)
    vetting = request_vetting(store, NoQueue(), tenant, question, require=anything, now=NOW)
    with store.books(tenant) as books:
        books.audiences.delete(audience_id)
    run(store, tenant, vetting.vetting_id, FakeConnector())
    failure = read_vetting(store, tenant, vetting.vetting_id).failure
    assert failure is not None
    assert failure.code == "audience_not_found"
