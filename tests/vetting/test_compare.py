import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from factories import make_account, make_bought_account
from storage.rows import NOW, add_tenant, begin_audience

from app.domain.account import Account
from app.domain.audience import Frame
from app.domain.comparison import Choice, Comparison, RankedBy
from app.domain.handle import Platform
from app.domain.money import Money
from app.domain.vetting import VettingStatus
from app.storage.store import Store
from app.vetting.compare import compare_candidates
from app.vetting.errors import CandidateRepeatedError, RequestError, VettingNotFoundError, VettingUnfinishedError
from app.vetting.purge import purge_expired
from app.vetting.upload import delete_audience

from .fake_connector import FakeConnector, people
from .running import begin_vetting, make_runner

EUROS = Money(amount_minor=50_000, currency="EUR")


def vet(store: Store, tenant: str, followers: Sequence[Account], **question: Any) -> str:  # noqa: ANN401 (any field)
    """A vetting of fetched followers that succeeded."""
    vetting_id = begin_vetting(store, tenant, sample_size=60, **question)
    asyncio.run(make_runner(store, FakeConnector(followers)).run(tenant, vetting_id))
    return vetting_id


def vet_upload(store: Store, tenant: str, accounts: list[Account]) -> tuple[str, str]:
    """An upload that was vetted, and its vetting."""
    with store.books(tenant) as books:
        audience_id = begin_audience(books, expires_at=NOW + timedelta(days=30))
        for number in range(0, len(accounts), 40):
            books.audiences.add_page(audience_id, number // 40, accounts[number : number + 40])
        books.audiences.finish(
            audience_id, frame=Frame.COMPLETE, accounts_count=len(accounts), sha256="0" * 64, now=NOW
        )
    vetting_id = begin_vetting(store, tenant, audience_id=audience_id, handle=None)
    asyncio.run(make_runner(store, FakeConnector()).run(tenant, vetting_id))
    return audience_id, vetting_id


def compare(store: Store, tenant: str, *choices: str | Choice, **changes: Any) -> Comparison:  # noqa: ANN401
    asked = [one if isinstance(one, Choice) else Choice(vetting_id=one, fee=None) for one in choices]
    return compare_candidates(store, tenant, asked, **{"now": NOW, **changes})


def faults_of(store: Store, tenant: str, kind: type[RequestError], *vetting_ids: str) -> list[str]:
    """Pointers at what is wrong."""
    with pytest.raises(kind) as refused:
        compare(store, tenant, *vetting_ids)
    return [fault.pointer for fault in refused.value.faults]


def test_the_whole_lists_are_compared_though_only_a_sample_was_read(store: Store, tenant: str) -> None:
    first = vet(store, tenant, people(200), handle="one.test")
    second = vet(store, tenant, people(300, start=150), handle="two.test")
    (pair,) = compare(store, tenant, first, second).pairs
    assert pair.overlap is not None
    assert (pair.overlap.accounts.estimate, pair.overlap.is_exact) == (50, True)
    assert {pair.first, pair.second} == {first, second}


def test_an_upload_is_compared_with_what_was_fetched(store: Store, tenant: str) -> None:
    fetched = vet(store, tenant, people(100))
    _, uploaded = vet_upload(store, tenant, people(100, start=75))
    (pair,) = compare(store, tenant, fetched, uploaded).pairs
    assert pair.overlap is not None
    assert pair.overlap.share_of_first.estimate == 0.25


def test_a_fee_that_is_given_wins_over_the_vettings_own(store: Store, tenant: str) -> None:
    first = vet(store, tenant, people(100), handle="one.test", fee=EUROS)
    second = vet(store, tenant, people(100), handle="two.test", fee=EUROS)
    as_stored = compare(store, tenant, first, second)
    assert as_stored.ranked_by is RankedBy.EFFECTIVE_AUDIENCE_PER_FEE
    assert [one.candidate.fee for one in as_stored.candidates] == [EUROS, EUROS]
    cheaper = Money(amount_minor=100, currency="EUR")
    found = compare(store, tenant, first, Choice(vetting_id=second, fee=cheaper))
    assert [(one.candidate.vetting_id, one.rank) for one in found.candidates] == [(second, 1), (first, 2)]
    assert found.candidates[0].candidate.fee == cheaper


def test_a_rejected_candidate_is_ranked_and_its_decision_told(store: Store, tenant: str) -> None:
    bought = [make_bought_account(number) for number in range(1_000)]
    rejected = vet(store, tenant, [*people(300, start=1_000), *bought], handle="one.test")
    found = compare(store, tenant, rejected, vet(store, tenant, people(60), handle="two.test"))
    (one,) = (one for one in found.candidates if one.candidate.vetting_id == rejected)
    assert (one.candidate.decision, one.not_ranked) == ("reject", None)
    assert one.rank is not None


def test_a_candidate_of_whom_too_little_was_seen_has_no_rank(store: Store, tenant: str) -> None:
    seen = vet(store, tenant, people(100), handle="one.test")
    begun = begin_vetting(store, tenant, handle="two.test")
    connector = FakeConnector(people(30), followers_count=90_000)
    asyncio.run(make_runner(store, connector).run(tenant, begun))
    found = compare(store, tenant, begun, seen)
    assert [one.candidate.vetting_id for one in found.candidates] == [seen, begun]
    lack = found.candidates[1].not_ranked
    assert lack is not None
    assert lack.code == "insufficient_evidence"
    assert "30 accounts could be assessed" in lack.text


@pytest.mark.parametrize("how", ["expired", "purged", "erased"])
def test_without_its_sample_a_vetting_still_ranks_but_has_no_overlap(store: Store, tenant: str, how: str) -> None:
    fetched = vet(store, tenant, people(100))
    audience_id, uploaded = vet_upload(store, tenant, people(100))
    later = NOW if how == "erased" else NOW + timedelta(days=31)
    if how == "purged":
        purge_expired(store, now=later)
    if how == "erased":
        delete_audience(store, tenant, audience_id)
    found = compare(store, tenant, fetched, uploaded, now=later)
    assert [one.rank for one in found.candidates] == [1, 1]
    (pair,) = found.pairs
    assert pair.overlap is None
    assert pair.no_overlap is not None
    assert pair.no_overlap.code == "sample_deleted"


def test_nothing_is_stored_and_the_same_question_has_the_same_answer(store: Store, tenant: str) -> None:
    ids = vet(store, tenant, people(100), handle="one.test"), vet(store, tenant, people(90), handle="two.test")
    assert compare(store, tenant, *ids) == compare(store, tenant, *ids)


def test_vettings_that_are_not_there_or_another_tenants_are_pointed_at(store: Store, tenant: str) -> None:
    own, others = vet(store, tenant, people(60)), vet(store, add_tenant(store, "other"), people(60))
    unknown = f"vet_{7:032x}"
    assert faults_of(store, tenant, VettingNotFoundError, own, others) == ["/candidates/1/vetting_id"]
    assert faults_of(store, tenant, VettingNotFoundError, unknown, own, "\x00") == [
        "/candidates/0/vetting_id",
        "/candidates/2/vetting_id",
    ]


@pytest.mark.parametrize("status", [None, VettingStatus.FAILED, VettingStatus.CANCELLED])
def test_a_vetting_that_did_not_succeed_is_pointed_at(store: Store, tenant: str, status: VettingStatus | None) -> None:
    own, other = vet(store, tenant, people(60)), begin_vetting(store, tenant, handle="two.test")
    if status is not None:
        with store.books(tenant) as books:
            books.vettings.end(other, status, None, now=NOW)
    assert faults_of(store, tenant, VettingUnfinishedError, own, other) == ["/candidates/1/vetting_id"]


def test_a_vetting_that_is_named_twice_is_pointed_at(store: Store, tenant: str) -> None:
    own = f"vet_{7:032x}"
    assert faults_of(store, tenant, CandidateRepeatedError, own, f"vet_{8:032x}", own) == ["/candidates/2/vetting_id"]


def test_sketches_of_two_tenants_have_different_keys(store: Store, tenant: str) -> None:
    other = add_tenant(store, "other")
    keys = set()
    for owner in (tenant, other):
        vetting_id = vet(store, owner, people(60), platform=Platform.BLUESKY)
        with store.books(owner) as books:
            listed = books.samples.get_listed(vetting_id, now=NOW)
        assert listed is not None
        assert listed[0].sketch is not None
        keys.add(listed[0].sketch.key_id)
    assert len(keys) == 2


def test_no_id_can_be_read_from_a_sketch(store: Store, tenant: str) -> None:
    vetting_id = vet(store, tenant, [make_account(number, account_id=f"zebra-{number}") for number in range(60)])
    with store.books(tenant) as books:
        listed = books.samples.get_listed(vetting_id, now=NOW)
    assert listed is not None
    assert listed[0].sketch is not None
    assert listed[0].sketch.listed == 60
    assert b"zebra" not in listed[0].sketch.hashes
