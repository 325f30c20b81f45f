"""Parts of a running vetting, as tests put them together."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from storage.rows import NOW, add_vetting

from app.domain.handle import Platform
from app.domain.vetting import Vetting
from app.platforms.connector import Connector
from app.platforms.tariff import Pace, Tariff
from app.scoring.model import Model
from app.scoring.model_files import load_model
from app.scoring.niche.model import NicheModel
from app.storage.store import Store
from app.vetting.collect import Collection
from app.vetting.collected import Collected
from app.vetting.connections import Connections
from app.vetting.extent import Extent
from app.vetting.ledger import Ledger, Patience
from app.vetting.meter import Line, Meter
from app.vetting.purses import Caps, open_purses
from app.vetting.reach import Reach
from app.vetting.run import Runner
from vetting.fake_connector import FAST

FREE_TARIFF = Tariff(limits=(FAST,))
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
    meter = make_meter(store, tenant_id, vetting_id, pace=pace)
    return Ledger(store, tenant_id, vetting_id, meter=meter, patience=patience)


def make_meter(
    store: Store,
    tenant_id: str,
    spender: str,
    *,
    tariff: Tariff = FREE_TARIFF,
    pace: Pace | None = None,
    caps: Caps | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Meter:
    purses = partial(open_purses, caps or Caps(), Platform.BLUESKY, tenant_id, spender=spender, began=NOW.date())
    return Meter(store, Line(name="fake", tariff=tariff, pace=pace), purses, clock=clock)


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
    caps: Caps | None = None,
    model: Model | None = None,
    niche_model: NicheModel | None = None,
) -> Runner:
    return Runner(
        reach=make_reach(store, connector, paces=paces, caps=caps),
        patience=PATIENCE,
        keep_days=30,
        model=model or load_model(),
        niche_model=niche_model,
        sketch_key=b"secret of the tests",
        objections_key=b"another secret of the tests",
    )


def make_reach(
    store: Store,
    connector: Connector,
    *,
    paces: Mapping[Platform, Pace] | None = None,
    caps: Caps | None = None,
) -> Reach:
    return Reach(
        store=store,
        connections=connections_to(connector, paces=paces),
        caps=caps or Caps(),
        listed_accounts=10_000,
        engaging_posts=10,
        followed_members=12,
        clock=lambda: NOW,
    )


def connections_to(connector: Connector, *, paces: Mapping[Platform, Pace] | None = None) -> Connections:
    """Every platform is this one."""
    return Connections(
        platforms={connector.capabilities.platform: connector.capabilities},
        connect=lambda _platform, _credential: connector,
        read_credential=lambda _tenant_id, _platform: None,
        paces=paces or {},
    )


def read_vetting(store: Store, tenant_id: str, vetting_id: str) -> Vetting:
    with store.books(tenant_id) as books:
        vetting = books.vettings.get(vetting_id)
    assert vetting is not None
    return vetting


def count_pages(store: Store, tenant_id: str, vetting_id: str) -> int:
    with store.books(tenant_id) as books:
        return books.pages(vetting_id).count()


def anything(_tenant_id: str, _platform: Platform) -> None:
    """Every platform can be read."""
