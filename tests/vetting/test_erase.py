import asyncio
from dataclasses import replace

import pytest
from factories import bare_account, make_account
from storage.rows import NOW, add_tenant

from app.domain.account import Label
from app.domain.erasure import Person
from app.domain.handle import Platform
from app.domain.vetting import VettingStatus
from app.scoring.known_models import KnownModels
from app.storage.errors import StorageUnavailableError
from app.storage.store import Store
from app.storage.sweep import FETCHED, SAMPLES, UPLOADED
from app.vetting.erase import erase_person
from app.vetting.extent import Extent
from app.vetting.objections import load_objections
from app.vetting.rescore import rescore_vetting

from .erasing import (
    BOTH,
    ID,
    KINDS,
    NOTHING,
    SECRETS,
    ZEBRA,
    all_bodies,
    body_of,
    bytes_of,
    crowd,
    erase,
    samples_of,
    upload,
    vet,
)
from .fake_connector import FakeConnector, people
from .running import begin_vetting, collect, count_pages, make_runner, read_vetting


def test_a_person_is_erased_from_everything_of_every_tenant(store: Store, tenant: str) -> None:
    stranger = add_tenant(store, "stranger")
    vetted = vet(store, tenant, crowd())
    uploads = [upload(store, one, [people(3), [ZEBRA], [*people(2), ZEBRA]]) for one in (tenant, stranger)]
    with store.books(tenant) as books:
        books.reviews.put(vetted, {"id-of-zebra": Label.BOT, "account-1": Label.GENUINE}, reviewed_by="key", now=NOW)
    before = all_bodies(store)
    assert before.count(b"id-of-zebra") > 5
    done = erase(store, BOTH)
    assert b"zebra" not in all_bodies(store).lower()
    assert done == replace(NOTHING, samples=2, sketches=1, uploads=4, reviews=1, documents=done.documents)
    assert done.documents >= 2
    with store.books(tenant) as books:
        assert books.reviews.get_labels(vetted) == {"account-1": Label.GENUINE}
        sizes = [len(sample.account_ids) for sample in books.samples.get(vetted, now=NOW) or ()]
    assert sizes == [60, 8]
    for one, audience_id in zip((tenant, stranger), uploads, strict=True):
        with store.books(one) as books:
            assert [len(page) for page in books.audiences.read_pages(audience_id)] == [3, 0, 2]
            audience = books.audiences.get(audience_id)
        assert audience is not None
        assert audience.accounts_count == 5


def test_the_bytes_are_gone_from_the_file_and_its_log(store: Store, tenant: str) -> None:
    """Documents and reviews are stored as they are, the others deflated: of these the bytes of the whole row."""
    vetted = vet(store, tenant, crowd())
    upload(store, tenant, [[ZEBRA]])
    asyncio.run(collect(store, tenant, begin_vetting(store, tenant, handle="other.test"), crowd()))
    with store.sweep() as sweep:
        bodies = {
            kind: [row.body for row in sweep.read(kind, Platform.BLUESKY, after=None, limit=99)] for kind in KINDS
        }
    held = [body for kind in (SAMPLES, UPLOADED, FETCHED) for body in bodies[kind]]
    assert len(held) > 5
    store.compact()
    assert all(_middle_of(body) in bytes_of(store) for body in held)
    with store.books(tenant) as books:
        books.reviews.put(vetted, {"id-of-zebra": Label.BOT}, reviewed_by="key", now=NOW)
    assert b"id-of-zebra" in bytes_of(store)
    assert b"zebra.example" in bytes_of(store)
    erase(store, BOTH)
    store.compact()
    file = bytes_of(store)
    assert b"zebra" not in file.lower()
    assert not any(_middle_of(body) in file for body in held)


def test_shares_and_verdict_stay_and_the_document_says_that_it_was_redacted(store: Store, tenant: str) -> None:
    vetted = vet(store, tenant, crowd())
    before = body_of(store, tenant, vetted)
    assert before["redacted_at"] is None
    erase(store)
    after = body_of(store, tenant, vetted)
    assert after["redacted_at"] == "2026-11-22T09:30:15.250000Z"
    assert read_vetting(store, tenant, vetted).redacted_at == NOW
    assert after["verdict"] == before["verdict"]
    for name in ("inauthentic_share", "authentic_share", "reachable_share", "effective_audience", "kinds", "sampled"):
        assert after["assessment"][name] == before["assessment"][name]


def test_a_second_run_finds_nothing(store: Store, tenant: str) -> None:
    vet(store, tenant, crowd())
    assert erase(store) != NOTHING
    tag = body_of(store, tenant, vet(store, tenant, crowd(with_zebra=False)))
    assert erase(store) == NOTHING
    assert tag["redacted_at"] is None


def test_whoever_is_not_in_it_leaves_everything_as_it_was(store: Store, tenant: str) -> None:
    vet(store, tenant, crowd())
    upload(store, tenant, [[ZEBRA]])
    before = all_bodies(store)
    assert erase(store, Person.named(Platform.BLUESKY, ["somebody", "@else"])) == NOTHING
    assert erase(store, Person.named(Platform.X, ["id-of-zebra"])) == NOTHING
    assert all_bodies(store) == before


def test_a_handle_is_enough_where_something_tells_its_id(store: Store, tenant: str) -> None:
    vet(store, tenant, crowd())
    upload(store, tenant, [[ZEBRA]])
    done = erase(store, Person.named(Platform.BLUESKY, ["@ZEBRA.example"]))
    assert (done.samples, done.uploads, done.sketches) == (2, 1, 1)
    assert b"zebra" not in all_bodies(store).lower()


def test_a_sample_without_the_person_is_scored_as_if_the_person_had_never_been_drawn(store: Store, tenant: str) -> None:
    vetted = vet(store, tenant, crowd())
    [before, _] = samples_of(store, tenant, vetted)
    erase(store)
    rescored = rescore_vetting(store, tenant, vetted, models=KnownModels.of_package(), model=None, policy=None, now=NOW)
    assert rescored.assessment.sampled == 60
    [after, _] = samples_of(store, tenant, vetted)
    assert set(before.account_ids) - set(after.account_ids) == {"id-of-zebra"}
    assert before.sketch is not None
    assert after.sketch is not None
    assert (before.sketch.listed, after.sketch.listed) == (61, 60)


def test_a_sketch_of_another_secret_is_dropped(store: Store, tenant: str) -> None:
    vetted = vet(store, tenant, crowd(with_zebra=False))
    secrets = replace(SECRETS, sketches=b"another")
    done = erase_person(store, ID, secrets, is_creator=False, now=NOW, show=lambda _name, _rows: None)
    assert (done.sketches, done.samples) == (1, 0)
    [sample] = samples_of(store, tenant, vetted)
    assert sample.sketch is None


def test_somebody_who_was_listed_but_not_drawn_leaves_the_sketch(store: Store, tenant: str) -> None:
    connector = FakeConnector([*people(400), bare_account("id-of-zebra")])
    vetted = vet(store, tenant, connector, sample_size=50, vetting_id="vet_" + 32 * "7")
    [before] = samples_of(store, tenant, vetted)
    assert "id-of-zebra" not in before.account_ids
    assert erase(store).sketches == 1
    [after] = samples_of(store, tenant, vetted)
    assert before.sketch is not None
    assert after.sketch is not None
    assert len(after.sketch.hashes) == len(before.sketch.hashes) - 8


@pytest.mark.parametrize("names", [["id-of-zebra"], ["@zebra.example"]])
def test_a_running_vetting_that_read_the_person_ends_and_one_that_did_not_goes_on(
    store: Store, tenant: str, names: list[str]
) -> None:
    holding, other = begin_vetting(store, tenant), begin_vetting(store, tenant, handle="other.test")
    for vetting_id, connector in ((holding, crowd()), (other, crowd(with_zebra=False))):
        asyncio.run(collect(store, tenant, vetting_id, connector))
    done = erase(store, Person.named(Platform.BLUESKY, names))
    assert (done.ended, done.running) == (1, 1)
    ended = read_vetting(store, tenant, holding)
    assert ended.status is VettingStatus.FAILED
    assert ended.failure is not None
    assert (ended.failure.code, ended.failure.retryable) == ("account_erased", True)
    assert count_pages(store, tenant, holding) == 0
    assert count_pages(store, tenant, other) > 0
    assert read_vetting(store, tenant, other).status is VettingStatus.RUNNING
    connector = crowd(with_zebra=False)
    asyncio.run(make_runner(store, connector).run(tenant, other))
    assert "followers" not in connector.calls


def test_followings_are_pages_of_ids_alone(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    connector = FakeConnector(people(20), followings=["id-of-zebra", "x"])
    asyncio.run(
        collect(
            store,
            tenant,
            vetting_id,
            connector,
            extent=Extent(sample_size=10, listed_accounts=100, engaging_posts=1, followed_members=0),
        )
    )
    assert erase(store).ended == 1


def test_an_erasure_that_is_cut_off_is_finished_by_the_next(store: Store, tenant: str) -> None:
    vet(store, tenant, crowd())
    upload(store, tenant, [[ZEBRA]] * 3)

    def cut_off(name: str, _rows: int) -> None:
        if name == "uploads":
            raise StorageUnavailableError(name)

    handle = Person.named(Platform.BLUESKY, ["@zebra.example"])
    with pytest.raises(StorageUnavailableError):
        erase_person(store, handle, SECRETS, is_creator=False, now=NOW, show=cut_off)
    assert b"id-of-zebra" in all_bodies(store)
    assert erase(store, Person.named(Platform.BLUESKY, [])).samples == 2  # nobody named: the list alone
    assert b'"id-of-zebra"' not in all_bodies(store)


def test_many_rows_are_gone_through_a_few_at_a_time(store: Store, tenant: str) -> None:
    upload(store, tenant, [[ZEBRA, make_account(number)] for number in range(45)])
    seen: list[int] = []
    done = erase_person(store, ID, SECRETS, is_creator=False, now=NOW, show=lambda _name, rows: seen.append(rows))
    assert seen == [20, 20, 5]
    assert done.uploads == 45


def test_who_is_erased_is_on_the_list_without_a_name_and_only_of_the_platform(store: Store, tenant: str) -> None:
    erase(store, BOTH)
    assert b"zebra" not in bytes_of(store).lower()
    objections = load_objections(store, SECRETS.objections, Platform.BLUESKY)
    stranger = make_account(1)
    assert objections.filter([ZEBRA, stranger]) == [stranger]
    assert load_objections(store, SECRETS.objections, Platform.X).filter([ZEBRA]) == [ZEBRA]
    assert load_objections(store, b"another installation", Platform.BLUESKY).filter([ZEBRA]) == [ZEBRA]
    del tenant


def test_a_vetting_of_an_upload_that_lost_a_whole_page_has_a_verdict(store: Store, tenant: str) -> None:
    audience_id = upload(store, tenant, [people(60), [ZEBRA]])
    erase(store)
    vetting_id = begin_vetting(store, tenant, audience_id=audience_id)
    asyncio.run(make_runner(store, FakeConnector()).run(tenant, vetting_id))
    assert body_of(store, tenant, vetting_id)["assessment"]["sampled"] == 60


def _middle_of(body: bytes) -> bytes:
    """A piece that lies on one page of the file."""
    return body[len(body) // 2 :][:24]
