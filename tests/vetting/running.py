"""Parts of a running vetting, as tests put them together."""

from collections.abc import Mapping
from typing import Any

from storage.rows import NOW, add_vetting

from app.domain.handle import Platform
from app.domain.vetting import Vetting
from app.platforms.connector import Connector
from app.platforms.tariff import Pace
from app.scoring.model import Model
from app.scoring.model_files import load_model
from app.scoring.niche.model import NicheModel
from app.storage.store import Store
from app.vetting.collect import Collection, Extent
from app.vetting.collected import Collected
from app.vetting.ledger import Ledger, Patience
from app.vetting.run import Runner
from vetting.fake_connector import FAST

PATIENCE = Patience(attempts=3, backoff_seconds=0.001, wait_at_most_seconds=100)
EXTENT = Extent(sample_size=60, listed_accounts=10_000, engaging_posts=10, followed_members=12)


def begin_vetting(store: Store, tenant_id: str, **question: Any) -> str:  # noqa: ANN401 (any field of Question)
    vetting_id = add_vetting(store, tenant_id, **question)
    with store.books(tenant_id) as books:
        books.vettings.begin(vetting_id, now=NOW)
    return vetting_id


def make_ledger(
    store: Store, tenant_id: str, vetting_id: str, *, pace: Pace = FAST.pace, patience: Patience = PATIENCE
) -> Ledger:
    return Ledger(store, tenant_id, vetting_id, limiter_key="fake", pace=pace, patience=patience)


async def collect(
    store: Store, tenant_id: str, vetting_id: str, connector: Connector, *, extent: Extent = EXTENT
) -> Collected:
    ledger = make_ledger(store, tenant_id, vetting_id)
    return await Collection(ledger, connector, extent, vetting_id=vetting_id).collect("creator.test")


def make_runner(
    store: Store,
    connector: Connector,
    *,
    paces: Mapping[Platform, Pace] | None = None,
    model: Model | None = None,
    niche_model: NicheModel | None = None,
) -> Runner:
    return Runner(
        store=store,
        connectors={Platform.BLUESKY: connector},
        paces=paces or {},
        patience=PATIENCE,
        listed_accounts=10_000,
        engaging_posts=10,
        followed_members=12,
        keep_days=30,
        model=model or load_model(),
        niche_model=niche_model,
        sketch_key=b"secret of the tests",
        clock=lambda: NOW,
    )


def read_vetting(store: Store, tenant_id: str, vetting_id: str) -> Vetting:
    with store.books(tenant_id) as books:
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    return vetting


def count_pages(store: Store, tenant_id: str, vetting_id: str) -> int:
    with store.books(tenant_id) as books:
        return books.pages(vetting_id).count()
