"""Run one vetting to its end: collect, assess, decide, store. Running it again goes on where it stopped."""

import asyncio
import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.handle import Platform
from app.domain.readings import Sketch
from app.domain.vetting import Failure, Question, Vetting, VettingStatus
from app.platforms.connector import Connector
from app.platforms.errors import PlatformError
from app.platforms.tariff import Pace
from app.reports.document import render_document
from app.reports.redact import ids_only, redact
from app.scoring.model import Model
from app.scoring.niche.model import NicheModel
from app.scoring.overlap import Sketching
from app.scoring.reach import price_per_effective_follower
from app.scoring.stopping import Watch
from app.storage.errors import StorageUnavailableError
from app.storage.store import Books, Store
from app.vetting.assess import Material, assess_material, read_collected, read_upload
from app.vetting.collect import Collection, Extent
from app.vetting.errors import AudienceNotFoundError, VettingEndedError
from app.vetting.ledger import Ledger, Patience
from app.vetting.purge import must_go_at
from app.vetting.retain import retain
from app.vetting.sketch import derive_sketch_key, sketch_listing

log = logging.getLogger(__name__)

INTERNAL = Failure(
    code="internal_error", detail="The vetting failed on our side. The operator's log has the cause.", retryable=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Everything that a vetting needs while it runs: `model` weighs, `paces` override what the platforms declare.

    `niche_model` reads the words, None is the package's own.
    `sketch_key` is the secret that the keys of sketches are derived from.
    """

    store: Store
    connectors: Mapping[Platform, Connector]
    paces: Mapping[Platform, Pace]
    patience: Patience
    listed_accounts: int
    engaging_posts: int
    followed_members: int
    keep_days: int
    model: Model
    niche_model: NicheModel | None
    sketch_key: bytes
    clock: Callable[[], datetime]

    async def run(self, tenant_id: str, vetting_id: str) -> None:
        """Bring the vetting to a final status; raise StorageUnavailableError only, then it may be run again."""
        vetting = await asyncio.to_thread(self._begin, tenant_id, vetting_id)
        if vetting is None:
            return
        try:
            if vetting.question.audience_id is None:
                await self._vet_handle(tenant_id, vetting)
            else:
                await asyncio.to_thread(self._vet_upload, tenant_id, vetting, vetting.question.audience_id)
        except VettingEndedError:
            log.info("vetting ended while it ran", extra={"vetting_id": vetting_id})
        except StorageUnavailableError:
            raise
        except PlatformError as error:
            failure = Failure(code=error.code, detail=error.detail, retryable=error.retryable)
            await asyncio.to_thread(self._fail, tenant_id, vetting_id, failure)
        except AudienceNotFoundError as error:
            failure = Failure(code=error.code, detail=error.detail, retryable=False)
            await asyncio.to_thread(self._fail, tenant_id, vetting_id, failure)
        except Exception as error:  # noqa: BLE001 - whatever it is, the vetting ends
            # Where it happened, not the error's own text: that may hold what it failed on, such as a handle.
            trace = "".join(traceback.format_tb(error.__traceback__))
            log.error("vetting failed: %s\n%s", type(error).__name__, trace, extra={"vetting_id": vetting_id})  # noqa: TRY400
            await asyncio.to_thread(self._fail, tenant_id, vetting_id, INTERNAL)

    def give_up(self, tenant_id: str, vetting_id: str) -> None:
        """End a vetting that will not be run again."""
        self._fail(tenant_id, vetting_id, INTERNAL)

    async def _vet_handle(self, tenant_id: str, vetting: Vetting) -> None:
        question = vetting.question
        connector = self.connectors[question.platform]
        ledger = Ledger(
            self.store,
            tenant_id,
            vetting.vetting_id,
            limiter_key=str(question.platform),
            pace=self.paces.get(question.platform, connector.capabilities.tariff.limits[0].pace),
            patience=self.patience,
        )
        extent = Extent(
            sample_size=question.sample_size,
            listed_accounts=self.listed_accounts,
            engaging_posts=self.engaging_posts,
            followed_members=self.followed_members if question.brief and question.brief.has_topic else 0,
        )
        watch = (
            None
            if question.read_all
            else Watch(policy=question.policy, brief=question.brief, model=self.model, niche_model=self.niche_model)
        )
        collection = Collection(ledger, connector, extent, vetting_id=vetting.vetting_id, watch=watch)
        collected = await collection.collect(question.handle or "")
        await ledger.enter("scoring", None)
        material = await asyncio.to_thread(read_collected, collected, question.brief, self.niche_model)
        key = derive_sketch_key(self.sketch_key, tenant_id, question.platform)
        sketch = await asyncio.to_thread(sketch_listing, collected.listing, key)
        await asyncio.to_thread(self._succeed, tenant_id, vetting, material, sketch, ledger.calls)

    def _vet_upload(self, tenant_id: str, vetting: Vetting, audience_id: str) -> None:
        question = vetting.question
        sketching = Sketching(derive_sketch_key(self.sketch_key, tenant_id, question.platform))
        with self.store.books(tenant_id) as books:
            audience = books.audiences.get(audience_id)
            if audience is None:
                message = "The uploaded audience was deleted before it was vetted; upload it again."
                raise AudienceNotFoundError(message)
            material = read_upload(
                sketching.watch(books.audiences.read_pages(audience_id)),
                population=audience.population,
                frame=audience.frame,
                order=audience.order,
                drawn_at=audience.created_at,
                brief=question.brief,
                niche_model=self.niche_model,
            )
        self._succeed(tenant_id, vetting, material, sketching.sketch(), 0)

    def _begin(self, tenant_id: str, vetting_id: str) -> Vetting | None:
        with self.store.books(tenant_id) as books:
            if not books.vettings.begin(vetting_id, now=self.clock()):
                return None
            return books.vettings.get(vetting_id)

    def _succeed(self, tenant_id: str, vetting: Vetting, material: Material, sketch: Sketch | None, calls: int) -> None:
        """Score, then store the verdict, and instead of the fetched pages the sample's readings, in one transaction."""
        question = vetting.question
        assessment, verdict = assess_material(material, question.brief, question.policy, self.model, self.niche_model)
        readings = [
            retain(audience, material.delivered, sketch) if number == 0 else retain(audience)
            for number, audience in enumerate(material.audiences)
        ]
        now = self.clock()
        price = price_per_effective_follower(assessment.effective_audience, question.fee)
        document = render_document(vetting, assessment, verdict, price, finished_at=now, calls=calls)
        connector = self.connectors.get(question.platform)
        if connector is not None and not connector.capabilities.shows_profiles:
            document = redact(document, ids_only)
        redact_at = self._must_go_at(vetting, now)
        with self.store.books(tenant_id) as books:
            if not books.vettings.end(vetting.vetting_id, VettingStatus.SUCCEEDED, None, now=now):
                return
            books.documents.add(vetting.vetting_id, document, now=now, redact_at=redact_at)
            expires_at = self._expires_at(books, question, now)
            if expires_at is not None:
                expires_at = expires_at if redact_at is None else min(expires_at, redact_at)
                books.samples.add(vetting.vetting_id, readings, now=now, expires_at=expires_at)
            books.pages(vetting.vetting_id).clear()

    def _expires_at(self, books: Books, question: Question, now: datetime) -> datetime | None:
        """Tell until when the readings may be kept: as long as the upload that they are of; None when it is gone."""
        if question.audience_id is None:
            return now + timedelta(days=self.keep_days)
        audience = books.audiences.get(question.audience_id)
        return None if audience is None else audience.expires_at

    def _must_go_at(self, vetting: Vetting, now: datetime) -> datetime | None:
        """Tell by when the platform's own data has to be gone; an upload is kept on the uploader's terms."""
        if vetting.question.audience_id is not None:
            return None
        return must_go_at(self.connectors[vetting.question.platform].capabilities, vetting.started_at or now)

    def _fail(self, tenant_id: str, vetting_id: str, failure: Failure) -> None:
        with self.store.books(tenant_id) as books:
            if books.vettings.end(vetting_id, VettingStatus.FAILED, failure, now=self.clock()):
                books.pages(vetting_id).clear()
