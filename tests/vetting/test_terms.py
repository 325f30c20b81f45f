"""What platforms' terms ask of what is stored: ids only, and the platform's own data for so many days."""

import asyncio
import json
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import make_account
from storage.rows import NOW, begin_audience, finish_audience

from app.api.schemas.vetting import Vetting
from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.handle import Platform
from app.domain.post import Post
from app.platforms.connector import Page, Subject
from app.reports.redact import DATA_DELETED
from app.storage.store import Store
from app.storage.sweep import FETCHED
from app.vetting.purge import MARGIN, keep_purging, must_go_at, redact_due

from .fake_connector import FakeConnector
from .running import begin_vetting, make_runner, read_vetting

BRIEF = Brief(text="espresso and coffee for people who brew at home", must_include=("espresso",))
POST = (
    "zebrapost: my #zebratag espresso with @zebra.friend, use code ZEBRA20 for 20% off, link in bio "
    "https://zebra.example/shop #ad, the damn best espresso"
)


def member(number: int) -> Account:
    return make_account(
        number,
        handle=f"zebrahandle{number}",
        display_name=f"zebraname {number}",
        bio=f"zebrabio {number}: coffee, espresso, barista and latte at home",
        location="zebratown",
        url="https://zebra.example",
        avatar_id=f"zebrapicture{number}",
        platform_labels=("zebralabel",),
        texts=(f"zebratext {number} about espresso, follow me and i promote your page, zebra",),
        label="zebra",
    )


class Zebras(FakeConnector):
    """Every text that this platform gives says zebra."""

    async def fetch_subject(self, name: str) -> Subject:
        subject = await super().fetch_subject(name)
        words = replace(member(999), account_id=subject.account.account_id, handle=name, followers_count=70)
        return Subject(replace(words, following_count=612, created_at=NOW - timedelta(days=300)), subject.key)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        page = await super().fetch_posts(key, cursor)
        return Page(tuple(replace(post, text=POST) for post in page.items), None)


def make_connector(**capabilities: Any) -> Zebras:  # noqa: ANN401 (any field of Capabilities)
    members = [member(number) for number in range(60)]
    reacting = [members[:9]] * 20
    followed = {one.account_id: members[:3] for one in members}
    connector = Zebras(members, likers=reacting, commenters=reacting, followings=["account-1"], followed=followed)
    connector.capabilities = replace(connector.capabilities, **capabilities)
    return connector


def vet(store: Store, tenant: str, connector: FakeConnector, **question: Any) -> str:  # noqa: ANN401 (any field)
    vetting_id = begin_vetting(store, tenant, brief=BRIEF, **question)
    asyncio.run(make_runner(store, connector).run(tenant, vetting_id))
    return vetting_id


def body_of(store: Store, tenant: str, vetting_id: str) -> dict[str, Any]:
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None
    body: dict[str, Any] = json.loads(document.body)
    return body


def test_where_profiles_may_not_be_shown_no_word_of_anybody_is_stored(store: Store, tenant: str) -> None:
    shown = body_of(store, tenant, vet(store, tenant, make_connector(), handle="shown.test"))
    assert {"zebra.friend", "zebratag", "zebralabel"} <= set(_texts(shown)), "the test would tell nothing"
    assert shown["assessment"]["niche"]["related"]

    with store.engine.begin() as connection:
        for table in ("documents", "samples", "vettings"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of this test
    connector, pages = make_connector(shows_profiles=False), list[bytes]()

    def hold(method: str, _: int) -> None:
        if method == "posts":
            with store.sweep() as sweep:
                pages.extend(row.body for row in sweep.read(FETCHED, Platform.BLUESKY, after=None, limit=99))

    connector._on_call = hold
    vetting_id = vet(store, tenant, connector, handle="hidden.test")
    assert any(b"zebra" in zlib.decompress(page) for page in pages)
    body = body_of(store, tenant, vetting_id)
    Vetting.model_validate(body)
    said = " ".join(_texts(body)).lower()
    for word in ("zebra", "barista", "latte"):
        assert word not in said
    assert body["assessment"]["accounts"][0]["account_id"].startswith("account-")
    assert body["assessment"]["creator"]["promotion"]["post_ids"]
    with store.books(tenant) as books:
        [*samples] = books.samples.get(vetting_id, now=NOW) or ()
    assert samples
    columns = [zlib.decompress(column.body) for sample in samples for column in sample.columns.values()]
    assert b"zebra" not in b"".join(columns)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(store.engine.url.database or "").read_bytes()
    assert vetting_id.encode() in file
    assert b"zebra" not in file.lower()
    assert not any(page[len(page) // 2 :][:24] in file for page in pages), "pages are deflated in the file"


def _texts(value: object) -> list[str]:
    """Walk the whole document."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_after_the_platforms_days_its_data_is_gone_and_what_was_derived_is_left(store: Store, tenant: str) -> None:
    limited = vet(store, tenant, make_connector(keep_days_at_most=10))
    free = vet(store, tenant, make_connector(), handle="free.test")
    before = body_of(store, tenant, limited)
    due = NOW + timedelta(days=10) - MARGIN
    assert redact_due(store, now=due - timedelta(seconds=1)) == 0
    assert redact_due(store, now=due) == 1
    assert redact_due(store, now=due + timedelta(days=50)) == 0
    after = body_of(store, tenant, limited)
    Vetting.model_validate(after)
    assert "zebra" not in " ".join(_texts(after))
    assert "account-" not in json.dumps(after["assessment"])
    assert after["redacted_at"] is not None
    assert read_vetting(store, tenant, limited).redacted_at == due
    assert after["assessment"]["limits"][0] == DATA_DELETED
    assert after["verdict"] == before["verdict"]
    for end in ("estimate", "low", "high", "n"):
        assert after["assessment"]["inauthentic_share"][end] == before["assessment"]["inauthentic_share"][end]
    assert after["assessment"]["inauthentic_share"]["population"] is None
    assert body_of(store, tenant, free)["redacted_at"] is None


def test_a_sample_is_kept_as_long_as_the_shorter_of_setting_and_terms(store: Store, tenant: str) -> None:
    ends = {days: NOW + timedelta(days=min(days, 30)) - (MARGIN if days < 30 else timedelta()) for days in (10, 90)}
    for days, end in ends.items():
        vetting_id = vet(store, tenant, make_connector(keep_days_at_most=days), handle=f"of-{days}.test")
        with store.books(tenant) as books:
            assert books.samples.get(vetting_id, now=end - timedelta(seconds=1)) is not None
            assert books.samples.get(vetting_id, now=end) is None


def test_an_upload_is_kept_on_its_own_terms(store: Store, tenant: str) -> None:
    with store.books(tenant) as books:
        audience_id = begin_audience(books, expires_at=NOW + timedelta(days=30))
        books.audiences.add_page(audience_id, 0, [member(number) for number in range(60)])
        finish_audience(books, audience_id, accounts_count=60)
    vetting_id = vet(store, tenant, make_connector(keep_days_at_most=10), audience_id=audience_id)
    assert redact_due(store, now=NOW + timedelta(days=29)) == 0
    with store.books(tenant) as books:
        assert books.samples.get(vetting_id, now=NOW + timedelta(days=29)) is not None


def test_the_days_count_from_when_reading_began() -> None:
    capabilities = make_connector(keep_days_at_most=30).capabilities
    assert must_go_at(capabilities, NOW) == NOW + timedelta(days=30) - MARGIN
    assert must_go_at(replace(capabilities, keep_days_at_most=None), NOW) is None


def test_many_documents_are_redacted_a_few_at_once(store: Store, tenant: str) -> None:
    connector = FakeConnector()
    connector.capabilities = replace(connector.capabilities, keep_days_at_most=1)
    for number in range(3):
        vet(store, tenant, connector, handle=f"creator-{number}.test")
    assert redact_due(store, now=NOW + timedelta(days=1), at_once=2) == 3


def test_the_purge_of_every_hour_redacts_as_well(store: Store, tenant: str) -> None:
    vetting_id = vet(store, tenant, make_connector(keep_days_at_most=1))
    moments = [NOW + timedelta(days=1)]
    with pytest.raises(IndexError):
        asyncio.run(keep_purging(store, clock=moments.pop, every_seconds=0))
    assert body_of(store, tenant, vetting_id)["redacted_at"] is not None
